/**
 * Which of two ages that are said of one person holds (H10). A child treated as an adult is the worse mistake, so the
 * younger stands wherever they meet; a worker who says an older age of a case later corrects what was said before.
 */
import type { RuleBand } from './age-known.ts';

export interface SaidAge {
  readonly ageBand: string | null;
  /** When it was said, in ms; null where nobody knows. */
  readonly at: number | null;
}

const YOUNGEST_FIRST: readonly string[] = ['under_13', '13_15', '16_17', 'adult'] satisfies RuleBand[];

/** Where an age is none (not known, not said) it comes after all. */
const rank = (band: string | null): number => {
  const index = YOUNGEST_FIRST.indexOf(band ?? '');
  return index === -1 ? YOUNGEST_FIRST.length : index;
};

/** Than what stands; anything that is known is more than nothing. */
export function isYounger(said: string | null, standing: string | null): boolean {
  return rank(said) < rank(standing);
}

/** Whether what the case knows replaces what was said in its conversation. */
export function holdsInConversation(known: SaidAge, said: SaidAge): boolean {
  if (rank(known.ageBand) === YOUNGEST_FIRST.length || known.ageBand === said.ageBand) return false;
  return isYounger(known.ageBand, said.ageBand) || (known.at ?? 0) > (said.at ?? 0);
}
