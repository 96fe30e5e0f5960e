/**
 * Says what is due, at its time: to who does it, and when it is overdue to those who answer for the service. A job (BullMQ)
 * carries the id of a row and comes at the right moment; a sweep finds what no job came for. The row decides (Q4).
 */
import { reminderAt } from '../../shared/domain/reminder-states.ts';
import { createJobs } from '../platform/jobs.ts';
import { describeError, type Logger } from '../platform/logger.ts';
import type { Clock } from '../platform/ports.ts';
import { repeat } from '../platform/repeat.ts';
import type { ReminderDoc, RemindersStore } from './reminders.store.ts';

export interface RunOptions {
  readonly store: RemindersStore;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly redisUrl: string;
  readonly redisPrefix: string;
  /** These are said now, or said louder. */
  readonly said: (docs: readonly ReminderDoc[]) => void;
}

export interface RunningReminders {
  /** What was written of a case is put on time; a convenience, the sweep finds it anyway. */
  schedule(caseId: string): Promise<void>;
  stop(): Promise<void>;
}

const SWEEP_MS = 2_000;
const SWEEP_ROWS = 200;
const AT_ONCE = 5;
/** A row so long overdue was not run by its job, for whatever reason: run it here. */
const OVERDUE_MS = 10_000;
/** Jobs are made for what comes within this; what comes later is found by the sweeps until then, so that Redis keeps no year of them. */
const AHEAD_MS = 60_000;

export function runReminders({
  store,
  clock,
  logger,
  redisUrl,
  redisPrefix: prefix,
  said,
}: RunOptions): RunningReminders {
  const jobs = createJobs({ name: 'reminders', redisUrl, prefix, logger, concurrency: AT_ONCE, run });

  async function run(reminderId: string): Promise<void> {
    const doc = await store.find(reminderId);
    if (doc?.nextAt == null || doc.nextAt > clock.now()) return;
    const next = reminderAt({ ...doc, forNobody: doc.forIds.length === 0 }, clock.now());
    if (!(await store.move(doc, next))) return;
    const after = { ...doc, ...next };
    if (after.state !== 'later') said([after]);
    add(after);
  }

  function add({ _id: id, nextAt }: ReminderDoc): void {
    if (nextAt === null || nextAt > clock.now() + AHEAD_MS) return;
    // A job a little early would find the row not due yet, and the sweep would come a round later.
    jobs.add({ id, order: String(nextAt), afterMs: Math.max(0, nextAt - clock.now()) + 5 });
  }

  async function sweep(): Promise<void> {
    const now = clock.now();
    for (const doc of await store.due(now + AHEAD_MS, SWEEP_ROWS)) {
      const overdue = now - (doc.nextAt ?? now) > OVERDUE_MS;
      if (jobs.ready() && !overdue) add(doc);
      else if ((doc.nextAt ?? 0) <= now)
        await run(doc._id).catch((error: unknown) =>
          logger.warn({ reminderId: doc._id, ...describeError(error) }, 'a reminder could not be run'),
        );
    }
  }

  const sweeping = repeat({ name: 'reminders', everyMs: SWEEP_MS, logger }, sweep);
  return {
    schedule: async (caseId) => {
      const docs = await store.ofCase(caseId);
      for (const doc of docs) add(doc);
      const loud = docs.filter(({ state }) => state !== 'later');
      if (loud.length > 0) said(loud);
    },
    stop: async () => {
      await sweeping.stop();
      await jobs.close();
    },
  };
}
