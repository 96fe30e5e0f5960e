/**
 * A yes from which no referral was made: whoever gave it believes that help is coming. Listed once its talk is over, until one is
 * made, it is taken back, or somebody says why none is.
 */
import { isInForce } from '../../shared/domain/consent.ts';
import { decide } from '../../shared/domain/permissions.ts';
import type { NotMade } from '../../shared/protocol/http/referral-answers.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { ConsentDoc } from '../consent/index.ts';
import { type ConversationDoc, mayReach } from '../conversations/index.ts';
import { thereFor } from '../kept-out/index.ts';
import type { StaffSession } from '../platform/http-route.ts';
import { iso } from '../platform/ports.ts';
import { transact } from '../platform/transaction.ts';
import { mayChase } from './chase-referral.ts';
import type { ReferralsDeps } from './deps.ts';
import { personNow } from './person-now.ts';

/** A consent holds for half a year, and a yes without a referral is rare. */
const AT_MOST = 2_000;

type Talks = ReadonlyMap<string, ConversationDoc>;

export async function listNotMade(deps: ReferralsDeps, who: StaffSession): Promise<Result<{ consents: NotMade[] }>> {
  const now = deps.clock.now();
  const waiting = (await deps.consents.withoutReferral(now, AT_MOST)).filter((each) => isInForce(each, now));
  const theirs = await theirsOf(deps, waiting, who);
  const talks = await talksOf(deps, theirs);
  const over = theirs.filter(({ conversationId }) => talks.get(conversationId ?? '')?.state !== 'active');
  const about = ({ caseId, conversationId }: ConsentDoc) => ({ caseId, conversationId });
  const shown = await thereFor(deps.keptOut, over, who.agentId, about);
  const asked = await deps.consents.requestsNamed(shown.map(({ requestId }) => requestId));
  const names = new Map(asked.map(({ _id, askedBy }) => [_id, askedBy.name]));
  return ok({
    consents: shown.map((consent) => {
      const { _id: consentId, requestId, recipientId, conversationId, askedBy } = consent;
      return {
        ...{ consentId, requestId, recipientId, conversationId, caseId: caseOf(consent, talks) },
        recipientName: deps.partners.find(recipientId, now)?.recipient.name ?? recipientId,
        mayMake: mayMake(talks.get(conversationId ?? ''), who),
        ...{ givenAt: iso(consent.givenAt), askedBy: { agentId: askedBy, name: names.get(requestId) ?? askedBy } },
      };
    }),
  });
}

/** Of who asked, who has the talk, and who works on the case; all of them for who answers for the service. */
async function theirsOf(
  deps: ReferralsDeps,
  waiting: readonly ConsentDoc[],
  who: StaffSession,
): Promise<readonly ConsentDoc[]> {
  if (decide('referral.chase', who.role, []) === 'allowed') return waiting;
  const work = await deps.workOf(
    who,
    waiting.flatMap(({ conversationId }) => conversationId ?? []),
  );
  return waiting.filter(
    ({ askedBy, conversationId, caseId }) =>
      askedBy === who.agentId ||
      work.conversationIds.includes(conversationId ?? '') ||
      work.caseIds.includes(caseId ?? ''),
  );
}

async function talksOf({ conversations }: ReferralsDeps, consents: readonly ConsentDoc[]): Promise<Talks> {
  const ids = [...new Set(consents.flatMap(({ conversationId }) => conversationId ?? []))];
  const found = ids.length === 0 ? [] : await conversations.findMany({ _id: { $in: ids } }, ids.length);
  return new Map(found.map((talk) => [talk._id, talk]));
}

function mayMake(talk: ConversationDoc | undefined, who: StaffSession): boolean {
  return talk !== undefined && mayReach(talk, 'referral.create', { ...who, socketId: '' }).ok;
}

function caseOf({ caseId, conversationId }: ConsentDoc, talks: Talks): string | null {
  return caseId ?? talks.get(conversationId ?? '')?.caseId ?? null;
}

export interface LeaveInput {
  readonly consentId: string;
  readonly reason: string;
}

export async function leaveNotMade(
  deps: ReferralsDeps,
  { consentId, reason }: LeaveInput,
  who: StaffSession,
): Promise<Result<Record<string, never>>> {
  return transact(deps.database, async (session): Promise<Result<Record<string, never>>> => {
    const consent = await deps.consents.findConsent(session, consentId);
    if (consent === null) return fail('not_found');
    const person = await personNow(deps, session, { ...consent, consentId });
    if (person.knows(who.agentId) || !(await mayChase(deps, made(consent), who))) return fail('not_found');
    if (consent.referralId !== null) return fail('conflict', { reason: 'made_meanwhile' });
    const at = deps.clock.now();
    const left = { by: who.agentId, at, reason: await deps.consents.sealLeft(consent, reason) };
    await deps.consents.changeConsent(session, consentId, { left });
    await deps.audit.record(
      {
        ...{ actor: { id: who.agentId, role: who.role }, action: 'referral.left_unmade' },
        ...{ target: { kind: 'consent', id: consentId }, meta: { recipientId: consent.recipientId } },
      },
      session,
    );
    return ok({});
  });
}

/** Whose it would be if it were made: for whoever asked. */
export function made({ askedBy, conversationId, caseId }: ConsentDoc) {
  return { createdBy: askedBy, conversationId, ...(caseId === undefined ? {} : { caseId }) };
}
