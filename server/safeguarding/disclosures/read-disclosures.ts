/** The disclosure log: of one person or of all that are the caller's to see, with *Tell* cards beside it; one opened whole; a draft. */
import type { z } from 'zod';
import { KNOWN_FACTS } from '../../../shared/domain/emergency.ts';
import { type Relation, relationsFor } from '../../../shared/domain/permissions.ts';
import type { disclosureRoutes } from '../../../shared/protocol/http/disclosures.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { StaffSession, ValueOf } from '../../platform/http-route.ts';
import { iso } from '../../platform/ports.ts';
import { presentStep } from '../concerns/read-concerns.ts';
import { foundBy, notBarred } from '../not-barred.ts';
import type { DisclosuresDeps } from './deps.ts';
import { type DisclosureBody, type DisclosureDoc, presentDisclosure } from './disclosure-record.ts';

type Routes = typeof disclosureRoutes;
type Query = z.infer<Routes['list']['query']>;

const SHOWN = 200;
/** How far back *Tell* cards are shown to a lead that no disclosure names. */
const TOLD_WITHIN_MS = 30 * 86_400_000;

export function relationsTo({ facts, madeBy }: DisclosureDoc, { agentId, teamId }: StaffSession): Relation[] {
  const mine = madeBy.agentId === agentId;
  return [...(mine ? (['own'] as const) : []), ...(facts.teamId === teamId ? (['team'] as const) : [])];
}

export async function listDisclosures(
  deps: DisclosuresDeps,
  query: Query,
  caller: StaffSession,
): Promise<Result<ValueOf<Routes['list']>>> {
  const about = await filterOf(deps, query, caller);
  if (!about.ok) return about;
  const { filter, toldAmong } = about.value;
  const [docs, told] = await Promise.all([
    deps.disclosures.list(filter, { madeAt: -1, _id: 1 }, SHOWN),
    toldAmong === null ? [] : deps.told(toldAmong),
  ]);
  const named = await deps.disclosures.list(
    { 'facts.toldCardIds': { $in: told.map(({ requestId }) => requestId) } },
    { _id: 1 },
    SHOWN,
  );
  const disclosed = new Set(named.flatMap(({ facts }) => facts.toldCardIds));
  return ok({
    disclosures: (await notBarred(deps, docs, caller.agentId)).map(presentDisclosure),
    told: told.map((card) => ({ ...card, disclosed: disclosed.has(card.requestId) })),
  });
}

interface Asked {
  readonly filter: Readonly<Record<string, unknown>>;
  readonly toldAmong: Parameters<DisclosuresDeps['told']>[0] | null;
}

/** Of one person: for whoever may reach them. Else what is the caller's by role: all, their team's, or their own. */
async function filterOf(
  deps: DisclosuresDeps,
  { caseId, conversationId }: Query,
  caller: StaffSession,
): Promise<Result<Asked>> {
  const { agentId, teamId, role } = caller;
  const all =
    relationsFor('disclosure.read', role).includes('any') || relationsFor('disclosure.propose', role).length === 0;
  if (caseId !== undefined || conversationId !== undefined) {
    const subject = { caseId: caseId ?? null, conversationId: conversationId ?? null };
    const reached = await deps.reachSubject(subject, caller);
    if (!reached.ok) return reached;
    const of = caseId === undefined ? { caseIds: [], conversationIds: [] } : await deps.wholeCase(caseId);
    const conversationIds = [...of.conversationIds, ...(conversationId === undefined ? [] : [conversationId])];
    const among = { 'facts.conversationId': { $in: conversationIds } };
    const filter = caseId === undefined ? among : { $or: [{ 'facts.caseId': { $in: [...of.caseIds] } }, among] };
    return ok({ filter, toldAmong: { conversationIds } });
  }
  if (all) return ok({ filter: {}, toldAmong: leads(role) ? { since: deps.clock.now() - TOLD_WITHIN_MS } : null });
  const own = { 'madeBy.agentId': agentId };
  return ok({ filter: leads(role) ? { $or: [own, { 'facts.teamId': teamId }] } : own, toldAmong: null });
}

function leads(role: StaffSession['role']): boolean {
  return relationsFor('concern.list', role).length > 0;
}

export async function openDisclosure(
  deps: DisclosuresDeps,
  disclosureId: string,
  { agentId, role }: StaffSession,
): Promise<Result<ValueOf<Routes['open']>>> {
  const doc = await foundBy(deps, await deps.disclosures.find(disclosureId), agentId);
  if (!doc) return fail('not_found');
  const target = { kind: 'disclosure', id: disclosureId };
  await deps.audit.record({ actor: { id: agentId, role }, action: 'disclosure.read', target });
  const { recipientName, what, why } = await deps.disclosures.bodyOf<DisclosureBody>(doc);
  const steps = (await deps.disclosures.stepsOf(doc)).map(presentStep);
  const { toldCardIds } = doc.facts;
  return ok({ disclosure: presentDisclosure(doc), recipientName, what, why, toldCardIds: [...toldCardIds], steps });
}

const REASON_OF = {
  life_at_risk: 'risk_to_life_self',
  suicide: 'risk_to_life_self',
  child: 'child_at_risk',
  other: null,
} as const;

/** Words of what is known, in the order a call handler asks; the labels are the form's own. */
const LABEL = { place: 'Place', name: 'Name', phone: 'Phone', children: 'Children' } as const;

/** What the emergency already says, for a person to check: nothing of it is a disclosure until they send it. */
export async function draftFrom(
  deps: DisclosuresDeps,
  alertId: string,
  caller: StaffSession,
): Promise<Result<ValueOf<Routes['draft']>>> {
  const reached = await deps.reachEmergency(alertId, caller);
  if (!reached.ok) return reached;
  const { conversationId, emergencyKind } = reached.value;
  const { agentId, role } = caller;
  const target = { kind: 'conversation', id: conversationId };
  await deps.audit.record({
    actor: { id: agentId, role },
    action: 'emergency.read',
    target,
    meta: { alertId, for: 'disclosure' },
  });
  const { fields } = await deps.notes.notesOf(reached.value);
  const told = await deps.told({ conversationIds: [conversationId] });
  const known = KNOWN_FACTS.flatMap((fact) => {
    const value = fields[fact]?.value ?? null;
    return value === null ? [] : [`${LABEL[fact]}: ${value}`];
  });
  const incident = fields.incidentNumber?.value ?? null;
  const wasTold = fields.toldPerson?.value === 'yes' || told.length > 0;
  return ok({
    draft: {
      ...{ conversationId, caseId: await deps.caseOf(conversationId), concernId: null, alertId, emergency: true },
      madeAt: fields.calledAt?.value ?? iso(deps.clock.now()),
      reason: emergencyKind === null ? null : REASON_OF[emergencyKind],
      lawfulBasis: 'vital_interests',
      specialCategory: null,
      recipient: 'police',
      recipientName: incident === null ? '999' : `999, incident ${incident}`,
      what: known.join('\n'),
      why: '',
      told: wasTold ? 'before' : null,
      whyNotTold: null,
      toldCardIds: told.map(({ requestId }) => requestId),
    },
  });
}
