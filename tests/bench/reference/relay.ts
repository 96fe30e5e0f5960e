/** The first reference: a relay. Nothing is stored; a line is acknowledged and delivered as it comes. */
import type { Server } from 'socket.io';
import { gatherParties } from './parties.ts';

export function relay(io: Server): void {
  let seq = 0;
  const parties = gatherParties(io, (line, acknowledge) => {
    seq += 1;
    const at = new Date().toISOString();
    parties.deliver(line, seq, at);
    acknowledge({ ok: true, value: { seq, at } });
  });
}
