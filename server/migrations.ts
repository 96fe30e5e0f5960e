/** Changes to what is stored, in order; collections and indexes are made from their declarations before any of these. */
import type { Migration } from './platform/migrations.ts';
import { dropIndexes } from './platform/mongo.ts';
import { referralOutboxSpec } from './referrals/index.ts';

export const migrations: readonly Migration[] = [
  {
    name: '0002-outbox-indexes-replaced',
    up: (database) =>
      dropIndexes(database, referralOutboxSpec, [
        { dueAt: 1 },
        { recipientId: 1, state: 1, firstSentAt: -1 },
        { 'chase.at': 1 },
      ]),
  },
];
