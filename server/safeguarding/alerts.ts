/** Raising alerts, taking them by name, and the emergency key in its first form (H5). */

import { relationsFor } from '../../shared/domain/permissions.ts';
import { watchedHit } from '../../shared/domain/watched-words.ts';
import type { InputOf, OutputOf } from '../../shared/protocol/define.ts';
import type { Alert } from '../../shared/protocol/desk.ts';
import type { StaffCommands } from '../../shared/protocol/staff.ts';
import type { SupervisorCommands } from '../../shared/protocol/supervisor.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import {
  agentRoom,
  type ConversationsDeps,
  conversationRoom,
  reach,
  type SafeguardingPort,
  type StaffCaller,
  updateConversation,
} from '../conversations/index.ts';
import { gather } from '../platform/gather.ts';
import type { Session } from '../platform/mongo.ts';
import { iso } from '../platform/ports.ts';
import type { Shown } from '../platform/shown.ts';
import { transact } from '../platform/transaction.ts';
import { type AlertDoc, type AlertsStore, NO_FIELDS } from './alerts.store.ts';

export interface SafeguardingDeps extends ConversationsDeps {
  readonly alerts: AlertsStore;
  readonly alertsShown: Shown;
}

/** Every alert reaches the desks of leads and supervisors, and of those in the conversation. */
const LEADS_ROOM = 'leads';
/** Whoever answers for the service's front door, leads or not, hears of these too, but of no other alert. */
const INBOUND_ROOM = 'inbound';
const FRONT_DOOR_KINDS: readonly string[] = ['message_received', 'cases_without_owner'];

export function alertRooms(caller: Pick<StaffCaller, 'role'>): string[] {
  if (isLead(caller)) return [LEADS_ROOM];
  return readsInbound(caller) ? [INBOUND_ROOM] : [];
}

export function createSafeguardingPort(deps: () => SafeguardingDeps): SafeguardingPort {
  return {
    watchedWords: (text) => watchedHit(text) !== null,
    raiseAlert: async ({
      kind,
      conversationId,
      agentId,
      causeId = causeOf(kind, conversationId, agentId, deps().clock.now()),
    }) => {
      const alert = { kind, conversationId: conversationId ?? null, agentId: agentId ?? null };
      await raiseAgain(deps(), { ...alert, causeId });
      // Somebody may have come while it was raised; whoever comes from now on puts it away.
      if (conversationId !== undefined && CALLS.includes(kind)) await closeWhatIsOver(deps(), conversationId);
    },
    putAway: async (causeId) => {
      let doc = await deps().alerts.ofCause(causeId);
      // The same cause may have been raised again: see `raiseAgain`.
      while (doc !== null && doc.closedAt !== null)
        doc = await deps().alerts.ofCause(againAfter(causeId, doc.closedAt));
      if (doc !== null) await close(deps(), doc._id);
    },
    openEmergency: async (conversationId) => (await deps().alerts.openEmergency(conversationId)) !== null,
  };
}

function causeOf(kind: string, conversationId = '', agentId = '', now: number): string {
  return `${kind}:${conversationId}:${agentId}:${new Date(now).toISOString().slice(0, 10)}`;
}

type NewAlert = Pick<AlertDoc, 'kind' | 'causeId' | 'conversationId' | 'agentId'> & Partial<AlertDoc>;

async function raise(deps: SafeguardingDeps, alert: NewAlert): Promise<AlertDoc> {
  const raisedAt = deps.clock.now();
  const { doc, first } = await deps.alerts.raise({
    _id: deps.ids.uuid(),
    raisedAt,
    changedAt: raisedAt,
    acknowledgedBy: null,
    acknowledgedAt: null,
    emergencyKind: null,
    fields: null,
    steps: [],
    closedAt: null,
    purgeAt: deps.service.keptUntil('alert', raisedAt),
    legalHold: false,
    ...alert,
  });
  if (first) deps.signals.publish('alert', { alertId: doc._id });
  return doc;
}

/** The same cause once more after it was over is a call of its own: nobody sees the one that was put away. */
async function raiseAgain(deps: SafeguardingDeps, alert: NewAlert): Promise<void> {
  let doc = await raise(deps, alert);
  while (doc.closedAt !== null) doc = await raise(deps, { ...alert, causeId: againAfter(alert.causeId, doc.closedAt) });
}

const againAfter = (causeId: string, closedAt: number): string => `${causeId}:${closedAt}`;

/** The emergency key: leads and supervisors are rung, the conversation is flagged, idle close is off, ending needs a lead. */
export async function raiseEmergency(
  deps: SafeguardingDeps,
  { clientId, conversationId, kind }: InputOf<StaffCommands, 'emergency:raise'>,
  caller: StaffCaller,
): Promise<Result<{ alert: Alert }>> {
  const reached = await reach(deps, 'emergency.raise', caller, conversationId);
  if (!reached.ok) return reached;
  if (reached.value.state === 'closed') return fail('closed');
  const { agentId } = caller;
  const emergency = {
    kind: 'emergency',
    emergencyKind: kind,
    causeId: `emergency:${clientId}`,
    conversationId,
    agentId,
  };
  const open = await deps.alerts.openEmergency(conversationId);
  if (open && open.causeId !== emergency.causeId) return ok({ alert: await deps.alerts.view(open) });
  const doc = await raise(deps, emergency);
  if (doc.conversationId !== conversationId || doc.emergencyKind !== kind) return fail('conflict');
  await updateConversation(deps, conversationId, agentId, async (conversation, session) => {
    const actor = { id: agentId, role: caller.role };
    await deps.audit.record(
      { actor, action: 'emergency.raise', target: { kind: 'conversation', id: conversationId }, meta: { kind } },
      session,
    );
    return conversation.riskFlag ? ok({}) : ok({ riskFlag: true });
  });
  return ok({ alert: await deps.alerts.view(doc) });
}

export async function updateEmergency(
  deps: SafeguardingDeps,
  input: InputOf<StaffCommands, 'emergency:update'>,
  caller: StaffCaller,
): Promise<Result<{ alert: Alert }>> {
  const doc = await deps.alerts.find(input.alertId);
  if (!doc || doc.conversationId === null || doc.emergencyKind === null) return fail('not_found');
  const reached = await reach(deps, 'emergency.raise', caller, doc.conversationId);
  if (!reached.ok) return reached;
  // In one transaction: what an agent and a lead note at the same time is all kept.
  await transact(deps.database, (session) => changeEmergency(deps, input, caller, session));
  deps.signals.publish('alert', { alertId: doc._id });
  const after = await deps.alerts.find(doc._id);
  return after ? ok({ alert: await deps.alerts.view(after) }) : fail('not_found');
}

async function changeEmergency(
  deps: SafeguardingDeps,
  input: InputOf<StaffCommands, 'emergency:update'>,
  caller: StaffCaller,
  session: Session,
): Promise<void> {
  const doc = await deps.alerts.find(input.alertId, session);
  if (!doc || doc.conversationId === null) return;
  const before = await deps.alerts.fieldsOf(doc);
  const {
    calledAt = before.calledAt,
    calledBy = before.calledBy,
    incidentNumber = before.incidentNumber,
    toldPerson = before.toldPerson,
  } = input;
  const said = { ...NO_FIELDS, calledAt, calledBy, incidentNumber, toldPerson };
  const fields = await deps.alerts.sealFields(doc.conversationId, doc._id, said);
  const now = deps.clock.now();
  const at = iso(now);
  const kept = doc.steps.filter(({ code }) => input.steps.includes(code));
  const known = new Set(kept.map(({ code }) => code));
  const added = [...new Set(input.steps)]
    .filter((code) => !known.has(code))
    .map((code) => ({ code, at, by: caller.name }));
  await deps.alerts.update(doc._id, { fields, steps: [...kept, ...added], changedAt: now }, session);
  const actor = { id: caller.agentId, role: caller.role };
  const target = { kind: 'conversation', id: doc.conversationId };
  const event = { actor, action: 'emergency.update', target, meta: { steps: input.steps } };
  await deps.audit.record(event, session);
}

/** Taken by name, by the first; taken again by the same person it is the same answer. */
export async function acknowledgeAlert(
  deps: SafeguardingDeps,
  { alertId }: InputOf<SupervisorCommands, 'alert:acknowledge'>,
  caller: StaffCaller,
): Promise<Result<OutputOf<SupervisorCommands, 'alert:acknowledge'>>> {
  const by = { agentId: caller.agentId, name: caller.name };
  const taken = await transact(deps.database, async (session) => {
    const done = await deps.alerts.acknowledge(alertId, by, deps.clock.now(), session);
    const actor = { id: caller.agentId, role: caller.role };
    if (done)
      await deps.audit.record({ actor, action: 'alert.acknowledge', target: { kind: 'alert', id: alertId } }, session);
    return done;
  });
  const doc = await deps.alerts.find(alertId);
  if (!doc) return fail('not_found');
  if (!taken && doc.acknowledgedBy?.agentId !== caller.agentId) {
    return fail('conflict', { takenBy: doc.acknowledgedBy?.name ?? '' });
  }
  if (taken) deps.signals.publish('alert', { alertId });
  return ok({ alert: await deps.alerts.view(doc) });
}

/** Alerts for a desk: leads and supervisors see all; others those of conversations they hold, and of their role. */
export async function alertsFor(
  deps: SafeguardingDeps,
  caller: StaffCaller,
  conversationIds: readonly string[],
): Promise<Alert[]> {
  const open = await deps.alerts.open();
  const mine = isLead(caller)
    ? open
    : open.filter(({ conversationId, kind }) =>
        conversationId === null
          ? FRONT_DOOR_KINDS.includes(kind) && readsInbound(caller)
          : conversationIds.includes(conversationId),
      );
  return Promise.all(mine.map((doc) => deps.alerts.view(doc)));
}

export function isLead({ role }: Pick<StaffCaller, 'role'>): boolean {
  return role === 'supervisor' || role === 'safeguarding_lead';
}

function readsInbound({ role }: Pick<StaffCaller, 'role'>): boolean {
  return relationsFor('inbound.read', role).includes('any');
}

export function handAlertSignals(deps: SafeguardingDeps): void {
  const { background } = deps;
  const changed = gather(
    { background, afterMs: GATHERED_FOR_MS, whatFailed: 'alerts could not be put away' },
    async (ids) => {
      const open = await deps.alerts.ofConversations(ids);
      for (const id of new Set(open.map(({ conversationId }) => conversationId)))
        if (id !== null) await closeWhatIsOver(deps, id);
    },
  );
  deps.signals.subscribe('conversation:changed', ({ conversationId }, origin) => {
    if (origin === 'here' && typeof conversationId === 'string') changed(conversationId);
  });
  deps.signals.subscribe('alert', ({ alertId }) => {
    if (typeof alertId !== 'string') return;
    deps.background.run(showAlert(deps, alertId), 'an alert could not be shown');
  });
}

/** Of a hundred changes in a moment hardly one has an alert: they are asked for together. */
const GATHERED_FOR_MS = 50;

/** Kinds that call for somebody to come: over as soon as somebody has. */
const CALLS: readonly string[] = ['nobody_left', 'danger_not_answered', 'danger_waiting', 'agent_lost'];

async function closeWhatIsOver(deps: SafeguardingDeps, conversationId: string): Promise<void> {
  const open = await deps.alerts.ofConversation(conversationId);
  const doc = open.length === 0 ? null : await deps.store.find(conversationId);
  if (!doc || doc.state === 'waiting' || doc.state === 'offered') return;
  for (const alert of open) {
    const over =
      doc.state === 'closed' ? alert.kind === 'emergency' || CALLS.includes(alert.kind) : CALLS.includes(alert.kind);
    if (!over) continue;
    await close(deps, alert._id);
  }
}

async function close(deps: SafeguardingDeps, alertId: string): Promise<void> {
  const now = deps.clock.now();
  await deps.alerts.update(alertId, { closedAt: now, changedAt: now });
  deps.signals.publish('alert', { alertId });
}

export async function showAlert(deps: SafeguardingDeps, alertId: string): Promise<void> {
  const doc = await deps.alerts.find(alertId);
  if (!doc) return;
  const alert = await deps.alerts.view(doc);
  // Shown after a newer one, it would ring again although it was taken, or is over.
  if (!deps.alertsShown.tell(doc._id, doc.changedAt)) return;
  const inConversation = doc.conversationId ? deps.rooms.followers(conversationRoom(doc.conversationId)) : [];
  const raiser = doc.agentId ? deps.rooms.followers(agentRoom(doc.agentId)) : [];
  const staff = inConversation.filter(({ who }) => who !== 'visitor');
  const readers = FRONT_DOOR_KINDS.includes(doc.kind) ? deps.rooms.followers(INBOUND_ROOM) : [];
  const all = new Map(
    [...deps.rooms.followers(LEADS_ROOM), ...readers, ...staff, ...raiser].map((follower) => [
      follower.socketId,
      follower,
    ]),
  );
  for (const follower of all.values()) follower.emit('alert:raised', { alert });
}
