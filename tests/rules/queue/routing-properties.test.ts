/** The matcher against every queue and roster that chance can think of, and against its own words said once more, plainly. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MatchAgent } from '../../../server/queue/free-agents.ts';
import { match, type WaitingConversation } from '../../../server/queue/routing.ts';
import { anyQueue, anyRoster } from './any-queue.ts';
import { aConversation, anAgent, MINUTE, NOON, settings } from './queue-builders.ts';

/** Section 6 of the design in plain words, without an eye on speed: whom a conversation may be offered to. */
function mayTake(wanted: WaitingConversation, all: readonly MatchAgent[]): string[] {
  const stands = (one: MatchAgent) =>
    wanted.exclusions.filter(({ agentId, until }) => agentId === one._id && (until === null || until > NOON));
  const knows = (one: MatchAgent) => one.languages.includes(wanted.language.slice(0, 2));
  const can = (one: MatchAgent) => wanted.requiredSkills.every((skill) => one.skills.includes(skill));
  const able = all
    .filter((one) => one.availability === 'available' && one.connections.length > 0)
    .filter((one) => can(one) && (knows(one) || !wanted.languageNeeded));
  const open = able.filter((one) => stands(one).length === 0);
  let left = open.length > 0 ? open : able.filter((one) => !stands(one).some(({ until }) => until === null));
  const narrow = (to: MatchAgent[]) => {
    if (to.length > 0) left = to;
  };
  const waited = NOON - wanted.enqueuedAt;
  if (wanted.priority !== 'danger' && waited < 2 * MINUTE) narrow(left.filter(knows));
  if (wanted.priority !== 'danger' && waited < MINUTE) {
    narrow(left.filter((one) => wanted.preferredSkills.every((skill) => one.skills.includes(skill))));
  }
  return left.map(({ _id }) => _id);
}

const hasRoom = ({ holds, capacity, ringing, riskHolds }: MatchAgent) =>
  holds.length < capacity && ringing === null && riskHolds.length === 0;
const rests = ({ pausedUntil }: MatchAgent) => pausedUntil !== null && pausedUntil > NOON;

describe('the matcher, whoever waits and whoever works', () => {
  test('[Q1] makes one offer an agent and one a conversation, and none past a capacity', () => {
    fc.assert(
      fc.property(anyQueue(), anyRoster, (waiting, agents) => {
        const { offers } = match(waiting, agents, NOON, settings);
        expect(new Set(offers.map(({ agentId }) => agentId)).size).toBe(offers.length);
        expect(new Set(offers.map(({ conversationId }) => conversationId)).size).toBe(offers.length);
        for (const offer of offers) {
          const to = agents.find(({ _id }) => _id === offer.agentId);
          expect(to && hasRoom(to) && to.availability === 'available' && to.connections.length > 0).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('offers only to those who may take it, and asks a paused agent only for danger, saying so', () => {
    fc.assert(
      fc.property(anyQueue(), anyRoster, (waiting, agents) => {
        for (const { conversationId, agentId, reasons } of match(waiting, agents, NOON, settings).offers) {
          const wanted = waiting.find(({ _id }) => _id === conversationId) ?? aConversation();
          const to = agents.find(({ _id }) => _id === agentId) ?? anAgent();
          expect(wanted.connection.state).toBe('connected');
          expect(mayTake(wanted, agents)).toContain(agentId);
          expect(reasons.some(({ code }) => code === 'asks_paused')).toBe(rests(to));
          if (rests(to)) expect(wanted.priority).toBe('danger');
        }
      }),
      { numRuns: 500 },
    );
  });

  test('[Q3] while one suitable agent is free, nobody they could take stays unmatched', () => {
    fc.assert(
      fc.property(anyQueue(), anyRoster, (waiting, agents) => {
        const { offers, unmatched } = match(waiting, agents, NOON, settings);
        const asked = new Set(offers.map(({ agentId }) => agentId));
        for (const { conversationId, reason } of unmatched) {
          const wanted = waiting.find(({ _id }) => _id === conversationId) ?? aConversation();
          if (wanted.connection.state !== 'connected') {
            expect(reason.code).toBe('visitor_lost');
            continue;
          }
          const idle = agents.filter((one) => hasRoom(one) && !rests(one) && !asked.has(one._id));
          expect(idle.map(({ _id }) => _id).filter((id) => mayTake(wanted, agents).includes(id))).toEqual([]);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('[Q3] makes its offers in the order of the queue', () => {
    fc.assert(
      fc.property(anyQueue(), anyRoster, (waiting, agents) => {
        const { offers } = match(waiting, agents, NOON, settings);
        const keys = new Map(waiting.map(({ _id, queueKey: key }) => [_id, key]));
        const order = offers.map(({ conversationId }) => keys.get(conversationId) ?? 0);
        expect(order).toEqual([...order].sort((a, b) => a - b));
      }),
    );
  });

  test('every waiting conversation gets an offer or a reason, and one reason only', () => {
    fc.assert(
      fc.property(anyQueue(), anyRoster, (waiting, agents) => {
        const { offers, unmatched } = match(waiting, agents, NOON, settings);
        const spoken = [...offers, ...unmatched].map(({ conversationId }) => conversationId);
        expect(spoken.sort()).toEqual(waiting.map(({ _id }) => _id).sort());
      }),
    );
  });

  test('a supervisor is alerted exactly where everybody who could take it was asked before', () => {
    fc.assert(
      fc.property(anyQueue(), anyRoster, (waiting, agents) => {
        const { exhausted } = match(waiting, agents, NOON, settings);
        for (const wanted of waiting.filter(({ connection }) => connection.state === 'connected')) {
          const fresh = { ...wanted, priority: 'danger' as const };
          const able = mayTake({ ...fresh, exclusions: [] }, agents);
          const stands = (id: string) =>
            wanted.exclusions.some((one) => one.agentId === id && (one.until ?? NOON + 1) > NOON);
          expect(exhausted.includes(wanted._id)).toBe(able.length > 0 && able.every(stands));
        }
      }),
      { numRuns: 500 },
    );
  });

  test('two nodes that read the same people in another order make the same offers, and change nothing they were given', () => {
    fc.assert(
      fc.property(anyQueue(), anyRoster, (waiting, agents) => {
        const before = structuredClone({ waiting, agents });
        const one = match(waiting, agents, NOON, settings);
        const other = match([...waiting].reverse(), [...agents].reverse(), NOON, settings);
        expect(other).toEqual(one);
        expect({ waiting, agents }).toEqual(before);
      }),
    );
  });
});
