// Which key does what. Chords (Alt+Shift+…) work everywhere, also while writing, and are taken by no browser we know;
// single keys work outside text fields only and can be turned off (WCAG 2.1.4). The emergency key can be moved.

export type Action =
  | 'emergency'
  | 'offer_accept'
  | 'offer_decline'
  | 'next'
  | 'previous'
  | 'write'
  | 'about'
  | 'notes'
  | 'sharing'
  | 'assessments'
  | 'case'
  | 'end'
  | 'transfer'
  | 'opening_1'
  | 'opening_2'
  | 'opening_3'
  | 'opening_4'
  | 'gap_1'
  | 'gap_2'
  | 'gap_3'
  | 'gap_4'
  | 'available'
  | 'break'
  | 'desk'
  | 'wallboard'
  | 'work'
  | 'cases'
  | 'approvals'
  | 'team'
  | 'find'
  | 'help';

export interface Shortcut {
  readonly action: Action;
  readonly chord: string;
  readonly single: string | null;
}

export const EMERGENCY_CHORD = 'Alt+Shift+E';

export const SHORTCUTS: readonly Shortcut[] = [
  { action: 'emergency', chord: EMERGENCY_CHORD, single: null },
  { action: 'offer_accept', chord: 'Alt+Shift+O', single: 'a' },
  { action: 'offer_decline', chord: 'Alt+Shift+D', single: 'd' },
  { action: 'next', chord: 'Alt+Shift+J', single: 'j' },
  { action: 'previous', chord: 'Alt+Shift+K', single: 'k' },
  { action: 'write', chord: 'Alt+Shift+M', single: 'm' },
  { action: 'about', chord: 'Alt+Shift+U', single: 'u' },
  { action: 'notes', chord: 'Alt+Shift+N', single: 'n' },
  { action: 'sharing', chord: 'Alt+Shift+S', single: 's' },
  { action: 'assessments', chord: 'Alt+Shift+Q', single: 'q' },
  { action: 'case', chord: 'Alt+Shift+C', single: 'c' },
  { action: 'transfer', chord: 'Alt+Shift+Y', single: 'y' },
  { action: 'end', chord: 'Alt+Shift+X', single: 'x' },
  { action: 'opening_1', chord: 'Alt+Shift+1', single: '1' },
  { action: 'opening_2', chord: 'Alt+Shift+2', single: '2' },
  { action: 'opening_3', chord: 'Alt+Shift+3', single: '3' },
  { action: 'opening_4', chord: 'Alt+Shift+4', single: '4' },
  { action: 'gap_1', chord: 'Alt+Shift+6', single: '6' },
  { action: 'gap_2', chord: 'Alt+Shift+7', single: '7' },
  { action: 'gap_3', chord: 'Alt+Shift+8', single: '8' },
  { action: 'gap_4', chord: 'Alt+Shift+9', single: '9' },
  { action: 'available', chord: 'Alt+Shift+V', single: 'v' },
  { action: 'break', chord: 'Alt+Shift+P', single: 'p' },
  { action: 'desk', chord: 'Alt+Shift+H', single: 'h' },
  { action: 'wallboard', chord: 'Alt+Shift+W', single: 'w' },
  { action: 'work', chord: 'Alt+Shift+G', single: 'g' },
  { action: 'cases', chord: 'Alt+Shift+L', single: 'l' },
  { action: 'approvals', chord: 'Alt+Shift+R', single: 'r' },
  { action: 'team', chord: 'Alt+Shift+Z', single: 'z' },
  { action: 'find', chord: 'Alt+Shift+F', single: 'f' },
  { action: 'help', chord: 'Alt+Shift+/', single: '?' },
];

export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

export interface KeySettings {
  readonly singleKeys: boolean;
  readonly emergencyChord: string;
}

/** The chord a press spells, by the key's place on the keyboard: Alt changes the letter on many layouts. */
export function chordOf(press: KeyPress): string | null {
  const name = keyName(press.code);
  if (name === null) return null;
  const held = [press.ctrlKey && 'Ctrl', press.metaKey && 'Meta', press.altKey && 'Alt', press.shiftKey && 'Shift'];
  return [...held.filter((part) => part !== false), name].join('+');
}

/** A chord that may be given to the emergency key: two modifiers or a function key, and not another action's. */
export function mayBeEmergencyChord(chord: string): boolean {
  const parts = chord.split('+');
  const functionKey = /^F[2489]$/.test(parts.at(-1) ?? '') && parts.length === 1;
  const taken = SHORTCUTS.some((shortcut) => shortcut.action !== 'emergency' && shortcut.chord === chord);
  return !taken && (functionKey || (parts.includes('Alt') && parts.includes('Shift') && parts.length === 3));
}

export function actionOf(press: KeyPress, writing: boolean, settings: KeySettings): Action | null {
  const chord = chordOf(press);
  if (chord === settings.emergencyChord) return 'emergency';
  const byChord = SHORTCUTS.find((shortcut) => shortcut.action !== 'emergency' && shortcut.chord === chord);
  if (byChord !== undefined) return byChord.action;
  if (writing || !settings.singleKeys || press.altKey || press.ctrlKey || press.metaKey) return null;
  return SHORTCUTS.find((shortcut) => shortcut.single === press.key)?.action ?? null;
}

export function chordFor(action: Action, settings: KeySettings): string {
  if (action === 'emergency') return settings.emergencyChord;
  return SHORTCUTS.find((shortcut) => shortcut.action === action)?.chord ?? '';
}

function keyName(code: string): string | null {
  if (code.startsWith('Key')) return code.slice(3);
  if (code.startsWith('Digit')) return code.slice(5);
  if (code === 'Slash') return '/';
  return /^F\d{1,2}$/.test(code) ? code : null;
}
