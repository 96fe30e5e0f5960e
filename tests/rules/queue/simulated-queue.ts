/** A helpline made of numbers: people come by chance, conversations last as long as conversations do. Seeded, so repeatable. */
import { estimateWait, paceOf } from '../../../server/queue/estimate.ts';
import { byQueueOrder } from '../../../server/queue/queue-key.ts';

const MINUTE = 60_000;

export interface Helpline {
  readonly seed: number;
  readonly places: number;
  /** Arrivals × handling ÷ places: 1 is as much as can be done. */
  readonly load: number;
  readonly handlingMs: number;
  /** Of the logarithm of the handling time. */
  readonly sigma: number;
  /** Share of people who come with a head start of 30 minutes. */
  readonly headStartShare: number;
  readonly people: number;
}

export interface Told {
  readonly estimate: { readonly lowMs: number; readonly highMs: number } | null;
  readonly waitedMs: number;
  readonly hadToWait: boolean;
}

/** mulberry32: small, good enough for a queue, the same on every machine. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

interface Waiting {
  readonly _id: string;
  readonly queueKey: number;
  readonly cameAt: number;
  readonly estimate: Told['estimate'];
  readonly hadToWait: boolean;
}

/** Everybody who came, what they were told on arrival, and how long they waited in truth. */
export function simulate(helpline: Helpline): Told[] {
  const { places, load, handlingMs, sigma, headStartShare, people, seed } = helpline;
  const random = seeded(seed);
  const between = handlingMs / (places * load);
  const handling = () => handlingMs * Math.exp(sigma * normal(random) - sigma ** 2 / 2);
  const answering = () => (3 + 17 * random()) * 1_000;
  const ends: number[] = [];
  const accepted: number[] = [];
  const told: Told[] = [];
  let waiting: Waiting[] = [];

  function accept(one: Waiting, at: number): void {
    const acceptedAt = at + answering();
    accepted.push(acceptedAt);
    ends.push(acceptedAt + handling());
    ends.sort((a, b) => a - b);
    told.push({ estimate: one.estimate, waitedMs: acceptedAt - one.cameAt, hadToWait: one.hadToWait });
  }

  let now = 0;
  for (let person = 0; person < people; person += 1) {
    now -= between * Math.log(1 - random());
    for (let end = ends[0]; end !== undefined && end <= now; end = ends[0]) {
      ends.shift();
      const next = waiting.shift();
      if (next) accept(next, end);
    }
    const freePlaces = places - ends.length;
    const urgent = random() < headStartShare;
    const key = now - (urgent ? 30 * MINUTE : 0);
    const ahead = waiting.filter(({ queueKey }) => queueKey <= key).length;
    const share = urgent ? 0 : headStartShare;
    const input = { pace: paceOf(accepted, now), freePlaces, ahead, headStartShare: share, offerMs: 30_000 };
    const one = {
      _id: `person-${String(person).padStart(8, '0')}`,
      queueKey: key,
      cameAt: now,
      estimate: estimateWait(input),
      hadToWait: freePlaces === 0,
    };
    if (freePlaces > 0) accept(one, now);
    else waiting = [...waiting, one].sort(byQueueOrder);
  }
  return told;
}
