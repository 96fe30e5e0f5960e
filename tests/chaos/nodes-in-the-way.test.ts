import { it } from 'vitest';
import { deadTransaction } from './scenarios/dead-transaction.ts';
import { leaderKilled } from './scenarios/leader-killed.ts';
import { holds } from './short-form.ts';

it('[Q3] another node leads the matching soon after the one that did was killed', () => holds(leaderKilled));

it('[L1, L2, L3] a node killed inside a transaction delays other conversations by seconds, not by a minute', () =>
  holds(deadTransaction));
