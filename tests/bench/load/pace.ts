/** Lines at a steady rate, whatever the answers do: how long until they are acknowledged, how long until they are heard. */
import { randomUUID } from 'node:crypto';
import { Histogram, type Summary } from '../histogram.ts';
import type { Talk } from './talk.ts';

export interface PaceOrder {
  readonly perSecond: number;
  readonly seconds: number;
}

export interface Paced {
  readonly sent: number;
  /** Neither of these may be left over, or the run is void. */
  readonly unacknowledged: number;
  readonly unheard: number;
  readonly acknowledged: Summary;
  /** How long after its moment a line was sent: what the load itself was behind, which the times do not hold. */
  readonly late: Summary;
  readonly heard: Summary;
  readonly heardSameNode: Summary;
  readonly heardOtherNode: Summary;
}

/** The first second warms up and is not counted. */
const WARM_UP_MS = 1_000;
const PATIENCE_MS = 5_000;
/** About as long as a line of a chat. */
const FILLER = ' I am not sure whether this is the right place to ask, but something has happened and I am worried.';

export async function pace(talk: Talk, { perSecond, seconds }: PaceOrder): Promise<Paced> {
  const sentAt: number[] = [];
  const sameNode: boolean[] = [];
  const [acknowledged, late] = [new Histogram(), new Histogram()];
  const [heardSame, heardOther, heard] = [new Histogram(), new Histogram(), new Histogram()];
  let [unacknowledged, unheard] = [0, 0];
  const begin = performance.now();
  const counted = (at: number) => at - begin >= WARM_UP_MS;

  talk.ear.hear = (text) => {
    const now = performance.now();
    const number = Number.parseInt(text, 36);
    const at = sentAt[number] ?? now;
    unheard -= 1;
    if (!counted(at)) return;
    heard.add(now - at);
    (sameNode[number] ? heardSame : heardOther).add(now - at);
  };

  function send(): void {
    const number = sentAt.length;
    const talker = talk.talkers[number % talk.talkers.length];
    if (!talker) return;
    const line = { clientId: randomUUID(), text: number.toString(36) + FILLER };
    const at = performance.now();
    sentAt.push(at);
    if (counted(at)) late.add(at - begin - (number * 1_000) / perSecond);
    sameNode.push(talker.sameNode);
    unacknowledged += 1;
    unheard += 1;
    talker.socket.emit('message:send', line, ({ ok }: { ok: boolean }) => {
      if (!ok) return;
      unacknowledged -= 1;
      if (counted(at)) acknowledged.add(performance.now() - at);
    });
  }

  const total = perSecond * seconds;
  while (sentAt.length < total) {
    const due = Math.min(total, Math.floor(((performance.now() - begin) * perSecond) / 1_000));
    while (sentAt.length < due) send();
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  const deadline = performance.now() + PATIENCE_MS;
  while ((unacknowledged > 0 || unheard > 0) && performance.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 5));
  return {
    ...{ sent: total, unacknowledged, unheard },
    acknowledged: acknowledged.summary(),
    late: late.summary(),
    heard: heard.summary(),
    heardSameNode: heardSame.summary(),
    heardOtherNode: heardOther.summary(),
  };
}
