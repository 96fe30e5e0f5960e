/**
 * What two records must share exactly to be found by it: written so that spaces, capitals, accents and the way a number was
 * typed make no difference. Nothing is found by a part of a name.
 */

/** A British number with or without its country code is one number; null where too few digits stand there. */
export function phoneKey(typed: string): string | null {
  const plus = typed.trim().startsWith('+');
  const digits = typed.replaceAll(/\D/g, '');
  const national = digits.replace(/^(?:00)?44/, '').replace(/^0/, '');
  const british = !plus || digits.startsWith('44');
  const number = british ? `44${national}` : digits;
  return digits.length < 7 ? null : number;
}

export function emailKey(typed: string): string | null {
  const address = typed.trim().toLowerCase().normalize('NFKC');
  return address.includes('@') ? address : null;
}

/** Both or nothing: a name alone is no key, and a day of birth alone is none either. */
export function nameAndBirthKey(name: string | null, dateOfBirth: string | null): string | null {
  if (name === null || dateOfBirth === null) return null;
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return plain === '' ? null : `${plain}|${dateOfBirth}`;
}
