/**
 * Proposing to share without consent, or recording what could not wait. The proposal for the second person is written in the
 * same transaction, so that nothing stands here that nobody is asked about.
 */
import { isDeepStrictEqual } from 'node:util';
import type { DisclosureForm, DisclosureRow } from '../../../shared/protocol/http/disclosures.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { createOnce } from '../../platform/create-once.ts';
import type { StaffSession } from '../../platform/http-route.ts';
import type { Session } from '../../platform/mongo.ts';
import { aboutOf } from '../concerns/raise-concern.ts';
import type { DisclosuresDeps } from './deps.ts';
import { answersTo, faultsOf } from './disclosure-faults.ts';
import {
  type DisclosureBody,
  type DisclosureDoc,
  type DisclosureFacts,
  presentDisclosure,
} from './disclosure-record.ts';

type Proposal = DisclosureForm & { readonly clientId: string };

export async function proposeDisclosure(
  deps: DisclosuresDeps,
  { clientId, ...form }: Proposal,
  caller: StaffSession,
): Promise<Result<{ disclosure: DisclosureRow }>> {
  const { conversationId, caseId } = form;
  const reached = await deps.reachSubject({ conversationId, caseId }, caller);
  if (!reached.ok) return reached;
  const issues = await faultsOf(deps, form, caller);
  if (issues.length > 0) return fail('bad_request', { issues });
  const answers = await answersTo(deps, form);
  const causeId = `proposed:${clientId}`;
  const made = await createOnce<DisclosureDoc>(deps.database, {
    existing: (session) => deps.disclosures.ofCause(causeId, session),
    isSame: async (found) => {
      const sent = await formOf(deps, found);
      // Of a conversation it is of its case as well, whether that was said or not.
      const same = { ...sent, caseId: conversationId !== null && caseId === null ? null : sent.caseId };
      return found.madeBy.agentId === caller.agentId && isDeepStrictEqual(same, form);
    },
    create: (session) => create(deps, { form, clientId, caller, teamId: reached.value.teamId, answers }, session),
  });
  if (!made.ok) return made;
  const doc = made.value.value;
  if (!form.emergency) deps.alerts.announce(proposedAlert(doc._id));
  return ok({ disclosure: presentDisclosure(doc) });
}

export const proposedAlert = (disclosureId: string): string => `disclosure_proposed:${disclosureId}`;

interface Creating {
  readonly form: DisclosureForm;
  readonly clientId: string;
  readonly caller: StaffSession;
  readonly teamId: string;
  /** What was answered to the cards that it names. */
  readonly answers: readonly string[];
}

async function create(
  deps: DisclosuresDeps,
  { form, clientId, caller, teamId: ofConversation, answers }: Creating,
  session: Session,
): Promise<Result<DisclosureDoc>> {
  const { recipientName, what, why, madeAt, conversationId, ...codes } = form;
  const disclosureId = deps.ids.uuid();
  const now = deps.clock.now();
  const by = { agentId: caller.agentId, name: caller.name };
  const joined = conversationId === null ? null : await deps.keepConversationIn(session, conversationId);
  const caseId = form.caseId ?? joined;
  const ofCase = caseId === null ? null : await deps.caseIn(session, caseId);
  const about = { conversationId, caseId, teamId: ofCase?.teamId ?? ofConversation };
  const proposed = await deps.approvals.propose(
    {
      ...{ clientId, kind: 'disclosure', subject: { kind: 'disclosure', id: disclosureId } },
      ...{ ...about, caseReference: ofCase?.reference ?? null, scope: `disclosures:${disclosureId}` },
      body: { reason: why, facts: factsOf(form, answers), payload: { disclosureId } },
      ...(form.emergency ? { after: true, dueAt: now + deps.approvalWithinMs() } : {}),
    },
    caller,
    session,
  );
  if (!proposed.ok) return proposed;
  const facts: DisclosureFacts = {
    ...{ ...codes, ...about, approvalId: proposed.value._id, approval: 'awaited', decidedBy: null },
    sharedAt: madeAt === null ? null : Date.parse(madeAt),
    sharedBy: form.emergency ? by : null,
    hasOutcome: false,
  };
  const kind = form.emergency ? 'made_first' : 'proposed';
  const doc = await deps.disclosures.insert(session, {
    ...{ id: disclosureId, causeId: `proposed:${clientId}`, state: form.emergency ? 'made' : 'proposed', facts },
    body: { recipientName, what, why } satisfies DisclosureBody,
    first: { clientId, kind, at: now, by, codes: {}, text: null },
    purgeAt: deps.keptUntil(now),
  });
  // What was made already is chased when its time is over; what waits for a yes is said at once.
  const alert = { kind: 'disclosure_proposed', causeId: proposedAlert(disclosureId), ...aboutOf(about) } as const;
  if (!form.emergency) await deps.alerts.raiseAlertIn(session, alert);
  const target = { kind: 'disclosure', id: disclosureId };
  const { reason, recipient, told } = form;
  const meta = { reason, recipient, told, caseId, conversationId, emergency: form.emergency };
  await deps.audit.record(
    { actor: { id: by.agentId, role: caller.role }, action: `disclosure.${kind}`, target, meta },
    session,
  );
  return ok(doc);
}

/** What the second person decides by; what the person answered to a *Tell* card is heard, and decides nothing by itself (H2). */
function factsOf(form: DisclosureForm, answers: readonly string[]) {
  const { reason, lawfulBasis, specialCategory, recipient, recipientName, what, told, whyNotTold } = form;
  return [
    { name: 'reason', value: reason },
    { name: 'lawful_basis', value: lawfulBasis },
    { name: 'special_category', value: specialCategory },
    { name: 'recipient', value: recipient },
    { name: 'recipient_name', value: recipientName },
    { name: 'what', value: what },
    { name: 'told', value: told },
    ...(whyNotTold === null ? [] : [{ name: 'why_not_told', value: whyNotTold }]),
    ...answers.map((answer) => ({ name: 'tell_answer', value: `tell_${answer}` })),
  ];
}

/** The form as it was sent, from what is kept of it. */
async function formOf(deps: DisclosuresDeps, doc: DisclosureDoc): Promise<DisclosureForm> {
  const { recipientName, what, why } = await deps.disclosures.bodyOf<DisclosureBody>(doc);
  const { conversationId, caseId, concernId, alertId, emergency, reason, lawfulBasis } = doc.facts;
  const { specialCategory, recipient, told, whyNotTold, toldCardIds, sharedAt } = doc.facts;
  const madeAt = emergency && sharedAt !== null ? new Date(sharedAt).toISOString() : null;
  return {
    ...{ conversationId, caseId, concernId, alertId, emergency, madeAt, reason, lawfulBasis, specialCategory },
    ...{ recipient, recipientName, what, why, told, whyNotTold, toldCardIds: [...toldCardIds] },
  };
}
