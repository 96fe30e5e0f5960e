/**
 * What is due in an emergency, looked for by every node each second: the lead on call where nobody took it, the agent's other
 * conversations, and the red alert where nobody leads at all.
 */
import { onCallAt } from '../../../shared/domain/duty-list.ts';
import { relationsFor } from '../../../shared/domain/permissions.ts';
import { ROLES } from '../../../shared/protocol/desk.ts';
import type { QueueSettings, SafeguardingSettings } from '../../service/index.ts';
import { type AlertDoc, aboutAlert } from '../alert-record.ts';
import { closeAlert } from '../alerts.ts';
import { type CallingDeps, callOnCall } from '../duty/call-on-call.ts';
import { leadIsMissing, missingSince } from '../duty/lead-cover.ts';
import { NO_LEAD_KIND } from '../show-alert.ts';
import { askForTakeOver } from './take-over.ts';

export interface WatchDeps extends CallingDeps {
  readonly timings: () => SafeguardingSettings & Pick<QueueSettings, 'dangerToOnCallMs' | 'dangerToSupervisorMs'>;
}

const WATCHED = ['emergency', 'danger_not_answered', 'take_over', 'withdrawal_high_risk'] as const;
const LEAD_ROLES = ROLES.filter((role) => relationsFor('alert.acknowledge', role).length > 0);

export interface EmergencyWatch {
  /** What is due of those that are open; each second. */
  look(): Promise<void>;
  /** Whether there is a lead at all; every few seconds. */
  lookForLead(): Promise<void>;
}

export function createEmergencyWatch(deps: WatchDeps): EmergencyWatch {
  let missing: number | null = null;
  return {
    look: () => lookAtOpen(deps),
    lookForLead: async () => {
      missing = await watchCover(deps, missing);
    },
  };
}

async function lookAtOpen(deps: WatchDeps): Promise<void> {
  const open = await deps.alerts.openOf(WATCHED);
  if (open.length === 0) return;
  const turns = await deps.duty.turns.from(deps.clock.now());
  const emergencies = open.filter(({ kind }) => kind === 'emergency');
  for (const emergency of emergencies) {
    await freeItsAgent(deps, emergency);
    if (isUntaken(deps, emergency)) await callOnCall(deps, emergency, turns);
  }
  for (const alert of open) {
    if (alert.kind === 'danger_not_answered' && (await isLongInDanger(deps, alert)))
      await callOnCall(deps, alert, turns);
    if (alert.kind === 'withdrawal_high_risk' && isUnheard(deps, alert)) await callOnCall(deps, alert, turns);
    const over = alert.kind === 'take_over' && !emergencies.some(({ _id }) => _id === alert.emergencyId);
    if (over) await closeAlert(deps, alert._id);
  }
}

async function freeItsAgent(deps: WatchDeps, emergency: AlertDoc): Promise<void> {
  const conversation = emergency.conversationId === null ? null : await deps.store.find(emergency.conversationId);
  if (conversation) await askForTakeOver(deps, emergency, conversation);
}

function isUntaken({ clock, timings }: WatchDeps, { acknowledgedBy, raisedAt }: AlertDoc): boolean {
  return acknowledgedBy === null && raisedAt + timings().emergencyToOnCallMs <= clock.now();
}

/** Help of somebody at high risk stands still until a lead has looked, at any hour (H4). */
function isUnheard({ clock, timings }: WatchDeps, { acknowledgedBy, raisedAt }: AlertDoc): boolean {
  return acknowledgedBy === null && raisedAt + timings().dangerToOnCallMs <= clock.now();
}

/** Still waiting after three minutes, counted from the place taken; and never sooner than two after supervisors were told (H6). */
async function isLongInDanger(deps: WatchDeps, { conversationId, raisedAt }: AlertDoc): Promise<boolean> {
  const conversation = conversationId === null ? null : await deps.store.find(conversationId);
  if (conversation?.state !== 'waiting' && conversation?.state !== 'offered') return false;
  const { dangerToOnCallMs, dangerToSupervisorMs } = deps.timings();
  const afterAlert = raisedAt + Math.max(0, dangerToOnCallMs - dangerToSupervisorMs);
  return Math.max(conversation.enqueuedAt + dangerToOnCallMs, afterAlert) <= deps.clock.now();
}

async function watchCover(deps: WatchDeps, before: number | null): Promise<number | null> {
  const now = deps.clock.now();
  const here = { role: { $in: LEAD_ROLES }, disabledAt: null, 'connections.0': { $exists: true } };
  const [service, leads, turns, alerts] = await Promise.all([
    deps.service.status(),
    deps.agents.findMany(here),
    deps.duty.turns.from(now),
    deps.alerts.openOf([NO_LEAD_KIND, 'emergency']),
  ]);
  const emergencies = alerts.filter(({ kind }) => kind === 'emergency');
  const standing = alerts.filter(({ kind }) => kind === NO_LEAD_KIND);
  const open = service.open || service.reason === 'nobody_available';
  const onCall = onCallAt(turns, now);
  const isKeptOut = await deps.keptOut(emergencies.map(aboutAlert));
  const emergencyUnanswered = emergencies.some(
    (each) => isUntaken(deps, each) && onCall.every(({ agentId }) => isKeptOut(aboutAlert(each), agentId)),
  );
  const verdict = leadIsMissing({ open, leadsHere: leads.length, onCall: onCall.length, emergencyUnanswered });
  const since = missingSince(verdict, before, now);
  if (since === null) for (const { _id } of standing) await closeAlert(deps, _id);
  else if (standing.length === 0 && now - since >= deps.timings().noLeadAfterMs)
    await deps.safeguarding.raiseAlert({ kind: NO_LEAD_KIND, causeId: NO_LEAD_KIND });
  return since;
}
