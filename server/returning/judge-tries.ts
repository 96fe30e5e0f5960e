/** Finds out whether what was typed is right: one hash each, whether the reference exists or not, and never while anybody waits. */
import { mayBePhrase, normalisedPhrase } from '../../shared/domain/return-phrase.ts';
import { SealBroken } from '../platform/cipher.ts';
import { describeError } from '../platform/logger.ts';
import type { ReturningDeps } from './deps.ts';
import { targetOf } from './give-phrase.ts';
import { startWithdrawal } from './start-withdrawal.ts';
import type { TryDoc } from './tries.store.ts';

/** A node that died with one lets another take it up after this. */
const LEASE_MS = 30_000;
/** Those that wait for the same hour come due together, so that the newest of them goes first. */
const TOGETHER_MS = 60_000;

export async function judgeTries(deps: ReturningDeps): Promise<void> {
  for (;;) {
    const doc = await deps.tries.take(deps.clock.now(), LEASE_MS);
    if (doc === null) return;
    // One that cannot be judged now keeps none of the others waiting; it comes again.
    await judge(deps, doc).catch((error: unknown) =>
      deps.logger.warn(describeError(error), 'a try could not be judged'),
    );
  }
}

async function judge(deps: ReturningDeps, doc: TryDoc): Promise<void> {
  const typed = await deps.tries.typedIn(doc).catch((error: unknown) => {
    if (error instanceof SealBroken) return null;
    throw error;
  });
  if (typed === null) return deps.tries.remove(doc);
  // As it was when it came: who typed it in time is not late because we were.
  const phrase = await deps.phrases.openBy(deps.references.macs(typed.reference), doc.receivedAt);
  const words = normalisedPhrase(typed.phrase);
  const counts = doc.stage !== 'counted' && phrase !== null && mayBePhrase(words);
  const waitMs = counts && typed.place !== null ? await deps.limit(typed.place) : null;
  if (waitMs !== null) return putOff(deps, doc, waitMs);
  // Should it come again, because there is too much to do or something failed, it is not counted twice.
  if (counts) await deps.tries.count(doc);
  const right = await deps.passwords.verify(phrase?.hash ?? null, words);
  if (right === null) return;
  if (right && phrase !== null) await startWithdrawal(deps, phrase, doc.receivedAt);
  else await recordWrong(deps, phrase === null ? null : targetOf(phrase));
  await deps.tries.remove(doc);
}

/**
 * Five of one place have been judged within the hour, so that nobody can go on guessing for long. Only what could be right is among
 * the five, a reference that stands and six of our words: whoever types anything keeps nobody's own words waiting. Of those that
 * wait the newest goes first, so that a heap of guesses from before does not either.
 */
async function putOff({ clock, passwords, tries }: ReturningDeps, doc: TryDoc, waitMs: number): Promise<void> {
  // As much work as every other gives when it comes: what is put off is not to be told by how busy we are.
  if (doc.stage === 'new') await passwords.verify(null, '');
  await tries.putOff(doc, Math.ceil((clock.now() + waitMs) / TOGETHER_MS) * TOGETHER_MS);
}

/** Wrong words for a record that exists are on that record; nobody is told from where they came. */
async function recordWrong({ audit }: ReturningDeps, target: ReturnType<typeof targetOf> | null): Promise<void> {
  const actor = { id: 'unknown', role: 'public' };
  await audit.record({ actor, action: 'return.refuse', target: target ?? { kind: 'reference', id: 'unknown' } });
}
