/** What a restored database must forget before anybody works on it: a backup does not know what was ended or taken back since. */
import { endAllTokens } from './conversations/index.ts';
import { sessionsSpec } from './identity/index.ts';
import { revokeAllKeys } from './inbound/index.ts';
import type { Database } from './platform/mongo.ts';
import { holdRestored } from './referrals/index.ts';
import { markRestored } from './returning/index.ts';

export interface Forgotten {
  readonly sessions: number;
  readonly tokens: number;
  readonly referrals: number;
  /** Senders whose keys open nothing any more. */
  readonly senders: number;
  /** Six words that may have been used or replaced since. */
  readonly phrases: number;
}

export async function forgetRestored(database: Database, now: number): Promise<Forgotten> {
  const { deletedCount: sessions } = await database.collection(sessionsSpec).deleteMany({});
  return {
    ...{ sessions, tokens: await endAllTokens(database), referrals: await holdRestored(database, now) },
    ...{ senders: await revokeAllKeys(database, now), phrases: await markRestored(database, now) },
  };
}

/** As sentences for whoever restores. */
export function sayForgotten({ sessions, tokens, referrals, senders, phrases }: Forgotten): string[] {
  return [
    `${sessions} sessions of staff and ${tokens} of visitors were ended: everybody signs in or begins anew.`,
    ...(referrals === 0
      ? []
      : [`${referrals} referrals had not arrived and are held: a lead is asked to decide each.`]),
    ...(senders === 0
      ? []
      : [
          `Every key of ${senders} sender(s) opens nothing any more: give each a new one, or nothing comes in from them.`,
        ]),
    ...(phrases === 0
      ? []
      : [
          `${phrases} people hold six words that may have been used since: a lead looks before anybody is told by them.`,
        ]),
    'Accounts are as they were then: disable again whom you disabled since, and change passwords that were changed since.',
  ];
}
