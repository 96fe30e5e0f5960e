/** A visitor who comes back and reads their whole conversation again, page by page. */
import { randomUUID } from 'node:crypto';
import type { Socket } from 'socket.io-client';
import { Histogram, type Summary } from '../histogram.ts';
import { ask, connect, inTurns } from './connection.ts';
import type { Talk } from './talk.ts';

export interface ResumeOrder {
  /** `anew` connects with the token each time, `again` asks on a connection that stayed. */
  readonly how: 'anew' | 'again';
  readonly seconds: number;
  readonly entries: number;
}

interface Page {
  readonly entries: readonly { readonly seq: number }[];
  readonly more: boolean;
}

const AT_ONCE = 8;
const BARE_CONVERSATIONS = 10;

/** Says so many lines in every conversation. */
export async function fill(talk: Talk, { entries }: { readonly entries: number }): Promise<null> {
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

/** Who comes back anew is nobody's newest connection any more, so each way has half of the conversations to itself. */
export async function resume(talk: Talk, url: string, { how, seconds, entries }: ResumeOrder): Promise<Summary> {
  const half = talk.talkers.length / 2;
  const talkers = how === 'anew' ? talk.talkers.slice(0, half) : talk.talkers.slice(half);
  return timed(seconds, talkers, async ({ socket, token }) => {
    const used = how === 'anew' ? await connect(`${url}/visitor`, { auth: { token } }) : socket;
    const last = await readAll(used);
    if (last < entries) throw new Error(`Only ${last} of ${entries} entries came back.`);
    return how === 'anew' ? () => used.close() : () => undefined;
  });
}

async function readAll(socket: Socket): Promise<number> {
  let afterSeq = 0;
  for (let more = true; more; ) {
    const page: Page = await ask(socket, 'conversation:resume', { afterSeq });
    afterSeq = page.entries.at(-1)?.seq ?? afterSeq;
    more = page.more;
  }
  return afterSeq;
}

/** The reference reads all of them at once. */
export async function resumeBare(url: string, { how, seconds, entries }: ResumeOrder): Promise<Summary> {
  const first = await connect(url);
  const conversations = Array.from({ length: BARE_CONVERSATIONS }, () => randomUUID());
  for (const clientId of conversations) await ask(first, 'fill', { clientId, entries });
  const times = await timed(seconds, conversations, async (clientId) => {
    const used = how === 'anew' ? await connect(url) : first;
    const page: Page = await ask(used, 'conversation:resume', { clientId });
    if (page.entries.length < entries) throw new Error(`Only ${page.entries.length} of ${entries} entries came back.`);
    return how === 'anew' ? () => used.close() : () => undefined;
  });
  first.close();
  return times;
}

/** In turn for so long; what `work` hands back is done after its time was taken. */
async function timed<Item>(
  seconds: number,
  items: readonly Item[],
  work: (item: Item) => Promise<() => void>,
): Promise<Summary> {
  const times = new Histogram();
  const end = performance.now() + seconds * 1_000;
  for (let number = 0; performance.now() < end; number += 1) {
    const item = items[number % items.length];
    if (item === undefined) break;
    const begin = performance.now();
    const after = await work(item);
    times.add(performance.now() - begin);
    after();
  }
  return times.summary();
}
