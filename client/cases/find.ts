// What somebody typed into the one field that finds a case: a reference, an e-mail address or a telephone number. Nothing
// is ever found by a part of a name.
import { readReference } from '../../shared/domain/case-reference.ts';
import type { CaseSearch } from '../../shared/protocol/http/cases.ts';

const DIGITS_OF_A_PHONE = 7;

/** Null where it is none of the three. */
export function searchFor(typed: string): Exclude<CaseSearch, { by: 'name_and_birth' }> | null {
  const words = typed.trim();
  if (words.includes('@')) return { by: 'email', email: words };
  const reference = readReference(words);
  if (reference !== null) return { by: 'reference', reference };
  const digits = words.replaceAll(/\D/g, '').length;
  return /^[+\d\s()./-]+$/.test(words) && digits >= DIGITS_OF_A_PHONE ? { by: 'phone', phone: words } : null;
}
