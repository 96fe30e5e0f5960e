/**
 * The clocks of a case (D2): when each began, what stopped it, and when it is due. They follow the codes of the case, so
 * that a level of risk or an age that becomes known moves them in the very change that wrote it.
 */
import { type Clock, type ClockName, type Urgency, urgentBecause } from '../../shared/domain/case-clocks.ts';
import type { AgreementWay } from '../../shared/domain/case-sections.ts';
import { type ClockReading, readClock } from '../../shared/domain/clock-reading.ts';
import type { ClockSettings } from '../../shared/domain/clock-settings.ts';
import { momentAt } from '../../shared/domain/opening-hours.ts';
import type { SectionBody } from '../../shared/protocol/case-sections.ts';
import { ageBand } from '../../shared/protocol/pre-chat.ts';
import type { CaseChange, CaseClock, CaseDoc, Due } from './case.ts';
import { nextDueOf } from './due.ts';

type Clocked = Pick<CaseDoc, 'clocks' | 'risk' | 'riskAt' | 'ageBand' | 'urgentSince' | 'referredAs'>;

/** Whoever agreed in so many words was spoken with, and by that the case was looked at. */
const SPOKEN: readonly AgreementWay[] = ['in_chat', 'by_phone', 'in_person'];

/** What reached us and the talk in which they agreed are one: they came, rang or wrote, and somebody answered. */
const CAME_TALKING: Readonly<Partial<Record<AgreementWay, readonly string[]>>> = {
  in_chat: ['web_chat'],
  by_phone: ['phone_in'],
  in_person: ['walk_in', 'outreach'],
};

export interface FirstWord {
  readonly how: AgreementWay;
  readonly channel: string;
  /** When it reached us, and when the case is written down (epoch ms). */
  readonly receivedAt: number;
  readonly now: number;
}

/**
 * The clocks of D2 run from when their first word reached us, not from when somebody typed it in. What the agreement stops:
 * - triage, by any talk: whoever spoke with them has looked at the case;
 * - the first *safe* contact, by a talk in a chat or face to face, and by a call that they made themselves: the time and the
 *   phone were their choice. A call from us was not. That they answered and agreed says neither that it was them nor that
 *   nobody stood by, and it may have gone round the gate: it counts when it is recorded as an attempt on a contact that
 *   passed it (contacts/record-attempt.ts), or when a person stops the clock and says how.
 */
export function firstClocks({ how, channel, receivedAt, now }: FirstWord): readonly CaseClock[] {
  const came = CAME_TALKING[how]?.includes(channel) === true;
  const spokeAt = came ? receivedAt : now;
  const safely = came || (SPOKEN.includes(how) && how !== 'by_phone');
  const from = { startedAt: receivedAt, pauses: [] };
  return [
    {
      ...{ clockId: 'received_to_triaged', clock: 'received_to_triaged', ...from },
      stoppedAt: SPOKEN.includes(how) ? spokeAt : null,
    },
    { clockId: 'first_safe_contact', clock: 'first_safe_contact', ...from, stoppedAt: safely ? spokeAt : null },
  ];
}

const NOON = 12 * 60;

/** How long the police took: from the day of the report, where the case came from them, until it reached us. */
export function withPoliceClock(
  { clocks, channel, openedAt, receivedAt = openedAt }: Pick<CaseDoc, 'clocks' | 'channel' | 'openedAt' | 'receivedAt'>,
  { stages }: SectionBody<'justice'>,
): CaseChange {
  if (channel !== 'police_feed') return {};
  const [reported] = stages.flatMap(({ stage, on }) => (stage === 'reported' && on !== null ? [on] : [])).sort();
  const others = clocks.filter(({ clock }) => clock !== 'police_to_received');
  if (reported === undefined) return { clocks: others };
  const startedAt = Math.min(receivedAt, momentAt(reported, NOON).getTime());
  const police = { clockId: 'police_to_received', clock: 'police_to_received', pauses: [] } as const;
  return { clocks: [...others, { ...police, startedAt, stoppedAt: receivedAt }] };
}

/** How long a partner has to say that it has what was sent; `ref` tells its referral from others. */
export function withAcknowledgementClock(
  { clocks }: Pick<CaseDoc, 'clocks'>,
  { ref, ...sent }: { ref: string; startedAt: number; recipientKind: string; byTelephone: boolean; chased?: boolean },
): CaseChange {
  const clockId = acknowledgementOf(ref);
  if (clocks.some((each) => each.clockId === clockId)) return {};
  return { clocks: [...clocks, { clockId, clock: 'partner_acknowledgement', stoppedAt: null, pauses: [], ...sent }] };
}

export function acknowledgementOf(ref: string): string {
  return `partner_acknowledgement:${ref}`;
}

/** What a clock waited for was done; a clock that was stopped keeps its first end. */
export function withClockStopped({ clocks }: Pick<CaseDoc, 'clocks'>, clockId: string, at: number): CaseChange {
  return {
    clocks: clocks.map((each) =>
      each.clockId === clockId && each.stoppedAt === null ? { ...each, stoppedAt: Math.max(at, each.startedAt) } : each,
    ),
  };
}

/** Somebody spoke with the person in a safe way: the first contact is made, and with it the case was looked at. */
export function withFirstContact({ clocks }: Pick<CaseDoc, 'clocks'>, at: number): CaseChange {
  const ends = clocks.filter(({ clock }) => clock === 'first_safe_contact' || clock === 'received_to_triaged');
  let stopped = clocks;
  for (const { clockId } of ends) stopped = withClockStopped({ clocks: stopped }, clockId, at).clocks ?? stopped;
  return { clocks: stopped };
}

/** They were referred once more, about something new: they are to be reached about it as anybody else is. */
export function withContactClock(
  { clocks }: Pick<CaseDoc, 'clocks'>,
  { ref, startedAt }: { readonly ref: string; readonly startedAt: number },
): CaseChange {
  const clockId = `first_safe_contact:${ref}`;
  if (clocks.some((each) => each.clockId === clockId)) return {};
  return { clocks: [...clocks, { clockId, clock: 'first_safe_contact', startedAt, stoppedAt: null, pauses: [] }] };
}

export function withPause(
  { clocks }: Pick<CaseDoc, 'clocks'>,
  clockId: string,
  pause: CaseClock['pauses'][number],
): CaseChange {
  return {
    clocks: clocks.map((each) => (each.clockId === clockId ? { ...each, pauses: [...each.pauses, pause] } : each)),
  };
}

/** A grade of a sender hurries us until somebody here has judged; from then on it is our own level that counts. */
function urgencyOf({ risk, riskAt, ageBand: band, urgentSince, referredAs }: Clocked): Urgency {
  const known = ageBand.safeParse(band);
  return {
    risk: risk === 'high' ? 'high' : null,
    ageBand: known.success ? known.data : null,
    knownAt: urgentSince === null ? undefined : new Date(urgentSince),
    referredUrgent: referredAs?.urgent === true && (riskAt === null || riskAt < referredAs.at),
  };
}

export function isUrgent(doc: Clocked): boolean {
  return urgentBecause(urgencyOf(doc)) !== null;
}

function domainClock(stored: CaseClock, doc: Clocked): Clock {
  const { clock, recipientKind = '', byTelephone = false } = stored;
  if (clock === 'police_to_received') return { clock };
  if (clock === 'partner_acknowledgement') return { clock, recipientKind, byTelephone, urgency: urgencyOf(doc) };
  return { clock, urgency: urgencyOf(doc) };
}

export type CaseClockReading = ClockReading & { readonly clockId: string };

export function readClocks(doc: Clocked, now: number, settings: ClockSettings): CaseClockReading[] {
  return doc.clocks.map((stored) => {
    const { clockId, startedAt, stoppedAt, pauses } = stored;
    const run = {
      startedAt: new Date(startedAt),
      stoppedAt: stoppedAt === null ? null : new Date(stoppedAt),
      pauses: pauses.map(({ from, until, reason }) => ({ from: new Date(from), until: new Date(until), reason })),
    };
    return { clockId, ...readClock(domainClock(stored, doc), run, new Date(now), settings) };
  });
}

/** Under which name it is due that somebody asks a partner once more. */
export function chaseDueOf(clockId: string): string {
  return `chase:${clockId}`;
}

function isChased({ clocks }: Pick<CaseDoc, 'clocks'>, clockId: string): boolean {
  return clocks.some((each) => each.clockId === clockId && each.chased === true);
}

const CLOCK = 'clock:';

/** The due entries of the case with those of its open clocks in place of what they were; a closed case waits for nothing. */
export function withClockDues(
  doc: Clocked & Pick<CaseDoc, 'state' | 'due'>,
  now: number,
  settings: ClockSettings,
): CaseChange {
  const open: readonly Due[] =
    doc.state === 'closed'
      ? []
      : readClocks(doc, now, settings)
          .filter(({ stoppedAt, measures }) => stoppedAt === null && measures !== 'police')
          // Once somebody has asked, what is due is to ask again.
          .filter(({ clockId }) => !doc.due.some(({ dueId }) => dueId === chaseDueOf(clockId)))
          .map(({ clockId, clock, dueAt }) => ({
            dueId: `${CLOCK}${clockId}`,
            kind: isChased(doc, clockId) ? ('chase_referral' as const) : (clock satisfies ClockName),
            at: dueAt.getTime(),
          }));
  return nextDueOf([...doc.due.filter(({ dueId }) => !dueId.startsWith(CLOCK)), ...open]);
}
