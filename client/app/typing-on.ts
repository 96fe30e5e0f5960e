import { isWriting } from './is-writing.ts';

/** Between two letters of one who writes. */
const NEXT_LETTER_MS = 1_500;

export interface Typing {
  /** To be asked of each key as it goes down: whether it belongs to words whose field has gone. */
  isStill(press: KeyboardEvent): boolean;
  over(): void;
}

/**
 * A field may go from under the hands of whoever writes in it, as the composer does when the visitor leaves. The letters that follow
 * at once are the rest of a word and no wishes; any other key, or a press, is the end of it.
 */
export function followTyping(): Typing {
  let letterAt = Number.NEGATIVE_INFINITY;
  return {
    isStill: (press) => {
      // Held for a capital, it says nothing yet.
      if (press.key === 'Shift') return false;
      const letter =
        (press.key.length === 1 || press.key === 'Backspace') && !press.ctrlKey && !press.metaKey && !press.altKey;
      const gone = press.target === document.body && press.timeStamp - letterAt < NEXT_LETTER_MS;
      letterAt = letter && (gone || isWriting(press.target)) ? press.timeStamp : Number.NEGATIVE_INFINITY;
      return letter && gone;
    },
    over: () => {
      letterAt = Number.NEGATIVE_INFINITY;
    },
  };
}
