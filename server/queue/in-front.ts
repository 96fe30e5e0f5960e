/** How many are in front of somebody who waits: worked out from the queue as read once, not counted a person. Pure. */
import type { ConversationState } from '../../shared/protocol/conversation.ts';
import { byQueueOrder, type Queued } from './queue-key.ts';

export interface InFront {
  readonly ahead: number;
  /** Of those, the ones that ring at an agent already. */
  readonly offered: number;
}

export interface InLine extends Queued {
  readonly state: ConversationState;
}

/**
 * `line`: everybody who waits or is being offered, in the order of the queue. Somebody who is not in it (any more) has the
 * place that their number would have.
 */
export function createInFront(line: readonly InLine[]): (one: Queued) => InFront {
  const offeredBefore = [0];
  for (const { state } of line) offeredBefore.push((offeredBefore.at(-1) ?? 0) + (state === 'offered' ? 1 : 0));
  return (one) => {
    let [low, high] = [0, line.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = line[middle];
      if (other && byQueueOrder(other, one) < 0) low = middle + 1;
      else high = middle;
    }
    return { ahead: low, offered: offeredBefore[low] ?? 0 };
  };
}
