/** As many lines as the other end takes: each conversation has so many unanswered and sends the next when one is answered. */
import { randomUUID } from 'node:crypto';
import { Histogram, type Summary } from '../histogram.ts';
import type { Talk } from './talk.ts';

export interface SaturateOrder {
  readonly outstanding: number;
  readonly seconds: number;
}

export interface Saturated {
  readonly perSecond: number;
  readonly acknowledgedInAll: number;
  readonly refused: number;
  readonly unheard: number;
  readonly acknowledged: Summary;
}

const WARM_UP_MS = 1_500;
const PATIENCE_MS = 5_000;
const FILLER = ' I am not sure whether this is the right place to ask, but something has happened and I am worried.';

export async function saturate(talk: Talk, { outstanding, seconds }: SaturateOrder): Promise<Saturated> {
  const times = new Histogram();
  let [sent, inAll, refused, heard, counted] = [0, 0, 0, 0, 0];
  const begin = performance.now() + WARM_UP_MS;
  const end = begin + seconds * 1_000;
  talk.ear.hear = () => {
    heard += 1;
  };

  function send(talker: Talk['talkers'][number]): void {
    const at = performance.now();
    sent += 1;
    const line = { clientId: randomUUID(), text: sent.toString(36) + FILLER };
    talker.socket.emit('message:send', line, ({ ok }: { ok: boolean }) => {
      const now = performance.now();
      inAll += 1;
      if (!ok) refused += 1;
      else if (now >= begin && now < end) {
        counted += 1;
        times.add(now - at);
      }
      if (now < end) send(talker);
    });
  }

  for (const talker of talk.talkers) for (let count = 0; count < outstanding; count += 1) send(talker);
  await new Promise((resolve) => setTimeout(resolve, end - performance.now()));
  const deadline = performance.now() + PATIENCE_MS;
  while ((inAll < sent || heard < inAll - refused) && performance.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 5));
  const unheard = inAll - refused - heard;
  return { perSecond: counted / seconds, acknowledgedInAll: inAll, refused, unheard, acknowledged: times.summary() };
}
