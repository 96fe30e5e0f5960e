/** When referrals are deleted, over what else is kept of their persons: the look that does it. */
import type { CasesDeps } from './cases/index.ts';
import type { Duties } from './compose-duties.ts';
import type { Platform } from './compose-platform.ts';
import type { Session } from './platform/mongo.ts';
import { referralMessagesSpec } from './portal/index.ts';
import { createOutboxStore, createReferralEraser, purgeReferrals, type ReferralRow } from './referrals/index.ts';

export interface ReferralEndParts {
  readonly platform: Platform;
  readonly duties: Duties;
  readonly cases: CasesDeps;
  readonly purgeAt: (ended: Date) => Date;
}

export function lookForOverReferrals({ platform, duties, cases, purgeAt }: ReferralEndParts): () => Promise<void> {
  const { database, sealing, signals, clock } = platform;
  const deps = {
    ...{ database, clock, audit: duties.audit, purgeAt, outbox: createOutboxStore(database) },
    eraser: createReferralEraser(database, [referralMessagesSpec]),
    personKeptIn: personKeptIn({ duties, cases, clock }),
    shredIn: sealing.shredIn,
    shredded: (scope: string) => {
      sealing.forget(scope);
      signals.publish('key:shredded', { scope });
    },
  };
  return () => purgeReferrals(deps);
}

interface Kept {
  readonly purgeAt: Date | null;
  readonly legalHold: boolean;
}

function personKeptIn({ duties, cases, clock }: Pick<ReferralEndParts, 'duties' | 'cases'> & Pick<Platform, 'clock'>) {
  const end = ({ purgeAt, legalHold }: Kept) => (legalHold ? null : purgeAt);
  return async (session: Session, { conversationId, caseId }: Pick<ReferralRow, 'conversationId' | 'caseId'>) => {
    const talk = conversationId === null ? null : await duties.store.findIn(session, conversationId);
    const found = await cases.cases.find(caseId ?? talk?.caseId ?? '', session);
    // A case that is there is kept, whatever it says: one that became part of it may be on hold, and then none goes.
    const isOver = found?.purgeAt != null && found.purgeAt.getTime() <= clock.now();
    return [...(talk === null ? [] : [end(talk)]), ...(found === null ? [] : [isOver ? null : end(found)])];
  };
}
