/** What a restored database must forget before anybody works on it: a backup does not know what was ended or taken back since. */
import { endAllTokens } from './conversations/index.ts';
import { sessionsSpec } from './identity/index.ts';
import type { Database } from './platform/mongo.ts';
import { holdRestored } from './referrals/index.ts';

export interface Forgotten {
  readonly sessions: number;
  readonly tokens: number;
  readonly referrals: number;
}

export async function forgetRestored(database: Database, now: number): Promise<Forgotten> {
  const { deletedCount: sessions } = await database.collection(sessionsSpec).deleteMany({});
  return { sessions, tokens: await endAllTokens(database), referrals: await holdRestored(database, now) };
}

/** As sentences for whoever restores. */
export function sayForgotten({ sessions, tokens, referrals }: Forgotten): string[] {
  return [
    `${sessions} sessions of staff and ${tokens} of visitors were ended: everybody signs in or begins anew.`,
    ...(referrals === 0
      ? []
      : [`${referrals} referrals had not arrived and are held: a lead is asked to decide each.`]),
    'Accounts are as they were then: disable again whom you disabled since, and change passwords that were changed since.',
  ];
}
