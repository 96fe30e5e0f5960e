/** The load client, in a process of its own. It holds both ends of every line, so that one clock measures it. */
import type { Socket } from 'socket.io-client';
import { serve } from '../stage/serve.ts';
import { type Burst, type BurstOrder, burst } from './burst.ts';
import { type ComeBackOrder, comeBack } from './come-back.ts';
import { type FreedOrder, freed } from './freed.ts';
import { type IdleOrder, idle } from './idle.ts';
import { type Offers, type OffersOrder, offers } from './offers.ts';
import { type PaceOrder, pace } from './pace.ts';
import { fill, type ResumeOrder, resume, resumeBare } from './resume.ts';
import { type SaturateOrder, saturate } from './saturate.ts';
import { type ServeOrder, serveMany } from './serve-many.ts';
import { type Talk, type TalkOrder, talkWithProduct, talkWithReference } from './talk.ts';
import { type Crowd, crowd, type WaitingOrder } from './waiting.ts';

const talks = new Map<string, Talk>();
const desks = new Map<string, Offers>();
const bursts = new Map<string, Burst>();
const idlers: Socket[] = [];
const waiting: Crowd = crowd();

function found<Thing>(things: ReadonlyMap<string, Thing>, name: string): Thing {
  const thing = things.get(name);
  if (!thing) throw new Error(`${name} was not opened.`);
  return thing;
}

interface ReferenceTalkOrder {
  readonly url: string;
  readonly agents: number;
  readonly conversations: number;
}

const methods = {
  talkWithProduct: async ({ name, ...order }: TalkOrder & { name: string }): Promise<{ sameNode: number }> => {
    const talk = await talkWithProduct(order);
    talks.set(name, talk);
    return { sameNode: talk.talkers.filter(({ sameNode }) => sameNode).length };
  },
  talkWithReference: async ({ name, ...order }: ReferenceTalkOrder & { name: string }): Promise<null> => {
    talks.set(name, await talkWithReference(order.url, order.agents, order.conversations));
    return null;
  },
  pace: ({ name, ...order }: PaceOrder & { name: string }) => pace(found(talks, name), order),
  saturate: ({ name, ...order }: SaturateOrder & { name: string }) => saturate(found(talks, name), order),
  openDesks: async ({ name, ...order }: OffersOrder & { name: string }): Promise<null> => {
    desks.set(name, await offers(order));
    return null;
  },
  offers: ({ name, seconds }: { name: string; seconds: number }) => found(desks, name).measure(seconds),
  openBurst: async ({ name, ...order }: BurstOrder & { name: string }): Promise<null> => {
    bursts.set(name, await burst(order));
    return null;
  },
  burst: ({ name, visitors }: { name: string; visitors: number }) => found(bursts, name).once(visitors),
  idle: async (order: IdleOrder): Promise<null> => {
    idlers.push(...(await idle(order)));
    return null;
  },
  fill: ({ name, entries }: { name: string; entries: number }) => fill(found(talks, name), { entries }),
  resume: ({ name, url, ...order }: ResumeOrder & { name: string; url: string }) =>
    resume(found(talks, name), url, order),
  resumeBare: ({ url, ...order }: ResumeOrder & { url: string }) => resumeBare(url, order),
  comeBack: ({ name, ...order }: ComeBackOrder & { name: string }) => comeBack(found(talks, name), order),
  wait: async (order: WaitingOrder): Promise<null> => {
    await waiting.more(order);
    return null;
  },
  saySomething: ({ perSecond, seconds }: { perSecond: number; seconds: number }) => waiting.say(perSecond, seconds),
  serveMany: async (order: ServeOrder): Promise<null> => {
    await serveMany(order);
    return null;
  },
  warmDesks: async ({ name, times }: { name: string; times: number }): Promise<null> => {
    await found(desks, name).warm(times);
    return null;
  },
  freed: (order: FreedOrder) => freed(order),
};

export type LoadMethods = typeof methods;

serve(methods);
