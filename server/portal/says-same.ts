/** Whether a message sent again under its clientId says what it said the first time (L2). */
import type { MessageDoc, MessageWords, ThreadStore } from './thread.store.ts';

type Said = MessageWords & Pick<MessageDoc, 'kind' | 'codes'>;

export async function saysSame(thread: Pick<ThreadStore, 'wordsOf'>, before: MessageDoc, now: Said): Promise<boolean> {
  const { text, worker } = await thread.wordsOf(before);
  return (
    before.kind === now.kind &&
    text === now.text &&
    worker === now.worker &&
    JSON.stringify(before.codes) === JSON.stringify(now.codes)
  );
}
