/** Says how old somebody is, as far as it is known. */
import type { AgeSpan } from '../../domain/age-known.ts';

export function sayAge(span: AgeSpan | null): string {
  if (span === null) return 'not known';
  const { atLeast, atMost } = span;
  if (atMost === null) return `${atLeast} or over`;
  if (atLeast === atMost) return `${atLeast}`;
  if (atLeast === 0) return `under ${atMost + 1}`;
  return atMost === atLeast + 1 ? `${atLeast} or ${atMost}` : `${atLeast} to ${atMost}`;
}
