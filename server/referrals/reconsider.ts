/**
 * What is known of a person changed while a referral waits: an exit or a high risk judges its hold at once (H3), and a partner
 * that has not acknowledged it is asked sooner where the risk is high or the person turns out to be a child (D2).
 */
import { eachOnItsOwn } from '../platform/each-on-its-own.ts';
import { transact } from '../platform/transaction.ts';
import { waitingFor } from './acknowledge-by.ts';
import type { ReferralsDeps } from './deps.ts';
import { personNow } from './person-now.ts';
import type { ReferralRow } from './referral-record.ts';

export function reconsider(
  deps: ReferralsDeps,
  rows: Iterable<ReferralRow> | AsyncIterable<ReferralRow>,
): Promise<void> {
  return eachOnItsOwn(rows, async ({ _id, state }) => {
    const changed = state === 'held' ? await judgeHold(deps, _id) : await askSooner(deps, _id);
    if (changed === null) return;
    deps.referralChanged(changed);
    deps.schedule(changed);
  });
}

function judgeHold(deps: ReferralsDeps, rowId: string): Promise<ReferralRow | null> {
  return transact(deps.database, async (session) => {
    const row = await deps.outbox.findIn(session, rowId);
    if (row?.state !== 'held' || row.heldFor !== 'person') return null;
    const { exitedAt, urgency } = await personNow(deps, session, row);
    const now = deps.clock.now();
    const waits = exitedAt === null && urgency.risk !== 'high';
    if (waits || (row.dueAt !== null && row.dueAt <= now)) return null;
    const urgent = urgency.risk === 'high' || row.urgent === true;
    return deps.outbox.changeIn(session, row, { dueAt: now, urgent }, []);
  });
}

/** From when it became known: no time has run out before anybody could act on it. To learn of it never gives more time. */
function askSooner(deps: ReferralsDeps, rowId: string): Promise<ReferralRow | null> {
  return transact(deps.database, async (session) => {
    const row = await deps.outbox.findIn(session, rowId);
    if (row?.state !== 'sent' || row.sentAt === null || row.acknowledgeBy?.counts !== 'working_days') return null;
    const { urgency } = await personNow(deps, session, row);
    const known = { ...urgency, knownAt: new Date(deps.clock.now()) };
    const { acknowledgeBy, chase } = waitingFor(deps, row, { urgency: known, sentAt: row.sentAt });
    if (acknowledgeBy === null || acknowledgeBy.counts === 'working_days') return null;
    const before = row.chase ?? null;
    const isSooner = chase !== null && (before === null || chase.at < before.at);
    return deps.outbox.changeIn(session, row, { acknowledgeBy, chase: isSooner ? chase : before }, []);
  });
}
