// The loader's own words: it stands on every page of other people's sites, so it carries no catalogue.
export const words = {
  exit: 'Exit this page',
  chat: 'Chat with us',
  news: ' (new)',
  frame: 'Chat',
  unreachable: 'We cannot reach the chat now. Try again later, or call:',
  hide: 'Hide chat',
} as const;

/** How many presses of Shift are missing. */
export function shiftWords(missing: number): string {
  return `Shift: ${missing} more to leave this page`;
}
