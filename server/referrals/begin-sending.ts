/**
 * Begins one attempt: a transaction that reads the consent, builds what will leave from the sealed card, and takes the row
 * (C1). Withdrawing writes the same row, so one of the two has to wait for the other and sees what it did.
 */
import { isInForce, itemsInForce } from '../../shared/domain/consent.ts';
import type { NoticePayload } from '../../shared/protocol/referral-payload.ts';
import type { ConsentDoc } from '../consent/index.ts';
import type { SendingChannel } from '../partners/index.ts';
import { SealBroken } from '../platform/cipher.ts';
import type { Session } from '../platform/mongo.ts';
import { transact } from '../platform/transaction.ts';
import { encryptTo } from './channels/encrypt.ts';
import type { ReferralsDeps } from './deps.ts';
import { holdFor } from './hold.ts';
import type { RowChange } from './outbox.store.ts';
import { dropNotice, isOvertaken } from './overtaken.ts';
import { keepPaused } from './pause-referral.ts';
import { type EnvelopeFacts, encryptedPayload, noticePayload, referralPayload } from './payload.ts';
import { personNow } from './person-now.ts';
import { type ReferralChange, type ReferralRow, undeliverableOf } from './referral-record.ts';
import { recall, takeBack } from './stop-referral.ts';

/** `send`: an attempt is under way under this row's lease. `changed`: the row moved another way. */
export type Begun =
  | { readonly step: 'send'; readonly row: ReferralRow; readonly channel: SendingChannel; readonly body: string }
  | { readonly step: 'changed'; readonly row: ReferralRow }
  | { readonly step: 'nothing' };

const NOTHING: Begun = { step: 'nothing' };

export function beginSending(deps: ReferralsDeps, rowId: string): Promise<Begun> {
  return transact(deps.database, async (session) => {
    const now = deps.clock.now();
    const row = await deps.outbox.findIn(session, rowId);
    if (row === null || row.dueAt === null || row.dueAt > now) return NOTHING;
    return row.kind === 'referral'
      ? beginReferral(deps, session, row, now)
      : beginNotice(deps, session, row, row.kind, now);
  });
}

async function beginReferral(deps: ReferralsDeps, session: Session, row: ReferralRow, now: number): Promise<Begun> {
  const consent = await deps.consents.findConsent(session, row.consentId);
  const bySystem = { at: now, by: 'system' };
  if (row.recallWanted) return changed(await recall(deps, session, unleased(row), bySystem));
  const waiting = await keepPaused(deps, session, row, now);
  if (waiting) return changed(waiting);
  if (!consent || !isInForce(consent, now)) {
    const stopped = row.attempt === 0 ? takeBack : recall;
    return changed(await stopped(deps, session, row, bySystem));
  }
  const locked = await lockedByAge(deps, session, row, now);
  if (locked) return locked;
  if (row.state === 'held') {
    const waits = await stillHeld(deps, session, row, consent, now);
    if (waits) return waits;
  }
  const channel = deps.partners.channelOf(row.recipientId, now);
  if (channel === null) return giveUp(deps, session, row, now);
  const before = row.attempt === 0 ? null : await deps.sent.bytesIn(session, row.referralId);
  if (before !== null) return { step: 'send', row: await take(deps, session, row, now), channel, body: before };
  const clear = await payloadOf(deps, session, row, consent, now);
  if (clear === null) return giveUp(deps, session, row, now);
  const body = await bodyFor(deps, row, channel, clear);
  const taken = await take(deps, session, row, now);
  await deps.sent.putIn(session, taken, body, clear);
  return { step: 'send', row: taken, channel, body };
}

/** The bytes as they go over the wire; in our own portal nothing stands between, and we hold the key ourselves. */
async function bodyFor(
  { partners }: ReferralsDeps,
  { referralId, recipientId }: ReferralRow,
  { type }: SendingChannel,
  clear: string,
): Promise<string> {
  const key = partners.ageRecipientOf(recipientId);
  if (key === null || type === 'portal') return clear;
  return JSON.stringify(encryptedPayload(referralId, await encryptTo(key, clear)));
}

/** An attempt whose process died: its lease is over, nobody will finish it. */
function unleased(row: ReferralRow): ReferralRow {
  return row.leaseUntil === null ? row : { ...row, leaseUntil: 0 };
}

async function beginNotice(
  deps: ReferralsDeps,
  session: Session,
  row: ReferralRow,
  kind: NoticePayload['kind'],
  now: number,
): Promise<Begun> {
  const referral = await deps.outbox.findIn(session, row.referralId);
  if (!referral) throw new Error('a notice without its referral');
  const until = await lastEnd(deps, session, row, referral);
  if (until > now) {
    await deps.outbox.changeIn(session, row, { dueAt: until }, []);
    return NOTHING;
  }
  if (isOvertaken(row, referral)) return changed(await dropNotice(deps, session, row, { at: now, by: 'system' }));
  // Whoever sent it died: the recall is what is left to do.
  if (referral.recallWanted) await recall(deps, session, unleased(referral), { at: now, by: 'system' });
  const channel = deps.partners.lastChannelOf(row.recipientId);
  if (channel === null) return giveUp(deps, session, row, now);
  const taken = await take(deps, session, row, now);
  return { step: 'send', row: taken, channel, body: await noticeBody(deps, session, taken, kind, now) };
}

/** As at its first attempt: the partner may have another name by now, and one key never carries another body (C2). */
async function noticeBody(
  { sent, partners }: ReferralsDeps,
  session: Session,
  row: ReferralRow,
  kind: NoticePayload['kind'],
  now: number,
): Promise<string> {
  const before = await sent.bytesIn(session, row._id);
  if (before !== null) return before;
  const name = partners.find(row.recipientId, now)?.recipient.name ?? row.recipientId;
  const body = JSON.stringify(noticePayload(factsOf(row, name, now), kind));
  await sent.putIn(session, row, body, body);
  return body;
}

/** When the last attempt of this referral ends, its own or what is said of it: two under way may arrive in either order. */
async function lastEnd(
  deps: ReferralsDeps,
  session: Session,
  row: ReferralRow,
  referral: ReferralRow,
): Promise<number> {
  const others = await deps.outbox.underWayIn(session, row.referralId, deps.clock.now());
  const ends = [referral, ...others].filter(({ _id, lease }) => _id !== row._id && lease !== null);
  return Math.max(0, ...ends.map(({ leaseUntil }) => leaseUntil ?? 0));
}

/**
 * An age that became known since the yes may lock the card that it was given on (H10): what has not left waits for a
 * coordinator, who lets it go once the note is saved, or never.
 */
async function lockedByAge(
  deps: ReferralsDeps,
  session: Session,
  row: ReferralRow,
  now: number,
): Promise<Begun | null> {
  if (row.attempt > 0) return null;
  const { lock } = await personNow(deps, session, row);
  if (lock.ok) return null;
  const change: RowChange = { state: 'held', ...forDecision('age') };
  return changed(await deps.outbox.changeIn(session, row, change, [{ state: 'held', at: now, by: 'system' }]));
}

/** The hold is judged again with what is known now: the person may have left in a hurry since. */
async function stillHeld(
  deps: ReferralsDeps,
  session: Session,
  row: ReferralRow,
  { givenAt }: ConsentDoc,
  now: number,
): Promise<Begun | null> {
  if (row.heldFor === null) return null;
  const { exitedAt } = await personNow(deps, session, row);
  const hold = holdFor({
    givenAt,
    exitedAt,
    atOnce: true,
    holdMs: deps.timings.holdMs,
    now,
  });
  if (hold.state === 'ready') return null;
  const change = forDecision('left_after_yes');
  return changed(await deps.outbox.changeIn(session, row, change, [{ state: 'held', at: now, by: 'system' }]));
}

function forDecision(heldBecause: NonNullable<ReferralRow['heldBecause']>): RowChange {
  return { heldFor: 'coordinator', heldBecause, dueAt: null, tell: 'referral_held' };
}

async function giveUp(deps: ReferralsDeps, session: Session, row: ReferralRow, now: number): Promise<Begun> {
  const change: RowChange = {
    state: 'undeliverable',
    dueAt: null,
    lease: null,
    leaseUntil: null,
    heldFor: null,
    lastFailure: 'not_possible',
    tell: undeliverableOf(row.kind),
  };
  await audit(deps, session, row, 'referral.undeliverable');
  return changed(await deps.outbox.changeIn(session, row, change, [{ state: 'undeliverable', at: now, by: 'system' }]));
}

async function take(deps: ReferralsDeps, session: Session, row: ReferralRow, now: number): Promise<ReferralRow> {
  const leaseUntil = now + deps.timings.leaseMs;
  const change: RowChange = {
    state: 'sending',
    heldFor: null,
    attempt: row.attempt + 1,
    lease: deps.ids.uuid(),
    leaseUntil,
    dueAt: leaseUntil,
    firstSentAt: row.firstSentAt ?? now,
  };
  const history: ReferralChange[] = [];
  if (row.state === 'held') history.push({ state: 'ready', at: now, by: 'system' });
  if (row.state !== 'sending') history.push({ state: 'sending', at: now, by: 'system' });
  await audit(deps, session, row, 'referral.send');
  return deps.outbox.changeIn(session, row, change, history);
}

/** Null where there is nothing to send: the card cannot be opened any more, or holds nothing that may leave. */
async function payloadOf(
  deps: ReferralsDeps,
  session: Session,
  row: ReferralRow,
  consent: ConsentDoc,
  now: number,
): Promise<string | null> {
  const request = await deps.consents.findRequest(session, row.requestId);
  if (!request) return null;
  try {
    const card = await deps.consents.openCard(request);
    const shown = card.recipients.find((each) => each.recipientId === row.recipientId);
    if (!shown) return null;
    const allowed = { ...consent, itemIds: itemsInForce(consent, now) };
    const payload = referralPayload(factsOf(row, shown.name, now), shown, allowed);
    return payload.items.length === 0 ? null : JSON.stringify(payload);
  } catch (error) {
    if (error instanceof SealBroken) return null;
    throw error;
  }
}

function factsOf(row: ReferralRow, name: string, now: number): EnvelopeFacts {
  const { referralId, reference, service, recipientId } = row;
  return { referralId, reference, sentAt: row.firstSentAt ?? now, service, recipient: { recipientId, name } };
}

function changed(row: ReferralRow): Begun {
  return { step: 'changed', row };
}

async function audit(deps: ReferralsDeps, session: Session, row: ReferralRow, action: string): Promise<void> {
  const actor = { id: 'system', role: 'system' };
  const meta = { kind: row.kind, attempt: row.attempt + 1, recipientId: row.recipientId };
  await deps.audit.record({ actor, action, target: { kind: 'referral', id: row.referralId }, meta }, session);
}
