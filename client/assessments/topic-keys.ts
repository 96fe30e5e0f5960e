// What a key does while a topic has the focus. They work there alone, so that elsewhere the desk's own keys keep their meaning.
import type { Topic } from '../../shared/domain/tools/topic.ts';
import { type Option, optionsOf } from './options.ts';

export type TopicKey =
  | { readonly does: 'press'; readonly option: Option }
  | { readonly does: 'clear' }
  | { readonly does: 'note' }
  | { readonly does: 'move'; readonly by: 1 | -1 };

interface KeyPress {
  readonly key: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

export const NOTE_KEY = 't';

/** Null leaves the key to whatever else it does. */
export function topicKey(topic: Topic, { key, altKey, ctrlKey, metaKey }: KeyPress): TopicKey | null {
  if (altKey || ctrlKey || metaKey) return null;
  const by = moveBy(key);
  if (by !== null) return { does: 'move', by };
  if (key === 'Delete') return { does: 'clear' };
  if (key.toLowerCase() === NOTE_KEY) return { does: 'note' };
  const option = optionsOf(topic).find((each) => each.key !== '' && each.key === key.toLowerCase());
  return option === undefined ? null : { does: 'press', option };
}

/** From one topic to the next or the one before. */
function moveBy(key: string): 1 | -1 | null {
  if (key === 'ArrowDown') return 1;
  return key === 'ArrowUp' ? -1 : null;
}

/** In words that are being written arrows move the caret, and only past their ends to another topic. */
export function leavesWords(key: string, { value, selectionStart, selectionEnd }: HTMLTextAreaElement): 1 | -1 | null {
  if (selectionStart !== selectionEnd) return null;
  if (key === 'ArrowUp' && selectionStart === 0) return -1;
  return key === 'ArrowDown' && selectionEnd === value.length ? 1 : null;
}
