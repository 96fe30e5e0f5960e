import { it } from 'vitest';
import { atRandom } from './scenarios/at-random.ts';
import { holds } from './short-form.ts';

it('[L1, L2, L3, L4, Q1] all faults at random break none of the rules', () => holds(atRandom));
