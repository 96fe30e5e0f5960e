/** The words of a card or of a conversation by telephone, or what is wrong with the choice of them, said to whoever chose. */
import { fail, ok, type Result } from '../../shared/result.ts';
import { judgeWording, type WordingFault } from '../../shared/text/judge-wording.ts';
import type { WordingKind, WordingOf } from '../../shared/text/wording.ts';

const SENTENCES: Readonly<Record<WordingFault, string>> = {
  unknown: 'Choose words for this that are approved.',
  language: 'The wording is in another language.',
  audience: 'These words are for people of another age. Use those for theirs.',
  not_in_force: 'These words were not in use on that day.',
};

type Judged = Parameters<typeof judgeWording>;

export function wordingToUse<K extends WordingKind>(
  wordings: Judged[0],
  wanted: Judged[1] & { kind: K },
): Result<WordingOf<K>> {
  const judged = judgeWording<K>(wordings, wanted);
  if (judged.ok) return ok(judged.wording);
  const path = judged.fault === 'language' ? 'language' : 'wordingVersion';
  return fail('bad_request', { issues: [{ path, message: SENTENCES[judged.fault] }] });
}
