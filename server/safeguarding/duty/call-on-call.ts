/**
 * Nobody took it in time: the lead on call is called, by every way they gave, until one answers or somebody takes it by name
 * (H5). The alert holds the calls and their state, and is written as it was read, so that of many nodes one makes each call.
 */
import { onCallAt } from '../../../shared/domain/duty-list.ts';
import { iso } from '../../platform/ports.ts';
import type { WebhookReply, WebhookRequest } from '../../platform/send-webhook.ts';
import { webhookHeaders } from '../../platform/webhook-signature.ts';
import { type AlertDoc, aboutAlert, type OnCallCall } from '../alert-record.ts';
import type { SafeguardingDeps } from '../deps.ts';
import type { DutyDeps } from './deps.ts';
import type { DutyTurnDoc } from './duty-turns.store.ts';
import { begun, callsTo, isDue, settled } from './on-call-calls.ts';

export interface CallingDeps extends SafeguardingDeps {
  readonly duty: DutyDeps;
  readonly send: (request: WebhookRequest) => Promise<WebhookReply>;
  readonly serviceName: () => string;
}

/** Looks once: adds the calls of whoever is on call now, and begins what is due. Answers arrive in the background. */
export async function callOnCall(deps: CallingDeps, alert: AlertDoc, turns: readonly DutyTurnDoc[]): Promise<void> {
  const now = deps.clock.now();
  const { reachable } = deps.duty;
  const standing = alert.onCall?.calls ?? [];
  const isKeptOut = await deps.keptOut([aboutAlert(alert)]);
  // Whoever knows somebody in it is not called to it.
  const onCall = onCallAt(turns, now).filter(({ agentId }) => !isKeptOut(aboutAlert(alert), agentId));
  const calls = callsTo(alert._id, standing, onCall, { reachable, now });
  const due = calls.filter((call) => isDue(call, now));
  if (alert.onCall && calls === standing && due.length === 0) return;
  const taken = calls.map((call) => (due.includes(call) ? begun(call, now) : call));
  const called = { since: alert.onCall?.since ?? now, calls: taken };
  if (!(await deps.alerts.updateAsRead(alert, { onCall: called }, now))) return;
  deps.signals.publish('alert', { alertId: alert._id });
  for (const call of taken.filter(({ callId }) => due.some((each) => each.callId === callId)))
    deps.background.run(makeCall(deps, alert, call), 'a lead on call could not be called');
}

async function makeCall(deps: CallingDeps, alert: AlertDoc, call: OnCallCall): Promise<void> {
  const came = await sendTo(deps, alert, call);
  // Whatever else was written to the alert meanwhile stays.
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const doc = await deps.alerts.find(alert._id);
    const standing = doc?.onCall?.calls.find(({ callId }) => callId === call.callId);
    if (!doc?.onCall || standing?.attempt !== call.attempt) return;
    const now = deps.clock.now();
    const calls = doc.onCall.calls.map((each) => (each === standing ? settled(each, came, now) : each));
    if (!(await deps.alerts.updateAsRead(doc, { onCall: { ...doc.onCall, calls } }, now))) continue;
    const action = came ? 'on_call.called' : 'on_call.not_reached';
    const meta = { agentId: call.agentId, channel: call.channel, attempt: call.attempt };
    const target = { kind: 'alert', id: alert._id };
    await deps.audit.record({ actor: { id: 'system', role: 'system' }, action, target, meta });
    deps.signals.publish('alert', { alertId: alert._id });
    return;
  }
}

const ATTEMPTS = 10;

async function sendTo(deps: CallingDeps, alert: AlertDoc, call: OnCallCall): Promise<boolean> {
  const turn = await deps.duty.turns.find(call.dutyId);
  const contacts = turn ? await deps.duty.turns.contactsOf(turn) : [];
  const contact = contacts[Number(call.callId.slice(call.callId.lastIndexOf('.') + 1))];
  if (contact?.kind !== 'webhook') return false;
  const body = JSON.stringify(noticeOf(deps.serviceName(), alert, call));
  const headers = webhookHeaders({
    ...{ secret: deps.duty.secretOf(call.agentId), body },
    ...{ idempotencyKey: call.callId, now: deps.clock.now() },
  });
  const reply = await deps.send({ url: contact.value, headers, body });
  return reply.came && reply.status >= 200 && reply.status < 300;
}

/** Ids and times, nothing of a person: whoever is called signs in to see what it is. */
function noticeOf(service: string, { _id, kind, raisedAt }: AlertDoc, { callId, agentId }: OnCallCall) {
  return {
    ...{ type: 'lead_on_call_wanted', service, callId },
    alert: { alertId: _id, kind, raisedAt: iso(raisedAt) },
    lead: { agentId },
  };
}
