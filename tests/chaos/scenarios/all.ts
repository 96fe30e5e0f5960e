/** The scenarios in the order in which `npm run chaos` plays them. */
import type { Scenario } from '../scenario.ts';
import { atRandom } from './at-random.ts';
import { badLine } from './bad-line.ts';
import { changesKilled } from './changes-killed.ts';
import { deadTransaction } from './dead-transaction.ts';
import { endInFlight } from './end-in-flight.ts';
import { fiftySenders } from './fifty-senders.ts';
import { leaderKilled } from './leader-killed.ts';
import { nodesKilled } from './nodes-killed.ts';
import { primaryFrozen } from './primary-frozen.ts';
import { primaryKilled } from './primary-killed.ts';
import { randomShift } from './random-shift.ts';
import { rush } from './rush.ts';
import { sameLineTwice } from './same-line-twice.ts';
import { takenAtOnce } from './taken-at-once.ts';
import { valkeyLost } from './valkey-lost.ts';

export const scenarios: readonly Scenario[] = [
  nodesKilled,
  changesKilled,
  leaderKilled,
  primaryKilled,
  primaryFrozen,
  valkeyLost,
  deadTransaction,
  sameLineTwice,
  fiftySenders,
  endInFlight,
  badLine,
  takenAtOnce,
  rush,
  randomShift,
  atRandom,
];
