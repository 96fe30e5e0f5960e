// Saves what is written into a record. Whatever the answer, what was typed stays until it is saved or thrown away.
import { londonDay } from '../../shared/domain/opening-hours.ts';
import type { Reply, WireError } from '../../shared/protocol/errors.ts';
import { serverNow } from '../ui/clock.ts';
import { sentenceOf } from '../ui/notices.ts';
import { changeDraft, type Draft, dropDraft, type Theirs, useDrafts } from './drafts.ts';
import { type Faults, faultsFrom } from './faults.ts';
import type { Field, Values } from './field.ts';
import { mergeSection, same } from './merge.ts';

/** How one kind of record is checked, sent and read again. */
export interface RecordAccess {
  readonly fields: readonly Field[];
  readonly faults: (body: Values, today: string) => Faults;
  /** The page keeps what the answer brings. */
  readonly send: (body: Values, revision: number) => Promise<Reply<unknown>>;
  /** What stands there now, when somebody else has changed it; null where it cannot be read any more. */
  readonly newest: () => Promise<Theirs | null>;
  /** A sentence of its own for a refusal; null leaves the server's. */
  readonly refusal?: (error: WireError) => string | null;
}

export type SaveOutcome =
  | { readonly saved: true }
  | { readonly saved: false; readonly faults: Faults; readonly problem: string | null };

const refused = (problem: string | null, faults: Faults = {}): SaveOutcome => ({ saved: false, faults, problem });

export async function saveDraft(key: string, draft: Draft, access: RecordAccess): Promise<SaveOutcome> {
  const { body, revision } = whatStands(access.fields, draft);
  const faults = access.faults(body, londonDay(serverNow()));
  if (Object.keys(faults).length > 0) return refused(null, faults);
  const reply = await access.send(body, revision);
  if (!reply.ok) return notSaved(key, reply.error, access);
  await dropSent(key, { base: draft.base, body, revision }, access);
  return { saved: true };
}

/**
 * What was sent is no draft any more. What was typed while it was under way stays, to be saved over what stands since; what
 * somebody else saved in between as well stands beside it.
 */
async function dropSent(
  key: string,
  { base, body, revision }: Pick<Draft, 'base' | 'body' | 'revision'>,
  { fields, newest }: RecordAccess,
): Promise<void> {
  /** Nothing where it was thrown away meanwhile, and perhaps begun anew from something else. */
  const written = (): Values | null => {
    const draft = useDrafts.getState()[key];
    return draft === undefined || draft.base !== base ? null : whatStands(fields, draft).body;
  };
  const since = written();
  if (since === null) return;
  if (same(since, body)) return dropDraft(key);
  const stands = await newest();
  const mine = written();
  if (mine === null || stands === null) return;
  const fresh = { body: mine, choices: {}, setAside: null };
  if (stands.revision === revision + 1)
    changeDraft(key, { ...fresh, base: stands.body, revision: stands.revision, theirs: null });
  else changeDraft(key, { ...fresh, base: body, revision, theirs: stands });
}

/** The draft itself, or, where somebody else saved meanwhile, both put together by what was chosen. */
function whatStands(
  fields: readonly Field[],
  { base, body, theirs, choices, revision }: Draft,
): Pick<Draft, 'body' | 'revision'> {
  if (theirs === null) return { body, revision };
  const merged = mergeSection(fields, { base, mine: body, theirs: theirs.body }, choices);
  return { body: merged.values, revision: theirs.revision };
}

async function notSaved(key: string, error: WireError, access: RecordAccess): Promise<SaveOutcome> {
  if (error.details?.reason === 'changed_meanwhile') {
    const theirs = await access.newest();
    if (theirs === null) return refused(sentenceOf(error));
    changeDraft(key, { theirs, choices: {} });
    return refused(null);
  }
  const own = access.refusal?.(error) ?? null;
  if (own !== null) return refused(own);
  const faults = faultsFrom(error);
  return refused(Object.keys(faults).length > 0 ? null : sentenceOf(error), faults);
}
