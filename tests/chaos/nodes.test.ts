import { it } from 'vitest';
import { deadTransaction } from './scenarios/dead-transaction.ts';
import { nodesKilled } from './scenarios/nodes-killed.ts';
import { holds } from './short-form.ts';

it('[L1, L2, L3, L4] a node killed at any step of a write loses, doubles and reorders nothing', () =>
  holds(nodesKilled));

it('[L1, L2, L3] a node killed inside a transaction delays other conversations by less than 4 s', () =>
  holds(deadTransaction));
