import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CAUSES,
  type Cause,
  type Causer,
  canBecome,
  hasEnded,
  holdsPlace,
  statesAfter,
  visitorState,
  whoMayCause,
} from '../../../shared/domain/conversation-state.ts';
import { CONVERSATION_STATES, type ConversationState } from '../../../shared/protocol/conversation.ts';

const CAUSERS: readonly Causer[] = ['visitor', 'agent', 'supervisor', 'system'];

/** The whole table once more, written as sentences would tell it: from, to, cause, who. */
const EXPECTED: readonly string[] = [
  'waiting>offered offer_made supervisor system',
  'offered>active offer_accepted agent',
  'offered>waiting offer_declined agent',
  'offered>waiting offer_expired system',
  'offered>waiting offer_dropped agent supervisor system',
  'waiting>active assigned supervisor',
  'offered>active assigned supervisor',
  'active>active assigned supervisor',
  'waiting>active taken_over supervisor',
  'offered>active taken_over supervisor',
  'active>active taken_over supervisor',
  'active>waiting returned supervisor system',
  'active>waiting transferred agent supervisor',
  'active>active transferred agent supervisor',
  'wrap_up>closed wrapped_up agent supervisor system',
  'waiting>closed ended supervisor visitor',
  'offered>closed ended supervisor visitor',
  'active>wrap_up ended agent supervisor system visitor',
  'waiting>closed exit visitor',
  'offered>closed exit visitor',
  'active>wrap_up exit visitor',
  'waiting>closed left_queue system visitor',
  'offered>closed left_queue system visitor',
  'waiting>closed lost system',
  'offered>closed lost system',
  'active>wrap_up lost system',
  'waiting>closed service supervisor system',
  'offered>closed service supervisor system',
  'active>wrap_up service supervisor system',
];

function allMoves(): string[] {
  return CONVERSATION_STATES.flatMap((from) =>
    CONVERSATION_STATES.flatMap((to) =>
      CAUSES.flatMap((cause) => {
        const who = CAUSERS.filter((by) => canBecome(from, to, cause, by)).sort();
        expect(canBecome(from, to, cause)).toBe(who.length > 0);
        return who.length > 0 ? [`${from}>${to} ${cause} ${who.join(' ')}`] : [];
      }),
    ),
  );
}

interface Step {
  readonly cause: Cause;
  readonly by: Causer;
  readonly pick: number;
}

const steps = fc.array(
  fc.record({ cause: fc.constantFrom(...CAUSES), by: fc.constantFrom(...CAUSERS), pick: fc.nat(3) }),
  { maxLength: 60 },
);

/** Plays steps as a service would: what the table does not allow changes nothing. */
function walk(plan: readonly Step[]): { readonly path: ConversationState[]; readonly taken: Step[] } {
  const path: ConversationState[] = ['waiting'];
  const taken: Step[] = [];
  for (const step of plan) {
    const state = path[path.length - 1] ?? 'waiting';
    const ways = statesAfter(state, step.cause).filter((to) => canBecome(state, to, step.cause, step.by));
    const next = ways[step.pick % Math.max(1, ways.length)];
    if (next === undefined) continue;
    path.push(next);
    taken.push(step);
  }
  return { path, taken };
}

describe('what may become of a conversation', () => {
  test('the table holds exactly the moves that the design names', () => {
    expect(allMoves().sort()).toEqual([...EXPECTED].sort());
  });

  test('whoever walks at random, nothing leaves a closed conversation and nothing but saving leaves wrap-up', () => {
    fc.assert(
      fc.property(steps, (plan) => {
        const { path, taken } = walk(plan);
        taken.forEach(({ cause }, index) => {
          expect(path[index]).not.toBe('closed');
          if (path[index] === 'wrap_up') expect(cause).toBe('wrapped_up');
        });
      }),
      { numRuns: 500 },
    );
  });

  test('an ended conversation never comes back to the visitor, and a person who spoke with nobody gets no wrap-up', () => {
    fc.assert(
      fc.property(steps, (plan) => {
        const { path } = walk(plan);
        const end = path.findIndex(hasEnded);
        if (end >= 0) expect(path.slice(end).every(hasEnded)).toBe(true);
        if (path.includes('wrap_up')) expect(path).toContain('active');
      }),
      { numRuns: 500 },
    );
  });

  test('the visitor can leave at once from every state in which they are still here', () => {
    for (const state of CONVERSATION_STATES) {
      expect(whoMayCause(state, 'exit').includes('visitor')).toBe(!hasEnded(state));
    }
  });

  test('only the agent who is offered a conversation accepts it', () => {
    for (const by of CAUSERS) expect(canBecome('offered', 'active', 'offer_accepted', by)).toBe(by === 'agent');
    for (const from of CONVERSATION_STATES)
      expect(statesAfter(from, 'offer_accepted')).toEqual(from === 'offered' ? ['active'] : []);
  });

  test('an offer shows to the visitor as waiting, and wrap-up as ended', () => {
    expect(CONVERSATION_STATES.map(visitorState)).toEqual(['waiting', 'waiting', 'active', 'ended', 'ended']);
  });

  test('an offer, a conversation and its wrap-up each hold one place of the agent', () => {
    expect(CONVERSATION_STATES.filter(holdsPlace)).toEqual(['offered', 'active', 'wrap_up']);
  });

  test('every cause can happen somewhere', () => {
    for (const cause of CAUSES)
      expect(CONVERSATION_STATES.some((from) => statesAfter(from, cause).length > 0)).toBe(true);
  });
});
