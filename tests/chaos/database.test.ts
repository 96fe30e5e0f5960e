import { it } from 'vitest';
import { primaryFrozen } from './scenarios/primary-frozen.ts';
import { primaryKilled } from './scenarios/primary-killed.ts';
import { holds } from './short-form.ts';

it('[L1, L2, L3, L4] a primary killed in the middle of sends costs an election and nothing else', () =>
  holds(primaryKilled));

it('[L1, L2, L3, L4] a primary that stands still is left behind before it wakes', () => holds(primaryFrozen));
