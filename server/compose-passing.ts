/** Passing people on to the provider they chose, over the case's own consents and the outbox (E1). */
import type { PassesBy, PassingNow } from '../shared/domain/passing-on.ts';
import type { CasesDeps } from './cases/index.ts';
import { CASE_CHANGED } from './compose-cases.ts';
import type { Duties } from './compose-duties.ts';
import type { Platform } from './compose-platform.ts';
import { createConsentsStore, personOfCase } from './consent/index.ts';
import { followCases, type InboundDeps, type RecipientsPort } from './inbound/index.ts';
import type { Partner, Partners } from './partners/index.ts';
import { gather } from './platform/gather.ts';
import { createOutboxStore } from './referrals/index.ts';

export interface PassingParts {
  readonly duties: Duties;
  readonly cases: CasesDeps;
  readonly partners: Pick<Partners, 'find'>;
}

export function recipientsPort(platform: Platform, { duties, cases, partners }: PassingParts): RecipientsPort {
  const consents = createConsentsStore(platform.database, platform.sealing);
  const outbox = createOutboxStore(platform.database);
  const talksOf = async (caseIds: readonly string[]) =>
    (await duties.store.findMany({ caseId: { $in: [...caseIds] } })).map(({ _id }) => ({
      ...{ conversationId: _id, open: false },
    }));
  return {
    find: (recipientId) => {
      const partner = partners.find(recipientId, platform.clock.now());
      if (partner === null) return null;
      const { name, kind } = partner.recipient;
      return { recipientId, name, kind, usable: partner.usable, passes: passesBy(partner) };
    },
    wordOf: async (caseId, recipientId, since): Promise<PassingNow> => {
      const found = await cases.cases.find(caseId);
      if (!found) return { saidNo: false, referral: null };
      const { family } = await personOfCase({ cases, talksOf }, found);
      const [said, made] = await Promise.all([consents.consentsOf(family), outbox.ofPerson(family)]);
      const row = made.find((each) => each.recipientId === recipientId && each.createdAt >= since);
      const word = said.find((each) => each.recipientId === recipientId && each.givenAt >= since);
      const { referralId, state, sentAt, acknowledgedAt } = row ?? {};
      return {
        saidNo: word !== undefined && (word.decision !== 'given' || word.withdrawnAt !== null),
        referral:
          referralId === undefined || state === undefined
            ? null
            : { referralId, state, sentAt: sentAt ?? null, acknowledgedAt: acknowledgedAt ?? null },
      };
    },
  };
}

function passesBy({ recipient, usable }: Partner): PassesBy {
  if (usable) return 'sends';
  if (recipient.unverified) return 'not_checked';
  return recipient.channel.type === 'telephone' ? 'telephone' : 'no_agreement';
}

const GATHERED_FOR_MS = 50;

/** A yes, a referral and its answer are each a change of the case. */
export function followPassedOn({ background, signals }: Platform, deps: InboundDeps): void {
  const whatFailed = 'what became of somebody who was passed on could not be followed';
  const changed = gather({ background, afterMs: GATHERED_FOR_MS, whatFailed }, (caseIds) => followCases(deps, caseIds));
  signals.subscribe(CASE_CHANGED, ({ caseId }, origin) => {
    if (origin === 'here' && typeof caseId === 'string') changed(caseId);
  });
}
