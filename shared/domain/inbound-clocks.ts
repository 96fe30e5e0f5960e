/**
 * The four clocks of a received referral before there is a case (D2): police report → received, received → triaged, first
 * safe contact, and the acknowledgement of a partner to whom it was passed on. Times are epoch ms; the moment comes in.
 */
import type { AgeBand } from '../protocol/pre-chat.ts';
import type { Clock, Urgency } from './case-clocks.ts';
import { type ClockReading, openClocks, readClock } from './clock-reading.ts';
import type { ClockSettings } from './clock-settings.ts';
import type { InboundPriority, InboundReferralState } from './inbound-referral-state.ts';

export interface InboundTimes {
  readonly state: InboundReferralState;
  /** When it was reported to the police, where they told us. */
  readonly reportedAt: number | null;
  readonly receivedAt: number;
  readonly triagedAt: number | null;
  readonly firstContactAt: number | null;
  readonly endedAt: number | null;
  readonly passedOnAt: number | null;
  readonly acknowledgedAt: number | null;
  /** The sender's grade. It is theirs, and it hurries us all the same until somebody here has looked. */
  readonly senderGrade: string | null;
  readonly priority: InboundPriority | null;
  readonly ageBand: AgeBand | null;
  /** Since when it is known to be urgent, where that was later than it came. */
  readonly urgentSince: number | null;
  readonly partnerKind: string | null;
}

/** High by anybody's word: a lower one of ours takes nothing of it away (D4: lowering takes more than one look). */
export function isUrgent({ senderGrade, priority }: Pick<InboundTimes, 'senderGrade' | 'priority'>): boolean {
  return senderGrade === 'high' || priority === 'urgent';
}

export function readInboundClocks(times: InboundTimes, now: number, settings: ClockSettings): ClockReading[] {
  const at = new Date(now);
  const read = (clock: Clock, startedAt: number, stoppedAt: number | null) =>
    readClock(clock, { startedAt: new Date(startedAt), stoppedAt: dateOrNull(stoppedAt), pauses: [] }, at, settings);
  const urgency: Urgency = {
    ...{ risk: null, referredUrgent: isUrgent(times) },
    ageBand: times.ageBand,
    knownAt: times.urgentSince === null ? undefined : new Date(times.urgentSince),
  };
  const { reportedAt, receivedAt, triagedAt, firstContactAt, endedAt, passedOnAt } = times;
  return [
    ...(reportedAt === null ? [] : [read({ clock: 'police_to_received' }, reportedAt, receivedAt)]),
    read({ clock: 'received_to_triaged', urgency }, receivedAt, triagedAt ?? endedAt),
    // What ended without one waits for none: who was sent back may not be contacted, and a case has clocks of its own.
    ...(endedAt !== null && firstContactAt === null
      ? []
      : [read({ clock: 'first_safe_contact', urgency }, receivedAt, firstContactAt)]),
    ...(passedOnAt === null
      ? []
      : [
          read(
            {
              clock: 'partner_acknowledgement',
              recipientKind: times.partnerKind ?? 'partner',
              byTelephone: false,
              urgency,
            },
            passedOnAt,
            times.acknowledgedAt,
          ),
        ]),
  ];
}

/** What runs out first of what still waits for us: what the board is sorted by. Null when nothing does. */
export function inboundDue(times: InboundTimes, settings: ClockSettings): ClockReading | null {
  const [first] = openClocks(readInboundClocks(times, times.receivedAt, settings));
  return first ?? null;
}

/** Epoch ms. */
export function inboundDueAt(times: InboundTimes, settings: ClockSettings): number | null {
  return inboundDue(times, settings)?.dueAt.getTime() ?? null;
}

function dateOrNull(at: number | null): Date | null {
  return at === null ? null : new Date(at);
}
