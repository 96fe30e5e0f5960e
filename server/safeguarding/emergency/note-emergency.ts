/** What is noted in an emergency: the call, the steps, what is known of the person. Two may note at once; nothing is undone unseen. */
import { isDeepStrictEqual } from 'node:util';
import { changeNotes, type EmergencyChange, KNOWN_FACTS } from '../../../shared/domain/emergency.ts';
import type { InputOf, OutputOf } from '../../../shared/protocol/define.ts';
import type { Alert } from '../../../shared/protocol/desk.ts';
import type { StaffCommands } from '../../../shared/protocol/staff.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { reach, type StaffCaller } from '../../conversations/index.ts';
import type { Session } from '../../platform/mongo.ts';
import { iso } from '../../platform/ports.ts';
import { transact } from '../../platform/transaction.ts';
import type { AlertDoc } from '../alert-record.ts';
import type { SafeguardingDeps } from '../deps.ts';

type Update = InputOf<StaffCommands, 'emergency:update'>;

/** Clocks of two machines differ by less. */
const AHEAD_AT_MOST_MS = 2 * 60_000;

export async function updateEmergency(
  deps: SafeguardingDeps,
  input: Update,
  caller: StaffCaller,
): Promise<Result<{ alert: Alert }>> {
  const found = await emergencyOf(deps, input.alertId, caller);
  if (!found.ok) return found;
  const path = `changes.${input.changes.findIndex((change) => isInTheFuture(change, deps.clock.now()))}.now`;
  const message = '999 was not called in the future. Correct the time.';
  if (path !== 'changes.-1.now') return fail('bad_request', { issues: [{ path, message }] });
  const noted = await transact(deps.database, (session) => note(deps, found.value, input, caller, session));
  if (!noted.ok) return noted;
  deps.signals.publish('alert', { alertId: found.value._id });
  return ok({ alert: await deps.alerts.view(noted.value) });
}

function isInTheFuture(change: EmergencyChange, now: number): boolean {
  return change.field === 'calledAt' && change.now !== null && Date.parse(change.now) > now + AHEAD_AT_MOST_MS;
}

async function note(
  deps: SafeguardingDeps,
  { _id, conversationId }: Emergency,
  { clientId, changes }: Update,
  { agentId, name, role }: StaffCaller,
  session: Session,
): Promise<Result<AlertDoc>> {
  const doc = await deps.alerts.find(_id, session);
  if (!doc) return fail('not_found');
  const before = await deps.emergencyUpdates.find(_id, clientId, session);
  if (before) {
    const same = before.by.agentId === agentId && isDeepStrictEqual(before.changes, changes);
    return same ? ok(doc) : fail('conflict', { reason: 'other_content' });
  }
  const at = deps.clock.now();
  const changed = changeNotes(await deps.alerts.notesOf(doc), changes, { at: iso(at), by: name });
  if (changed.outcome === 'changed_meanwhile') {
    const { what, changedBy } = changed;
    return fail('conflict', { reason: changed.outcome, what, changedBy });
  }
  const sealed = await deps.alerts.sealNotes(doc, changed.notes);
  await deps.alerts.update(_id, sealed, at, session);
  const update = { alertId: _id, conversationId, clientId, by: { agentId, name }, at, changes };
  await deps.emergencyUpdates.insertIn(session, update, deps.service.keptUntil('concern', at));
  const target = { kind: 'conversation', id: conversationId };
  const meta = { alertId: _id, changed: changes.map(codeOf) };
  await deps.audit.record({ actor: { id: agentId, role }, action: 'emergency.update', target, meta }, session);
  return ok({ ...doc, ...sealed });
}

/** What was touched, never what it says. */
function codeOf(change: EmergencyChange): string {
  return change.field === 'step' ? `step.${change.code}.${change.now ? 'done' : 'undone'}` : change.field;
}

/** What is known of the person, for whoever is in it or leads it; who read it is recorded before it is shown (A2). */
export async function openEmergency(
  deps: SafeguardingDeps,
  { alertId }: InputOf<StaffCommands, 'emergency:open'>,
  caller: StaffCaller,
): Promise<Result<OutputOf<StaffCommands, 'emergency:open'>>> {
  const found = await emergencyOf(deps, alertId, caller);
  if (!found.ok) return found;
  const { agentId, role } = caller;
  const target = { kind: 'conversation', id: found.value.conversationId };
  await deps.audit.record({ actor: { id: agentId, role }, action: 'emergency.read', target, meta: { alertId } });
  const { fields } = await deps.alerts.notesOf(found.value);
  const [place, name, phone, children] = KNOWN_FACTS.map((fact) => fields[fact]?.value ?? null);
  const known = { place: place ?? null, name: name ?? null, phone: phone ?? null, children: children ?? null };
  return ok({ alert: await deps.alerts.view(found.value), known });
}

type Emergency = AlertDoc & { readonly conversationId: string };

/** An emergency of a conversation that the caller is in, or of their team where they lead. */
export async function emergencyOf(
  deps: SafeguardingDeps,
  alertId: string,
  caller: StaffCaller,
): Promise<Result<Emergency>> {
  const doc = await deps.alerts.find(alertId);
  if (!doc || doc.conversationId === null || doc.emergencyKind === null) return fail('not_found');
  const reached = await reach(deps, 'emergency.raise', caller, doc.conversationId);
  return reached.ok ? ok({ ...doc, conversationId: doc.conversationId }) : reached;
}
