// Whether words may be used for asking or telling somebody, apart from what the panel loads first.
import { audienceOf, findWording, type Wording, type WordingKind, type WordingOf } from './wording.ts';

export type WordingFault = 'unknown' | 'language' | 'audience' | 'not_in_force';

/** Whether these words may be used: approved, of this kind, for readers of this age, in force on that day (YYYY-MM-DD) (H10, H11). */
export function judgeWording<K extends WordingKind>(
  wordings: readonly Wording[],
  wanted: { kind: K; version: string; language: string | undefined; ageBand: string | null | undefined; day: string },
): { readonly ok: true; readonly wording: WordingOf<K> } | { readonly ok: false; readonly fault: WordingFault } {
  const wording = findWording(wordings, wanted.kind, wanted.version);
  if (!wording) return { ok: false, fault: 'unknown' };
  if (wanted.language !== undefined && wording.language !== wanted.language) return { ok: false, fault: 'language' };
  if (wording.audience !== audienceOf(wanted.ageBand)) return { ok: false, fault: 'audience' };
  const { validFrom, validTo } = wording;
  const inForce = validFrom <= wanted.day && (validTo === undefined || wanted.day <= validTo);
  return inForce ? { ok: true, wording } : { ok: false, fault: 'not_in_force' };
}
