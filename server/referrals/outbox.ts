/**
 * Runs what is due. A job (BullMQ) says so at the right moment; a sweep finds what no job came for: after a loss of Redis,
 * a killed process, a lease run out. Both do the same steps, and the row decides which of them is real (C2, Q4).
 */
import { describeError } from '../platform/logger.ts';
import { type Repeating, repeat } from '../platform/repeat.ts';
import { beginSending } from './begin-sending.ts';
import { callToChase } from './call-to-chase.ts';
import { deliver } from './channels/deliver.ts';
import type { ReferralsDeps } from './deps.ts';
import { mayStillSend } from './lease.ts';
import { causeOf, type ReferralRow, recallIdOf } from './referral-record.ts';
import { createTurns } from './sending-turns.ts';
import { settleAttempt } from './settle-attempt.ts';

export interface Outbox {
  /**
   * Does what is due for one row as soon as it is its turn; safe to call at any time, from anywhere. Resolves when that is done,
   * or at once where it has to wait.
   */
  run(rowId: string): Promise<void>;
  sweep(): Promise<void>;
  close(): Promise<void>;
}

/** Whether jobs can be handed to Redis now. */
export type JobsReady = () => boolean;

/** Of those that are due, of each partner. */
const SWEEP_ROWS = 200;
/** A row so long overdue was not run by its job, for whatever reason: run it here. */
const OVERDUE_MS = 10_000;

export function createOutbox(deps: ReferralsDeps, jobsReady: JobsReady): Outbox {
  const turns = createTurns({
    work: (rowId) =>
      attempt(rowId).catch((error: unknown) =>
        deps.logger.warn({ rowId, ...describeError(error) }, 'a referral could not be run'),
      ),
    elapsedMs: () => performance.now(),
  });

  async function attempt(rowId: string): Promise<void> {
    const beganAt = performance.now();
    const begun = await beginSending(deps, rowId);
    if (begun.step === 'nothing') return;
    if (begun.step === 'changed') return after(begun.row);
    const { row } = begun;
    announce(row);
    const { referralId, kind } = row;
    const times = { now: deps.clock.now(), elapsedMs: performance.now() - beganAt, ...deps.timings };
    if (!mayStillSend(row, times))
      return deps.logger.warn({ referralId, kind }, 'an attempt took too long to begin: nothing was sent');
    const verdict = await deliver(deps, begun);
    const { outcome } = verdict;
    deps.logger.info({ referralId, kind, attempt: row.attempt, outcome }, 'a referral was sent to its partner');
    const settled = await settleAttempt(deps, row, verdict);
    if (settled) await after(settled);
  }

  async function after(row: ReferralRow): Promise<void> {
    announce(row);
    deps.schedule(row);
    if (row.state === 'recalled')
      deps.schedule({ _id: recallIdOf(row.referralId), attempt: 0, dueAt: deps.clock.now() });
    if (row.tell !== null) await tell(row);
  }

  function announce(row: ReferralRow): void {
    if (row.kind === 'referral') deps.referralChanged(row);
  }

  async function tell(row: ReferralRow): Promise<void> {
    if (row.tell === null) return;
    const { _id, tell: kind } = row;
    // Sent once more and failed again, it is another call.
    const again = row.retriedAfter === undefined ? '' : `:${row.retriedAfter}`;
    await deps.tellPerson({ kind, row, cause: `${causeOf(_id, kind)}${again}` });
    await deps.outbox.told(row);
  }

  async function runHere(row: ReferralRow | null): Promise<void> {
    if (row === null || row.dueAt === null || row.dueAt > deps.clock.now()) return;
    const { _id: rowId, recipientId, urgent = false, dueAt } = row;
    await turns.take({ rowId, recipientId, urgent, dueAt });
  }

  async function sweep(): Promise<void> {
    const now = deps.clock.now();
    for (const row of await deps.outbox.due(now, SWEEP_ROWS)) {
      const overdue = now - (row.dueAt ?? now) > OVERDUE_MS;
      if (jobsReady() && !overdue) deps.schedule(row);
      else void runHere(row);
    }
    for (const row of await deps.outbox.untold(SWEEP_ROWS)) await tell(row);
    for (const row of await deps.outbox.toChase(now, SWEEP_ROWS)) await callToChase(deps, row);
  }

  const sweeping: Repeating = repeat(
    { name: 'referral outbox', everyMs: deps.timings.sweepMs, logger: deps.logger },
    sweep,
  );
  return {
    run: async (rowId) => runHere(await deps.outbox.find(rowId)),
    sweep,
    close: async () => {
      await sweeping.stop();
      await turns.close();
    },
  };
}
