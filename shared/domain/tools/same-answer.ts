// Whether two answers say the same. Apart from their schemas, so that a page can ask without carrying a validator.
import type { Answer } from './answers.ts';

/** Two answers that say the same; the order of chosen options says nothing. */
export function sameAnswer(a: Answer | null, b: Answer | null): boolean {
  return inOneOrder(a) === inOneOrder(b);
}

function inOneOrder(given: Answer | null): string {
  return JSON.stringify(given?.is === 'chosen' ? { is: given.is, options: [...given.options].sort() } : given);
}
