/**
 * A helpline made of numbers, with the product's own rules of who is asked and what is said: people come by chance,
 * conversations last as long as conversations do, agents answer, decline, miss, come and go. Seeded, so repeatable.
 */

import { ESTIMATE_WINDOW_MS, estimateWait } from '../../../server/queue/estimate.ts';
import { type Exclusion, exclusionAfter } from '../../../server/queue/exclusions.ts';
import { isFree, type MatchAgent } from '../../../server/queue/free-agents.ts';
import { createInFront, type InFront } from '../../../server/queue/in-front.ts';
import {
  type Acceptance,
  NEWEST_ACCEPTANCES,
  type Outlook,
  type OutlookAgent,
  outlookOf,
} from '../../../server/queue/outlook.ts';
import { byQueueOrder, type HeadStart, queueKey } from '../../../server/queue/queue-key.ts';
import { match, type WaitingConversation } from '../../../server/queue/routing.ts';
import { PRIORITIES, type Priority } from '../../../shared/protocol/conversation.ts';
import { aConversation, anAgent, MINUTE, NOON, SECOND, settings } from './queue-builders.ts';

export interface Helpline {
  readonly seed: number;
  readonly agents: number;
  /** How many conversations each may have at once. */
  readonly capacity: number;
  /** Arrivals × handling ÷ places at work: 1 is as much as can be done. */
  readonly load: number;
  readonly people: number;
  readonly handlingMs: number;
  /** Of the logarithm of the handling time. */
  readonly sigma: number;
  /** Share of people in each band; all others are normal. */
  readonly bands: Readonly<Partial<Record<Priority, number>>>;
  /** Share of offers that nobody answers, and that are declined. */
  readonly missed: number;
  readonly declined: number;
  /** How long agents are at work and away, in the mean; null: all are there from first to last. */
  readonly turns: { readonly workMs: number; readonly awayMs: number } | null;
  /** So many wait when the shift begins, and one agent more sits down each `everyMs`. */
  readonly opening: { readonly people: number; readonly everyMs: number } | null;
}

export interface Told {
  /** The first range they were given, or null where they never were. */
  readonly estimate: { readonly lowMs: number; readonly highMs: number } | null;
  /** From when the range was given, or else from when they came. */
  readonly waitedMs: number;
  /** No place was free for them when they came. */
  readonly hadToWait: boolean;
  /** How many had been accepted in the last hour when they came, and whether a range was given at once. */
  readonly acceptedBefore: number;
  readonly atOnce: boolean;
}

export const HEAD_START: HeadStart = {
  ...{ danger: 30 * MINUTE, self_harm: 25 * MINUTE, young: 20 * MINUTE },
  ...{ returned: 10 * MINUTE, normal: 0 },
};

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

type Changing<T> = { -readonly [K in keyof T]: T[K] };

type Agent = Changing<MatchAgent & OutlookAgent>;

interface Person extends Changing<WaitingConversation> {
  cameAt: number;
  exclusions: readonly Exclusion[];
  told: Omit<Told, 'waitedMs'> & { readonly since: number };
}

/** Of everybody who waits these are looked at: far more than there are agents free at any time. */
const LOOKED_AT = 25;

/** Everybody who came, what they were told first, and how long they waited in truth from then. */
export function simulate(helpline: Helpline): Told[] {
  const { agents: count, capacity, load, handlingMs, sigma, people, turns, opening } = helpline;
  const random = seeded(helpline.seed);
  const exponential = (mean: number) => -mean * Math.log(1 - random());
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const atWork = turns ? turns.workMs / (turns.workMs + turns.awayMs) : 1;
  const between = handlingMs / (count * capacity * atWork * load);
  const agents: Agent[] = Array.from({ length: count }, (_, index) => ({
    ...anAgent({ _id: `agent-${String(index).padStart(3, '0')}`, capacity }),
    ...{ availability: opening ? 'break' : 'available', availabilitySince: NOON },
  }));
  const accepted: Acceptance[] = [];
  const told: Told[] = [];
  let line: Person[] = [];
  let now = NOON;
  let came = 0;

  const due: { at: number; happen: () => void }[] = [];
  function after(ms: number, happen: () => void): void {
    const at = now + ms;
    let place = due.length;
    while (place > 0 && (due[place - 1]?.at ?? 0) > at) place -= 1;
    due.splice(place, 0, { at, happen });
  }

  function outlook(): Outlook {
    return outlookOf(
      accepted.slice(-NEWEST_ACCEPTANCES).filter(({ at }) => at > now - ESTIMATE_WINDOW_MS),
      agents,
      now,
    );
  }

  /** For many at the same moment. */
  function estimates(common: Outlook) {
    const inFrontOf = createInFront(line);
    return (person: WaitingConversation) => estimateFor(person, common, inFrontOf(person));
  }

  function estimateFor(person: WaitingConversation, common: Outlook, { ahead, offered }: InFront) {
    const { headStartShare, ...shared } = common;
    const inFront = Math.max(0, ahead - offered);
    const share = headStartShare(person.priority);
    const given = { ...shared, ahead: inFront, headStartShare: share, offerMs: settings.offerMs };
    return { estimate: estimateWait(given), hadToWait: common.freePlaces <= inFront };
  }

  function bandOf(): Priority {
    let left = random();
    for (const priority of PRIORITIES) {
      left -= helpline.bands[priority] ?? 0;
      if (left < 0) return priority;
    }
    return 'normal';
  }

  function arrive(): void {
    const priority = bandOf();
    const _id = `person-${String(came).padStart(8, '0')}`;
    const place = { _id, priority, queueKey: queueKey(now, priority, HEAD_START), enqueuedAt: now };
    const conversation = aConversation(place);
    const { estimate, hadToWait } = estimates(outlook())(conversation);
    const acceptedBefore = accepted.filter(({ at }) => at > now - ESTIMATE_WINDOW_MS).length;
    const first = { estimate, hadToWait, acceptedBefore, atOnce: estimate !== null, since: now };
    line = [...line, { ...conversation, cameAt: now, told: first }].sort(byQueueOrder);
    came += 1;
  }

  function comeByChance(): void {
    if (came >= people) return;
    after(exponential(between), () => {
      arrive();
      comeByChance();
      ask();
    });
  }

  /** What the next round would do: whoever is first is offered to whoever is free. */
  function ask(): void {
    if (line.length === 0 || !agents.some((agent) => isFree(agent, now))) return;
    const waiting = line.filter(({ state }) => state === 'waiting').slice(0, LOOKED_AT);
    for (const { conversationId, agentId, expiresInMs } of match(waiting, agents, now, settings).offers) {
      const person = line.find(({ _id }) => _id === conversationId);
      const agent = agents.find(({ _id }) => _id === agentId);
      if (person && agent) ring(person, agent, expiresInMs);
    }
  }

  function ring(person: Person, agent: Agent, expiresInMs: number): void {
    person.state = 'offered';
    agent.ringing = person._id;
    agent.holds = [...agent.holds, person._id];
    const answer = random();
    if (answer < helpline.missed) after(expiresInMs, () => returns(person, agent, 'missed'));
    else if (answer < helpline.missed + helpline.declined) after(answering(), () => returns(person, agent, 'declined'));
    else after(answering(), () => accept(person, agent));
  }

  function answering(): number {
    return (3 + 17 * random()) * SECOND;
  }

  function release(person: Person, agent: Agent): void {
    agent.holds = agent.holds.filter((id) => id !== person._id);
  }

  function returns(person: Person, agent: Agent, reason: 'missed' | 'declined'): void {
    release(person, agent);
    agent.ringing = null;
    person.state = 'waiting';
    const exclusion = exclusionAfter(agent._id, reason, now, settings);
    person.exclusions = [...person.exclusions.filter(({ agentId }) => agentId !== agent._id), exclusion];
    after((exclusion.until ?? now) - now, ask);
    ask();
  }

  function accept(person: Person, agent: Agent): void {
    agent.ringing = null;
    agent.lastAcceptedAt = now;
    accepted.push({ at: now, priority: person.priority, agentId: agent._id, conversationId: person._id });
    line = line.filter((each) => each !== person);
    const { since, ...first } = person.told;
    told.push({ ...first, waitedMs: now - since });
    after(handlingMs * Math.exp(sigma * normal() - sigma ** 2 / 2), () => {
      release(person, agent);
      ask();
    });
    tellTheOthers();
    ask();
  }

  /** Whoever was told "we do not know yet" is told more as soon as there is something to know from. */
  function tellTheOthers(): void {
    const untold = line.filter((person) => person.told.estimate === null);
    if (untold.length === 0) return;
    const estimateOf = estimates(outlook());
    for (const person of untold) {
      const { estimate } = estimateOf(person);
      if (estimate) person.told = { ...person.told, estimate, since: now };
    }
  }

  function turn(agent: Agent, { workMs, awayMs }: NonNullable<Helpline['turns']>): void {
    const isHere = agent.availability === 'available';
    after(exponential(isHere ? workMs : awayMs), () => {
      agent.availability = isHere ? 'break' : 'available';
      agent.availabilitySince = now;
      ask();
      turn(agent, { workMs, awayMs });
    });
  }

  for (let each = 0; each < (opening?.people ?? 0); each += 1) arrive();
  agents.forEach((agent, index) => {
    if (opening)
      after(index * opening.everyMs, () => {
        agent.availability = 'available';
        agent.availabilitySince = now;
        ask();
      });
    if (turns) turn(agent, turns);
  });
  comeByChance();
  for (let next = due.shift(); next && told.length < people; next = due.shift()) {
    now = next.at;
    next.happen();
  }
  return told;
}
