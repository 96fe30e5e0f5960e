/**
 * Chats and cases that turn out to be of one person bring their answers together: of each service the newest counts, and an older
 * yes beside it carries nothing any more (C1).
 */
import { outspoken } from '../../shared/domain/written-consent.ts';
import type { Database } from '../platform/mongo.ts';
import { transact } from '../platform/transaction.ts';
import type { ConsentDoc, ConsentFamily } from './consent-record.ts';
import type { ConsentDeps } from './deps.ts';
import { supersedeIn } from './supersede.ts';

type Deps = Pick<ConsentDeps, 'consents' | 'outbox' | 'clock'> & { readonly database: Database };

export async function settleNewest(deps: Deps, family: ConsentFamily): Promise<void> {
  const found = outspoken(await deps.consents.consentsOf(family));
  for (const recipientId of new Set(found.map((each) => each.recipientId))) {
    const stopped = await transact(deps.database, async (session): Promise<ConsentDoc[]> => {
      const older = outspoken(await deps.consents.consentsAbout(session, family, recipientId));
      return supersedeIn(deps, session, older, deps.clock.now());
    });
    for (const { _id } of stopped) deps.outbox.changed(_id);
  }
}
