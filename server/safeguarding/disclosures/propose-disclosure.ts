/**
 * Proposing to share without consent, or recording what could not wait. The proposal for the second person is written in the
 * same transaction, so that nothing stands here that nobody is asked about.
 */
import { isDeepStrictEqual } from 'node:util';
import { disclosureFaults } from '../../../shared/domain/disclosure.ts';
import type { DisclosureForm, DisclosureRow } from '../../../shared/protocol/http/disclosures.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { createOnce } from '../../platform/create-once.ts';
import type { StaffSession } from '../../platform/http-route.ts';
import type { Session } from '../../platform/mongo.ts';
import type { DisclosuresDeps, ReachedSubject } from './deps.ts';
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
  if (conversationId !== null) await deps.keepConversation(conversationId);
  const causeId = `proposed:${clientId}`;
  const made = await createOnce<DisclosureDoc>(deps.database, {
    existing: (session) => deps.disclosures.ofCause(causeId, session),
    isSame: async (found) =>
      found.madeBy.agentId === caller.agentId && isDeepStrictEqual(await formOf(deps, found), form),
    create: (session) => create(deps, { form, clientId, caller, reached: reached.value }, session),
  });
  if (!made.ok) return made;
  const { value: doc, first } = made.value;
  // What was made already is chased when its time is over; what waits for a yes is said at once.
  if (first && !form.emergency) {
    const about = conversationId === null ? {} : { conversationId };
    await deps.alerts.raiseAlert({ kind: 'disclosure_proposed', causeId: proposedAlert(doc._id), ...about });
  }
  return ok({ disclosure: presentDisclosure(doc) });
}

export const proposedAlert = (disclosureId: string): string => `disclosure_proposed:${disclosureId}`;

async function faultsOf(deps: DisclosuresDeps, form: DisclosureForm, caller: StaffSession) {
  const { reason, emergency, told, whyNotTold, conversationId, caseId, concernId, alertId } = form;
  const madeAt = form.madeAt === null ? null : Date.parse(form.madeAt);
  const faults = disclosureFaults({ reason, emergency, told, whyNotTold, madeAt }, deps.clock.now());
  const wrong = (path: string, message: string) => void faults.push({ path, message });
  if (conversationId === null && caseId === null)
    wrong('conversationId', 'Say whom it is about: a conversation, or a case.');
  if (!deps.isGround('lawfulBases', form.lawfulBasis)) wrong('lawfulBasis', 'Choose the ground in law.');
  if (!deps.isGround('specialCategoryConditions', form.specialCategory))
    wrong('specialCategory', 'Choose the condition for special categories, or that nothing of them is shared.');
  if (concernId !== null && !(await deps.concernExists(concernId))) wrong('concernId', 'This concern is not there.');
  if (alertId !== null && !(await deps.reachEmergency(alertId, caller)).ok)
    wrong('alertId', 'This emergency is not yours.');
  const known = conversationId === null ? [] : await deps.told({ conversationIds: [conversationId] });
  if (form.toldCardIds.some((each) => !known.some(({ requestId }) => requestId === each)))
    wrong('toldCardIds', 'Only cards of this conversation can be named.');
  return faults;
}

interface Creating {
  readonly form: DisclosureForm;
  readonly clientId: string;
  readonly caller: StaffSession;
  readonly reached: ReachedSubject;
}

async function create(
  deps: DisclosuresDeps,
  { form, clientId, caller, reached }: Creating,
  session: Session,
): Promise<Result<DisclosureDoc>> {
  const { recipientName, what, why, madeAt, ...codes } = form;
  const disclosureId = deps.ids.uuid();
  const now = deps.clock.now();
  const by = { agentId: caller.agentId, name: caller.name };
  const proposed = await deps.approvals.propose(
    {
      ...{ clientId, kind: 'disclosure', subject: { kind: 'disclosure', id: disclosureId } },
      ...{ caseId: form.caseId, caseReference: reached.caseReference, scope: `disclosures:${disclosureId}` },
      body: { reason: why, facts: factsOf(form), payload: { disclosureId } },
      ...(form.emergency ? { after: true, dueAt: now + deps.approvalWithinMs() } : {}),
    },
    caller,
    session,
  );
  if (!proposed.ok) return proposed;
  const facts: DisclosureFacts = {
    ...codes,
    ...{ teamId: reached.teamId, approvalId: proposed.value._id, approval: 'awaited', decidedBy: null },
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
  const target = { kind: 'disclosure', id: disclosureId };
  const { reason, recipient, told, caseId, conversationId } = form;
  const meta = { reason, recipient, told, caseId, conversationId, emergency: form.emergency };
  await deps.audit.record(
    { actor: { id: by.agentId, role: caller.role }, action: `disclosure.${kind}`, target, meta },
    session,
  );
  return ok(doc);
}

/** What the second person decides by. */
function factsOf({
  reason,
  lawfulBasis,
  specialCategory,
  recipient,
  recipientName,
  what,
  told,
  whyNotTold,
}: DisclosureForm) {
  return [
    { name: 'reason', value: reason },
    { name: 'lawful_basis', value: lawfulBasis },
    { name: 'special_category', value: specialCategory },
    { name: 'recipient', value: recipient },
    { name: 'recipient_name', value: recipientName },
    { name: 'what', value: what },
    { name: 'told', value: told },
    ...(whyNotTold === null ? [] : [{ name: 'why_not_told', value: whyNotTold }]),
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
