/** Raising alerts, and putting away what is over. */

import type { ConversationDoc } from '../conversations/index.ts';
import type { Session } from '../platform/mongo.ts';
import { type AlertChange, type AlertDoc, alertDoc, type NewAlert } from './alert-record.ts';
import type { SafeguardingDeps } from './deps.ts';

async function raise(deps: SafeguardingDeps, alert: NewAlert): Promise<AlertDoc> {
  const { doc, first } = await deps.alerts.raise(newAlert(deps, alert));
  if (first) deps.signals.publish('alert', { alertId: doc._id });
  return doc;
}

export function newAlert(
  { ids, clock, service }: Pick<SafeguardingDeps, 'ids' | 'clock' | 'service'>,
  alert: NewAlert,
): AlertDoc {
  const at = clock.now();
  return alertDoc(alert, { alertId: ids.uuid(), at, purgeAt: service.keptUntil('alert', at) });
}

/** The same cause once more after it was over is a call of its own: nobody sees the one that was put away. */
export async function raiseAgain(deps: SafeguardingDeps, alert: NewAlert): Promise<void> {
  let doc = await raise(deps, alert);
  while (doc.closedAt !== null) doc = await raise(deps, { ...alert, causeId: againAfter(alert.causeId, doc) });
}

/** The same in the transaction of what it is about. */
export async function raiseIn(deps: SafeguardingDeps, session: Session, alert: NewAlert): Promise<void> {
  const last = await lastOf(deps, alert.causeId, session);
  if (last !== null && last.closedAt === null) return;
  const causeId = last === null ? alert.causeId : againAfter(alert.causeId, last);
  await deps.alerts.insertIn(session, newAlert(deps, { ...alert, causeId }));
}

/** Of the calls of this cause the one that is not over, or the last that was; see `raiseAgain`. */
export async function lastOf(
  { alerts }: Pick<SafeguardingDeps, 'alerts'>,
  causeId: string,
  session?: Session,
): Promise<AlertDoc | null> {
  let last = await alerts.ofCause(causeId, session);
  while (last !== null && last.closedAt !== null) {
    const next = await alerts.ofCause(againAfter(causeId, last), session);
    if (next === null) break;
    last = next;
  }
  return last;
}

/** Told to the desks it concerns, wherever they are connected. */
export async function announce(deps: SafeguardingDeps, causeId: string): Promise<void> {
  deps.steps('alert:tell');
  const alert = await lastOf(deps, causeId);
  if (alert !== null) deps.signals.publish('alert', { alertId: alert._id });
}

/** By its id, which no other has: two that were over in the same moment would follow each other for ever. */
const againAfter = (causeId: string, { _id }: AlertDoc): string => `${causeId}:${_id}`;

/** Kinds that call for somebody to come: over as soon as somebody has. */
export const CALLS: readonly string[] = ['nobody_left', 'danger_not_answered', 'danger_waiting', 'agent_lost'];

export async function closeWhatIsOver(deps: SafeguardingDeps, conversationId: string): Promise<void> {
  const open = await deps.alerts.ofConversation(conversationId);
  const doc = open.length === 0 ? null : await deps.store.find(conversationId);
  if (!doc) return;
  for (const alert of open) if (isOver(alert, doc)) await closeAlert(deps, alert._id);
}

/** Whether the conversation, as it stands, leaves nothing to come for. */
function isOver(alert: AlertDoc, { state, holder }: ConversationDoc): boolean {
  if (alert.kind === 'take_over') return state !== 'active' || holder?.agentId !== alert.agentId;
  if (CALLS.includes(alert.kind)) return state !== 'waiting' && state !== 'offered';
  return alert.kind === 'emergency' && state === 'closed';
}

export async function closeAlert(deps: SafeguardingDeps, alertId: string): Promise<void> {
  await changeAlert(deps, alertId, { closedAt: deps.clock.now() });
}

/** Written and told to the desks it concerns. */
export async function changeAlert(deps: SafeguardingDeps, alertId: string, change: AlertChange): Promise<void> {
  await deps.alerts.update(alertId, change, deps.clock.now());
  deps.signals.publish('alert', { alertId });
}
