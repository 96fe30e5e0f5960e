/** Limits on what one message or frame may hold; the schema and the composer both read them. */
export const MESSAGE_MAX_UNITS = 4000;
export const FRAME_MAX_BYTES = 32 * 1024;
export const NOTE_MAX_UNITS = 8000;
export const ID_MAX_UNITS = 64;
export const PAGE_MAX_ENTRIES = 200;
export const PAGE_MAX_BYTES = 256 * 1024;

/** Well-formed Unicode: no half of a surrogate pair stands alone (it could not be stored as written). */
export function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

export type TextFault = 'blank' | 'malformed' | 'too_large';

export function textFault(text: string, maxUnits: number = MESSAGE_MAX_UNITS): TextFault | null {
  if (text.length > maxUnits) return 'too_large';
  if (!isWellFormed(text)) return 'malformed';
  return text.trim().length === 0 ? 'blank' : null;
}
