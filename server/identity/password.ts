/**
 * Passwords: argon2id at the strength OWASP names, at most two at once, since each takes a core and 19 MiB. A bounded
 * queue behind them, so that a flood of sign-ins cannot starve the conversations.
 */
import { hash, verify } from '@node-rs/argon2';

const STRENGTH = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const AT_ONCE = 2;
const MOST_WAITING = 40;

export interface Passwords {
  hash(password: string): Promise<string>;
  /** Null when too many wait already. Without a stored hash it works as long and answers false (V3). */
  verify(stored: string | null, password: string): Promise<boolean | null>;
}

export async function createPasswords(): Promise<Passwords> {
  const gate = createGate();
  // What unknown accounts are compared with; nobody knows the password, and no answer depends on it.
  const nobodys = await hash(crypto.randomUUID(), STRENGTH);
  return {
    hash: (password) => gate.run(() => hash(password, STRENGTH)),
    verify: async (stored, password) => {
      if (gate.waiting() >= MOST_WAITING) return null;
      const fits = await gate.run(() => verify(stored ?? nobodys, password));
      return fits && stored !== null;
    },
  };
}

function createGate(): { run<T>(work: () => Promise<T>): Promise<T>; waiting(): number } {
  const queue: (() => void)[] = [];
  let running = 0;
  return {
    waiting: () => queue.length,
    run: async (work) => {
      if (running >= AT_ONCE) await new Promise<void>((resolve) => queue.push(resolve));
      else running += 1;
      try {
        return await work();
      } finally {
        // The place is handed on, not freed and taken again: nobody slips in between.
        const next = queue.shift();
        if (next) next();
        else running -= 1;
      }
    },
  };
}
