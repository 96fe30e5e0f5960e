/**
 * Runs work in a transaction (`snapshot`, `majority`, `j: true`) with a loop of its own: a transient failure begins again
 * with jitter until the deadline, an unknown commit is committed again. Work may run more than once: keep effects out.
 */
import { mongo } from 'mongoose';
import type { Database, Session } from './mongo.ts';

const OPTIONS: mongo.TransactionOptions = {
  readConcern: { level: 'snapshot' },
  writeConcern: { w: 'majority', journal: true },
  readPreference: 'primary',
  maxCommitTimeMS: 4_000,
};

const DEADLINE_MS = 5_000;
const BACKOFF_CEILING_MS = 40;

export async function transact<T>(
  database: Database,
  work: (session: Session) => Promise<T>,
  deadlineMs: number = DEADLINE_MS,
): Promise<T> {
  const deadline = performance.now() + deadlineMs;
  const session = await database.startSession();
  try {
    for (let attempt = 0; ; attempt += 1) {
      session.startTransaction(OPTIONS);
      try {
        const value = await work(session);
        await commit(session, deadline);
        return value;
      } catch (error) {
        if (session.inTransaction()) await session.abortTransaction().catch(() => undefined);
        if (!hasLabel(error, 'TransientTransactionError') || performance.now() > deadline) throw error;
        await pause(attempt);
      }
    }
  } finally {
    await session.endSession();
  }
}

async function commit(session: Session, deadline: number): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await session.commitTransaction();
      return;
    } catch (error) {
      if (!hasLabel(error, 'UnknownTransactionCommitResult') || performance.now() > deadline) throw error;
      await pause(attempt);
    }
  }
}

export function hasLabel(error: unknown, label: string): boolean {
  return error instanceof mongo.MongoError && error.hasErrorLabel(label);
}

/** A random pause that doubles its ceiling; conflicts come at once, so short pauses serve best (measured). */
export function pause(attempt: number, ceilingMs: number = BACKOFF_CEILING_MS): Promise<void> {
  const ms = Math.random() * Math.min(ceilingMs, 2 * 2 ** attempt);
  return new Promise((resolve) => setTimeout(resolve, ms));
}
