/**
 * What stops while a person is asked whether it was them who asked (H4): what has not left waits, an attempt under way ends and
 * none follows, and a recipient that may have it is told to contact only us. Nothing is taken back by itself.
 */
import type { Session } from '../platform/mongo.ts';
import type { Verdict } from './channels/verdict.ts';
import type { ReferralsDeps } from './deps.ts';
import { noticeRow } from './notice-row.ts';
import type { PersonRecords, RowChange } from './outbox.store.ts';
import { dropNotice } from './overtaken.ts';
import { noticeIdOf, type Pause, pausedConsent, type ReferralChange, type ReferralRow } from './referral-record.ts';

export interface PauseOrder extends PersonRecords {
  readonly requestId: string;
  readonly at: number;
}

/** Of which a partner may know already: it is told. What it has declined or finished it does nothing more with. */
const WITH_PARTNER: readonly ReferralRow['state'][] = [
  ...(['sending', 'sent', 'acknowledged', 'accepted', 'waiting_list', 'returned_needs_info'] as const),
];
const OVER: readonly ReferralRow['state'][] = ['withdrawn', 'recalled', 'declined', 'completed'];

/** Stops everything of the person, in the transaction of the request. Asked again for the same request it changes nothing. */
export async function holdForRequest(
  deps: ReferralsDeps,
  session: Session,
  { requestId, at, ...person }: PauseOrder,
): Promise<readonly ReferralRow[]> {
  const stopped: ReferralRow[] = [];
  for (const row of await deps.outbox.ofPersonIn(session, person)) {
    if (OVER.includes(row.state) || row.pause) continue;
    stopped.push(await stop(deps, session, row, { requestId, at }));
  }
  return stopped;
}

async function stop(
  deps: ReferralsDeps,
  session: Session,
  row: ReferralRow,
  { requestId, at }: Pick<PauseOrder, 'requestId' | 'at'>,
): Promise<ReferralRow> {
  const pause = { requestId, heldFor: row.heldFor };
  const underWay = row.lease !== null && row.leaseUntil !== null && row.leaseUntil > at;
  const waits = ['held', 'ready', 'sending'].includes(row.state) && !underWay;
  const after = waits
    ? await deps.outbox.changeIn(session, row, { ...HELD, pause }, [{ state: 'held', at, by: 'visitor' }])
    : await deps.outbox.changeIn(session, row, { pause }, []);
  // One that was tried before may have arrived, whatever came back.
  const mayHaveIt = WITH_PARTNER.includes(row.state) || row.attempt > 0;
  if (mayHaveIt) await tellPartner(deps, session, after, { kind: 'pause', requestId, at });
  await record(deps, session, row, 'referral.pause');
  return after;
}

const HELD = { state: 'held', heldFor: 'coordinator', dueAt: null, lease: null, leaseUntil: null, tell: null } as const;

/** It was asked and decided that sharing goes on: what waited goes its way, and who was told to pause is told so. */
export async function resumeAfterRequest(
  deps: ReferralsDeps,
  session: Session,
  { requestId, at, by, ...person }: PauseOrder & { readonly by: string },
): Promise<readonly ReferralRow[]> {
  const resumed: ReferralRow[] = [];
  for (const row of await deps.outbox.ofPersonIn(session, person)) {
    if (row.pause?.requestId !== requestId) continue;
    const { change, history } = goingOn(row, row.pause, { at, by });
    const after = await deps.outbox.changeIn(session, row, change, history);
    const told = await deps.outbox.findIn(session, noticeIdOf(row.referralId, 'pause', requestId));
    if (told) await tellPartner(deps, session, after, { kind: 'resume', requestId, at });
    // Nobody needs to ring the partner any more to have it stop.
    if (told?.state === 'undeliverable') await dropNotice(deps, session, told, { at, by });
    await record(deps, session, row, 'referral.resume');
    resumed.push(after);
  }
  return resumed;
}

/** Back to where it was: what nobody held any more, a coordinator having let it go for example, is judged by nobody again. */
function goingOn({ state }: ReferralRow, { heldFor }: Pause, { at, by }: Pick<ReferralChange, 'at' | 'by'>) {
  const over: RowChange = { pause: null };
  if (state !== 'held' || heldFor === 'coordinator') return { change: over, history: [] };
  const next = heldFor === null ? 'ready' : 'held';
  return {
    change: { ...over, state: next, heldFor, dueAt: at } satisfies RowChange,
    history: [{ state: next, at, by }],
  } as const;
}

/** Said in the transaction that begins an attempt: what is made or tried again while a request is open waits as well. */
export async function keepPaused(
  deps: ReferralsDeps,
  session: Session,
  row: ReferralRow,
  now: number,
): Promise<ReferralRow | null> {
  const requestId = await requestThatStops(deps, session, row);
  if (requestId === null) return null;
  const pause = row.pause ?? { requestId, heldFor: row.heldFor };
  return deps.outbox.changeIn(session, row, { ...HELD, pause }, [{ state: 'held', at: now, by: 'system' }]);
}

export async function requestThatStops(
  { openRequestOf }: Pick<ReferralsDeps, 'openRequestOf'>,
  session: Session,
  row: ReferralRow,
): Promise<string | null> {
  return row.pause?.requestId ?? (await openRequestOf(session, row));
}

/** An attempt under way when it was asked ends as it ends; another does not follow. */
export function afterPause(row: ReferralRow, { outcome }: Verdict, change: RowChange): RowChange {
  return row.pause && outcome === 'again' && change.state === undefined
    ? { ...change, state: 'held', heldFor: 'coordinator', dueAt: null, tell: null }
    : change;
}

/** What is to be said of a referral waited for the end of its attempt. */
export async function bringNoticesForward(
  deps: ReferralsDeps,
  session: Session,
  row: ReferralRow,
  now: number,
): Promise<void> {
  if (row.kind !== 'referral' || !row.pause) return;
  for (const notice of await deps.outbox.noticesIn(session, row.referralId))
    await deps.outbox.changeIn(session, notice, { dueAt: now }, []);
}

interface Telling extends Pick<PauseOrder, 'requestId' | 'at'> {
  readonly kind: 'pause' | 'resume';
}

async function tellPartner(
  deps: ReferralsDeps,
  session: Session,
  row: ReferralRow,
  { kind, requestId, at }: Telling,
): Promise<void> {
  const _id = noticeIdOf(row.referralId, kind, requestId);
  if (await deps.outbox.findIn(session, _id)) return;
  const underWay = row.lease !== null && row.leaseUntil !== null && row.leaseUntil > at;
  const dueAt = underWay ? (row.leaseUntil ?? at) : at;
  const consentId = pausedConsent(row.consentId, requestId);
  const notice = noticeRow(row, { _id, kind, consentId, dueAt, at, purgeAt: deps.purgeAt(new Date(at)) });
  await deps.outbox.insertIn(session, notice);
}

async function record(
  deps: ReferralsDeps,
  session: Session,
  { referralId }: ReferralRow,
  action: 'referral.pause' | 'referral.resume',
): Promise<void> {
  const actor = { id: 'system', role: 'system' };
  await deps.audit.record({ actor, action, target: { kind: 'referral', id: referralId } }, session);
}
