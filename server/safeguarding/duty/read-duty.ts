/** Reading the duty list: who is on call now, the turns to come with what they leave open, and how somebody is reached. */
import { gapsIn, onCallAt, overlapsIn, type Span } from '../../../shared/domain/duty-list.ts';
import { relationsFor } from '../../../shared/domain/permissions.ts';
import type { DutyTurnView, dutyRoutes, OnCall } from '../../../shared/protocol/http/duty.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { StaffSession, ValueOf } from '../../platform/http-route.ts';
import { iso, isoOrNull } from '../../platform/ports.ts';
import type { DutyDeps } from './deps.ts';
import type { DutyTurnDoc } from './duty-turns.store.ts';

type Routes = typeof dutyRoutes;

const DAY_MS = 86_400_000;
/** How far ahead gaps and overlaps are pointed out. */
export const LOOK_AHEAD_MS = 14 * DAY_MS;

export async function whoIsOnCall({ turns, clock }: DutyDeps): Promise<Result<ValueOf<Routes['now']>>> {
  const now = clock.now();
  const list = await turns.from(now);
  const next = list.find(({ from }) => from > now);
  return ok({ onCall: onCallAt(list, now).map(presentOnCall), nextFrom: isoOrNull(next?.from) });
}

export async function listDuty(deps: DutyDeps): Promise<Result<ValueOf<Routes['list']>>> {
  const now = deps.clock.now();
  const ahead = { from: now, until: now + LOOK_AHEAD_MS };
  const roles = ROLES_ON_CALL.map((role) => ({ role }));
  const [list, leads] = await Promise.all([
    deps.turns.from(now),
    deps.agents.findMany({ $or: roles, disabledAt: null }),
  ]);
  return ok({
    turns: list.map(presentTurn),
    gaps: gapsIn(list, ahead).map(presentSpan),
    overlaps: overlapsIn(list, ahead).map(presentSpan),
    leads: leads.map(({ _id, name, role }) => ({ agentId: _id, name, role })),
    reachable: [...deps.reachable],
  });
}

/** Who may take an alert by name. */
const ROLES_ON_CALL = ['supervisor', 'safeguarding_lead'] as const;

/** A colleague sees how to ring or write to the lead who is on call now; whoever sets the list sees every turn, and all of it. */
export async function openContacts(
  deps: DutyDeps,
  dutyId: string,
  { agentId, role }: StaffSession,
): Promise<Result<ValueOf<Routes['contacts']>>> {
  const doc = await deps.turns.find(dutyId);
  const sets = relationsFor('duty.set', role).includes('any');
  const isNow = doc !== null && doc.removedAt === null && onCallAt([doc], deps.clock.now()).length > 0;
  if (!doc || !(sets || isNow)) return fail('not_found');
  const contacts = await deps.turns.contactsOf(doc);
  const actor = { id: agentId, role };
  const target = { kind: 'duty_turn', id: dutyId };
  await deps.audit.record({ actor, action: 'duty.open', target, meta: { of: doc.agentId } });
  const shown = sets ? contacts : contacts.filter(({ kind }) => kind !== 'webhook');
  return ok({
    contacts: shown.map((contact) =>
      contact.kind === 'webhook' ? { ...contact, secret: deps.secretOf(doc.agentId) } : contact,
    ),
  });
}

export function presentTurn(doc: DutyTurnDoc): DutyTurnView {
  return { ...presentOnCall(doc), channels: [...doc.channels], setBy: doc.setBy };
}

function presentOnCall({ _id, agentId, name, from, until }: DutyTurnDoc): OnCall {
  return { dutyId: _id, agentId, name, from: iso(from), until: iso(until) };
}

const presentSpan = ({ from, until }: Span) => ({ from: iso(from), until: iso(until) });
