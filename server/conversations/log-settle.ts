/**
 * Settles one line whose insert was refused or whose outcome is unknown, by majority reads: first the tail, then the
 * clientId (the first acknowledgement again, or `conflict`), then the end, then again at the new end, sealed anew (L2, L3).
 */
import { isDeepStrictEqual } from 'node:util';
import { fail, ok, type Result } from '../../shared/result.ts';
import { iso } from '../platform/ports.ts';
import { pause } from '../platform/transaction.ts';
import { type EntryDoc, openEntry, sealEntry } from './entries.store.ts';
import type { AppendRequest, Content, LogEntry, Posted } from './log.ts';
import type { LogParts } from './log-parts.ts';
import { mayWrite, type Tail } from './tail.ts';

export interface Settled {
  readonly outcome: Result<Posted>;
  /** Set where this line turned out to be stored and the other nodes must hear of it. */
  readonly stored?: EntryDoc;
}

/** Two nodes that write fifty lines at once can lose eight rounds in a row (measured), so time is the limit, not rounds. */
const DEADLINE_MS = 5_000;
const UNKNOWN_PAUSE_CEILING_MS = 400;

export async function settle(
  parts: LogParts,
  tail: Tail,
  request: AppendRequest,
  why: 'duplicate' | 'unknown' | 'refused',
): Promise<Settled> {
  parts.measures.settled(why);
  let known: 'duplicate' | 'unknown' | 'refused' = why;
  const deadline = performance.now() + DEADLINE_MS;
  for (let round = 0; performance.now() < deadline; round += 1) {
    if (known === 'unknown') await pause(round + 2, UNKNOWN_PAUSE_CEILING_MS);
    const read = await parts.tails.catchUp(tail);
    // Once looked for, this line can only turn up among what is read after (seqs are committed in order) or in a signal:
    // then nothing is left to read, and it is looked for again.
    const lost = known === 'duplicate' && round > 0 && read.length > 0;
    const first = lost
      ? read.find(({ clientId }) => clientId === request.clientId)
      : await parts.store.byClientId(request.conversationId, request.clientId);
    if (first) {
      const outcome = firstAnswer(openEntry(tail.key, first), request);
      return outcome.ok ? { outcome, stored: first } : { outcome };
    }
    const allowed = mayWrite(tail, request.author);
    if (!allowed.ok) return { outcome: allowed };
    const doc = sealEntry(tail.key, request, tail.last + 1, parts.now());
    const [result = 'unknown'] = await parts.store.insertBatch([doc]);
    if (result === 'stored') {
      parts.tails.advance(tail, { ...request, seq: doc.seq, at: doc.at }, 'here');
      return { outcome: ok({ seq: doc.seq, at: iso(doc.at) }), stored: doc };
    }
    known = result;
  }
  return { outcome: fail('unavailable') };
}

/** [L2] Same author, kind and text under the same clientId: the first acknowledgement. Anything else: `conflict`. */
export function firstAnswer(first: LogEntry, again: AppendRequest): Result<Posted> {
  return sameLine(first, again) ? ok({ seq: first.seq, at: iso(first.at) }) : fail('conflict');
}

function sameLine(first: LogEntry, again: AppendRequest): boolean {
  if (first.author.id !== again.author.id || first.content.kind !== again.content.kind) return false;
  return (
    isRedacted(first.content) ||
    (first.content.text === again.content.text && isDeepStrictEqual(first.content.data, again.content.data))
  );
}

/** A redacted body cannot be compared any more; the author and the kind were. */
function isRedacted(content: Content): boolean {
  return content.kind === 'message' && content.text === '';
}
