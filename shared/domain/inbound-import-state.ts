/** What may become of a file of referrals: loaded, its columns named, its rows checked, then imported by a decision, or let go. */
export const IMPORT_STATES = [
  'loading',
  'loaded',
  'checking',
  'checked',
  'importing',
  'done',
  'cancelled',
  /** Rows of it were gone before they were imported: whoever loaded it has to load it again. */
  'broken',
] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

export const IMPORT_MOVES = ['name_columns', 'name_words', 'start', 'cancel'] as const;
export type ImportMove = (typeof IMPORT_MOVES)[number];

const RULES: Readonly<Record<ImportMove, { readonly from: readonly ImportState[]; readonly to: ImportState }>> = {
  name_columns: { from: ['loaded', 'checked'], to: 'checking' },
  // Which words are not known is seen by checking.
  name_words: { from: ['checked'], to: 'checking' },
  start: { from: ['checked'], to: 'importing' },
  // Once rows are referrals there is nothing to let go: each of them is somebody.
  cancel: { from: ['loaded', 'checking', 'checked'], to: 'cancelled' },
};

/** Where the move leads, or null where it may not be made from here. */
export function moveImport(state: ImportState, move: ImportMove): ImportState | null {
  const { from, to } = RULES[move];
  return from.includes(state) ? to : null;
}
