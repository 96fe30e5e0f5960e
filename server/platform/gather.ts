/** Ids that come one by one and are looked after together a moment later: many changes cost one reading, not one each. */
import type { Background } from './background.ts';

export interface Gathering {
  readonly background: Background;
  readonly afterMs: number;
  readonly whatFailed: string;
}

export function gather(
  { background, afterMs, whatFailed }: Gathering,
  handle: (ids: readonly string[]) => Promise<void>,
): (id: string) => void {
  let gathered: Set<string> | null = null;
  return (id) => {
    if (gathered) {
      gathered.add(id);
      return;
    }
    const mine = new Set([id]);
    gathered = mine;
    const moment = new Promise((resolve) => setTimeout(resolve, afterMs));
    const work = moment.then(() => {
      gathered = null;
      return handle([...mine]);
    });
    // A node that stops waits for its background, and so for this moment.
    background.run(work, whatFailed);
  };
}
