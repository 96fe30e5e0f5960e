import { it } from 'vitest';
import { changesKilled } from './scenarios/changes-killed.ts';
import { nodesKilled } from './scenarios/nodes-killed.ts';
import { holds } from './short-form.ts';

it('[L1, L2, L3, L4] a node killed at any step of a write loses, doubles and reorders nothing', () =>
  holds(nodesKilled));

it('[L1, L2, Q1, Q2, Q3] a node killed at any step of an offer, accept, transfer or end leaves it done once, and nobody forgotten', () =>
  holds(changesKilled));
