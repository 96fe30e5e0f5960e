/** The scenarios in the order in which `npm run chaos` plays them. */
import type { Scenario } from '../scenario.ts';
import { nodesKilled } from './nodes-killed.ts';

export const scenarios: readonly Scenario[] = [nodesKilled];
