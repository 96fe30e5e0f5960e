/**
 * Creates something under a clientId: the first time it is written; sent again with the same content it is the first answer
 * (`first` false); with another content it is a conflict. Two that come at once are told apart in the transaction that writes.
 */
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Database, Session } from './mongo.ts';
import { oncePerClientId } from './once-per-client-id.ts';
import { Refused } from './refused.ts';
import { transact } from './transaction.ts';

export interface Creation<T> {
  /** What this clientId made before, if anything. */
  readonly existing: (session?: Session) => Promise<T | null>;
  /** Whether that says the same as what is asked for now. */
  readonly isSame: (found: T) => boolean | Promise<boolean>;
  /** Writes it, and its audit record, in the transaction; it may run more than once. */
  readonly create: (session: Session) => Promise<Result<T>>;
}

export interface Created<T> {
  readonly value: T;
  readonly first: boolean;
}

export function createOnce<T>(database: Database, creation: Creation<T>): Promise<Result<Created<T>>> {
  return oncePerClientId<T, Created<T>>({
    find: () => creation.existing(),
    again: (found) => again(found, creation),
    make: () => make(database, creation),
  });
}

async function make<T>(database: Database, creation: Creation<T>): Promise<Result<Created<T>>> {
  try {
    const made = await transact(database, async (session) => {
      // Somebody may have made it since it was looked for.
      const found = await creation.existing(session);
      if (found !== null) return { found, value: found };
      const created = await creation.create(session);
      // What was refused must leave nothing behind, not even what was written before it was.
      if (!created.ok) throw new Refused(created);
      return { found: null, value: created.value };
    });
    return made.found === null ? ok({ value: made.value, first: true }) : await again(made.found, creation);
  } catch (error) {
    if (error instanceof Refused) return error.outcome;
    throw error;
  }
}

async function again<T>(found: T, { isSame }: Creation<T>): Promise<Result<Created<T>>> {
  return (await isSame(found)) ? ok({ value: found, first: false }) : fail('conflict', { reason: 'other_content' });
}
