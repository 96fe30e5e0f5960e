/** A visitor who comes back and reads their whole conversation again, page by page. */
import { randomUUID } from 'node:crypto';
import { Histogram, type Summary } from '../histogram.ts';
import { ask, connect, inTurns } from './connection.ts';
import type { Talk } from './talk.ts';

export interface FillOrder {
  readonly entries: number;
}

interface Page {
  readonly entries: readonly { readonly seq: number }[];
  readonly more: boolean;
}

const AT_ONCE = 8;

/** Says so many lines in every conversation. */
export async function fill(talk: Talk, { entries }: FillOrder): Promise<null> {
  const numbers = Array.from({ length: entries }, (_, index) => index);
  await inTurns(talk.talkers, 4, ({ socket }) =>
    inTurns(numbers, AT_ONCE, (number) =>
      ask(socket, 'message:send', {
        clientId: randomUUID(),
        text: `Line ${number} of a long conversation, as long as most.`,
      }),
    ),
  );
  return null;
}

export async function resume(talk: Talk, seconds: number, entries: number): Promise<Summary> {
  const times = new Histogram();
  const end = performance.now() + seconds * 1_000;
  for (let number = 0; performance.now() < end; number += 1) {
    const socket = talk.talkers[number % talk.talkers.length]?.socket;
    if (!socket) break;
    const begin = performance.now();
    let afterSeq = 0;
    for (let more = true; more; ) {
      const page: Page = await ask(socket, 'conversation:resume', { afterSeq });
      afterSeq = page.entries.at(-1)?.seq ?? afterSeq;
      more = page.more;
    }
    times.add(performance.now() - begin);
    if (afterSeq < entries) throw new Error(`Only ${afterSeq} of ${entries} entries came back.`);
  }
  return times.summary();
}

/** The reference reads all of them at once. */
export async function resumeBare(url: string, seconds: number, entries: number): Promise<Summary> {
  const times = new Histogram();
  const socket = await connect(url);
  const conversations = Array.from({ length: 10 }, () => randomUUID());
  for (const clientId of conversations) await ask(socket, 'fill', { clientId, entries });
  const end = performance.now() + seconds * 1_000;
  for (let number = 0; performance.now() < end; number += 1) {
    const begin = performance.now();
    const clientId = conversations[number % conversations.length];
    const page: Page = await ask(socket, 'conversation:resume', { clientId });
    times.add(performance.now() - begin);
    if (page.entries.length < entries) throw new Error(`Only ${page.entries.length} of ${entries} entries came back.`);
  }
  socket.close();
  return times.summary();
}
