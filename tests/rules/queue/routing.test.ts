import { describe, expect, test } from 'vitest';
import type { MatchAgent } from '../../../server/queue/free-agents.ts';
import { match, type WaitingConversation } from '../../../server/queue/routing.ts';
import { aConversation, anAgent, MINUTE, NOON, SECOND, settings } from './queue-builders.ts';

const at = (waiting: readonly WaitingConversation[], agents: readonly MatchAgent[], now = NOON) =>
  match(waiting, agents, now, settings);
/** Who is offered the one conversation, and with which reason codes. */
function offered(conversation: WaitingConversation, agents: readonly MatchAgent[], now = NOON) {
  const [offer] = at([conversation], agents, now).offers;
  return offer ? { agentId: offer.agentId, codes: offer.reasons.map(({ code }) => code) } : null;
}
const whyNot = (conversation: WaitingConversation, agents: readonly MatchAgent[], now = NOON) =>
  at([conversation], agents, now).unmatched[0]?.reason ?? null;

const anna = anAgent({ _id: 'anna' });
const ben = anAgent({ _id: 'ben' });

describe('who is free', () => {
  test.each<[string, Partial<MatchAgent>]>([
    ['on a break', { availability: 'break' }],
    ['offline', { availability: 'offline' }],
    ['not connected', { connections: [] }],
    ['full', { capacity: 2, holds: ['a', 'b'] }],
    ['over a capacity that was lowered', { capacity: 1, holds: ['a', 'b'] }],
    ['being rung', { holds: ['a'], ringing: 'a' }],
    ['holding a risk-flagged conversation', { holds: ['a'], riskHolds: ['a'] }],
    ['in the pause after a hard conversation', { pausedUntil: NOON + 1 }],
    ['disabled', { disabledAt: NOON }],
  ])('[Q1] an agent who is %s is offered nothing', (_why, state) => {
    expect(offered(aConversation(), [anAgent(state)])).toBeNull();
    expect(offered(aConversation(), [anAgent({ ...state, _id: 'a' }), anAgent({ _id: 'z' })])?.agentId).toBe('z');
  });

  test('a pause ends when its time is over', () => {
    expect(offered(aConversation(), [anAgent({ pausedUntil: NOON })])?.agentId).toBe('agent-1');
  });

  test.each(['away', 'lost', 'left'] as const)(
    'a visitor who is %s keeps the place and is not offered meanwhile; the next one is',
    (state) => {
      const lost = aConversation({ _id: 'lost', connection: { state }, enqueuedAt: NOON - MINUTE });
      const { offers, unmatched } = at([lost, aConversation({ _id: 'next' })], [anna]);
      expect(offers.map(({ conversationId }) => conversationId)).toEqual(['next']);
      expect(unmatched).toEqual([{ conversationId: 'lost', reason: { code: 'visitor_lost' } }]);
    },
  );

  test('what already rings or is held is passed over without a word', () => {
    const others = (['offered', 'active', 'wrap_up', 'closed'] as const).map((state) => aConversation({ state }));
    expect(at(others, [anna])).toEqual({ offers: [], unmatched: [], exhausted: [] });
  });
});

describe('who of the free is asked', () => {
  test('the least loaded', () => {
    expect(offered(aConversation(), [anAgent({ _id: 'anna', holds: ['x'] }), ben])).toEqual({
      agentId: 'ben',
      codes: ['speaks_language', 'least_loaded'],
    });
  });

  test('of equal load, who accepted longest ago; who has not accepted yet comes first', () => {
    const early = anAgent({ _id: 'z', lastAcceptedAt: NOON - 2 * MINUTE });
    const late = anAgent({ _id: 'a', lastAcceptedAt: NOON - MINUTE });
    expect(offered(aConversation(), [late, early])?.agentId).toBe('z');
    expect(offered(aConversation(), [late, early, anAgent({ _id: 'zz' })])?.agentId).toBe('zz');
  });

  test('of those equal in everything, the lower id', () => {
    expect(offered(aConversation(), [ben, anna])).toEqual({
      agentId: 'anna',
      codes: ['speaks_language', 'next_in_order'],
    });
  });

  test('who had this person just before, even with more to do', () => {
    const returned = aConversation({ previousAgentId: 'anna' });
    const busyAnna = anAgent({ _id: 'anna', holds: ['x', 'y'] });
    expect(offered(returned, [busyAnna, ben])).toEqual({
      agentId: 'anna',
      codes: ['speaks_language', 'previous_agent'],
    });
    expect(offered(returned, [anAgent({ ...busyAnna, capacity: 2 }), ben])?.agentId).toBe('ben');
  });

  test('with one agent free the reason says so', () => {
    expect(offered(aConversation(), [anna])?.codes).toEqual(['speaks_language', 'only_one_free']);
  });
});

describe('skills and language', () => {
  const polish = anAgent({ _id: 'zofia', languages: ['en', 'pl'] });

  test('a preferred language is waited for 2 minutes while somebody at work speaks it, then relaxes', () => {
    const conversation = aConversation({ language: 'pl' });
    const agents = [anna, anAgent({ ...polish, capacity: 1, holds: ['x'] })];
    expect(offered(conversation, agents, NOON + 2 * MINUTE - 1)).toBeNull();
    expect(whyNot(conversation, agents)).toEqual({ code: 'waits_for_preference', detail: 'pl' });
    expect(offered(conversation, agents, NOON + 2 * MINUTE)?.codes).toContain('language_relaxed');
  });

  test('[Q3] where nobody at work speaks a preferred language, waiting would buy nothing, so nobody waits', () => {
    expect(offered(aConversation({ language: 'pl' }), [anna])?.agentId).toBe('anna');
  });

  test('relaxed or not, who speaks it is asked first', () => {
    const busy = anAgent({ ...polish, holds: ['x', 'y'] });
    expect(offered(aConversation({ language: 'pl' }), [anna, busy], NOON + 9 * MINUTE)?.agentId).toBe('zofia');
  });

  test('a language that is needed never relaxes', () => {
    const conversation = aConversation({ language: 'pl', languageNeeded: true });
    const busy = anAgent({ ...polish, capacity: 1, holds: ['x'] });
    expect(whyNot(conversation, [anna, busy], NOON + 60 * MINUTE)).toEqual({ code: 'nobody_free' });
    expect(whyNot(conversation, [anna])).toEqual({ code: 'nobody_speaks_language', detail: 'pl' });
  });

  test('"en" serves "en-GB", and the other way round', () => {
    const needed = { languageNeeded: true } as const;
    expect(offered(aConversation({ language: 'en-GB', ...needed }), [anna])).not.toBeNull();
    expect(offered(aConversation({ ...needed }), [anAgent({ languages: ['en-GB'] })])).not.toBeNull();
    expect(
      offered(aConversation({ language: 'zh-Hans', ...needed }), [anAgent({ languages: ['zh-Hant'] })]),
    ).toBeNull();
  });

  test('a required skill never relaxes; that nobody on duty has it is said at once', () => {
    const conversation = aConversation({ requiredSkills: ['isva'] });
    expect(whyNot(conversation, [anna])).toEqual({ code: 'nobody_has_skill', detail: 'isva' });
    const onBreak = anAgent({ _id: 'iris', skills: ['isva'], availability: 'break' });
    expect(whyNot(conversation, [anna, onBreak], NOON + 60 * MINUTE)).toEqual({ code: 'nobody_at_work' });
    expect(offered(conversation, [anna, anAgent({ ...onBreak, availability: 'available' })])?.agentId).toBe('iris');
  });

  test('two things that no one person on duty has together are named together', () => {
    const agents = [anAgent({ _id: 'a', skills: ['isva'] }), anAgent({ _id: 'b', skills: ['hate'] })];
    expect(whyNot(aConversation({ requiredSkills: ['isva', 'hate'] }), agents)?.code).toBe('nobody_has_all');
  });

  test('a child is kept 60 seconds for somebody trained, and no longer', () => {
    const child = aConversation({ priority: 'young', preferredSkills: ['young_people'] });
    const trained = anAgent({ _id: 'yusuf', skills: ['young_people'], capacity: 1, holds: ['x'] });
    expect(offered(child, [anna, trained], NOON + MINUTE - 1)).toBeNull();
    expect(offered(child, [anna, trained], NOON + MINUTE)?.codes).toContain('preferred_skills_relaxed');
    expect(offered(child, [anna])?.agentId).toBe('anna');
  });
});

describe('danger', () => {
  const inDanger = aConversation({ _id: 'danger', priority: 'danger', queueKey: NOON - 30 * MINUTE });

  test('comes first, and its offer rings 10 seconds only', () => {
    const earlier = aConversation({ _id: 'earlier', enqueuedAt: NOON - 20 * MINUTE });
    const { offers } = at([earlier, inDanger], [anna, ben]);
    expect(offers.map(({ conversationId, expiresInMs }) => [conversationId, expiresInMs])).toEqual([
      ['danger', 10 * SECOND],
      ['earlier', 30 * SECOND],
    ]);
  });

  test('its offer never rings longer than others do, whatever the settings', () => {
    const { offers } = match([inDanger], [anna], NOON, { ...settings, offerMs: 4 * SECOND });
    expect(offers[0]?.expiresInMs).toBe(4 * SECOND);
  });

  test('asks a paused agent when nobody is free, and never instead of somebody free', () => {
    const paused = anAgent({ _id: 'anna', pausedUntil: NOON + MINUTE });
    expect(offered(inDanger, [paused])?.codes).toEqual(['asks_paused', 'speaks_language', 'only_one_free']);
    expect(offered(inDanger, [paused, ben])?.agentId).toBe('ben');
    expect(offered(aConversation({ priority: 'self_harm' }), [paused])).toBeNull();
  });

  test('a paused agent who did not take it is left in peace until the exclusion ends', () => {
    const paused = anAgent({ pausedUntil: NOON + 10 * MINUTE });
    const asked = {
      ...inDanger,
      exclusions: [{ agentId: 'agent-1', reason: 'missed' as const, until: NOON + MINUTE }],
    };
    expect(at([asked], [paused])).toMatchObject({ offers: [], exhausted: ['danger'] });
    expect(offered(asked, [paused], NOON + MINUTE)?.codes).toContain('asks_paused');
  });

  test('waits for no preference', () => {
    const busyPole = anAgent({ _id: 'zofia', languages: ['pl'], capacity: 1, holds: ['x'] });
    expect(offered({ ...inDanger, language: 'pl' }, [anna, busyPole])?.agentId).toBe('anna');
  });
});
