/** Says what a sender's words mean, for this file and for those that come: by who loaded it, who alone sees them. */
import { LIST_OF_WORDS, mayMeanNothing, type WordField } from '../../../shared/domain/inbound-words.ts';
import type { InboundImport } from '../../../shared/protocol/http/inbound-imports.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { badField } from '../change-referral.ts';
import type { InboundCaller, InboundDeps } from '../deps.ts';
import { decide, type Read } from './decide-import.ts';
import { NO_COUNTS } from './imports.store.ts';
import type { Imports } from './imports.ts';
import { digestsOf, type TheirWord } from './their-words.ts';

export interface NamedWord {
  readonly field: WordField;
  readonly word: string;
  readonly code: string | null;
}

/** Of one sender: more are no words of a list. */
const KEPT_AT_MOST = 2_000;

export async function nameWords(
  imports: Imports,
  { words, ...read }: Read & { readonly words: readonly NamedWord[] },
  caller: InboundCaller,
): Promise<Result<{ import: InboundImport }>> {
  const { deps } = imports;
  return decide(imports, read, { move: 'name_words', caller }, async ({ madeBy, senderId }, session) => {
    if (madeBy.agentId !== caller.agentId) return fail('forbidden');
    const fault = faultOf(deps, words);
    if (fault !== null) return badField(`words.${fault.at}.code`, fault.message);
    const before = (await deps.senders.find(senderId, session))?.words ?? [];
    const told = withNew(deps, senderId, before, words);
    if (told.length > KEPT_AT_MOST)
      return badField('words', 'This sender has too many words. Correct them in the file.');
    await deps.senders.keepWordsIn(session, senderId, told);
    return ok({ told, words: null, counts: NO_COUNTS });
  });
}

function faultOf({ facts }: InboundDeps, words: readonly NamedWord[]): { at: number; message: string } | null {
  const { codes } = facts();
  for (const [at, { field, code }] of words.entries()) {
    if (code === null && !mayMeanNothing(field))
      return { at, message: 'What happened cannot be left out. Choose the kind that comes nearest.' };
    if (code !== null && !codes.isInForce(LIST_OF_WORDS[field], code))
      return { at, message: 'This is not in the list today. Choose one of the list.' };
  }
  return null;
}

function withNew(
  { names }: InboundDeps,
  senderId: string,
  before: readonly TheirWord[],
  words: readonly NamedWord[],
): TheirWord[] {
  const digests = words.map(({ field, word }) => digestsOf(names, senderId, field, word));
  const said = new Set(digests.flat());
  const added = words.map(({ field, code }, at) => ({ field, word: digests[at]?.[0] ?? '', code }));
  const last = new Map(added.map((each) => [each.word, each]));
  return [...before.filter(({ word }) => !said.has(word)), ...last.values()];
}
