// What calls for attention right now: a ringing offer, an alert nobody has taken, lines not read yet.
import type { Agent, Alert } from '../../shared/protocol/desk.ts';
import type { Ringing } from '../desk/desk.ts';
import { unreadCount } from '../desk/entries.ts';
import type { Ring } from '../queue/tone.ts';
import { isOfMessage } from '../referrals/message-alerts.ts';
import { isOfBreach } from '../registers/breach-alert.ts';
import { useMay } from './session.ts';
import { useLive } from './store.ts';

export interface Calls {
  readonly ringing: readonly Ringing[];
  readonly alerts: readonly Alert[];
  readonly agent: Agent | null;
  readonly takesAlerts: boolean;
  readonly now: number;
}

/** Alerts ring leads and supervisors until one takes them by name (H5); a message that was left and a breach that was
 * reported call without a sound, so that an alarm stays one. A paused agent is asked, never rung (H19). */
export function ringFor({ ringing, alerts, agent, takesAlerts, now }: Calls): Ring | null {
  if (takesAlerts && alerts.some((alert) => alert.acknowledgedBy === null && !isQuiet(alert))) return 'alert';
  if (ringing.length === 0) return null;
  const paused = agent?.pausedUntil != null && Date.parse(agent.pausedUntil) > now;
  return paused ? null : 'offer';
}

const isQuiet = (alert: Alert): boolean => isOfMessage(alert) || isOfBreach(alert);

export function useRing(): Ring | null {
  const takesAlerts = useMay('alert.acknowledge');
  return useLive(({ desk, clockOffsetMs }) =>
    ringFor({
      ringing: desk.ringing,
      alerts: desk.alerts,
      agent: desk.agent,
      takesAlerts,
      now: Date.now() + clockOffsetMs,
    }),
  );
}

export function useUnread(): number {
  return useLive(({ desk }) =>
    Object.values(desk.threads)
      .filter((thread) => !thread.watched && thread.conversation.state === 'active')
      .reduce((sum, thread) => sum + unreadCount(thread.entries, thread.conversation.reads.agent), 0),
  );
}
