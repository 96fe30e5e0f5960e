import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  INBOUND_OUTCOMES,
  INBOUND_STATES,
  type InboundMove,
  type InboundStanding,
  judgeInbound,
} from '../../../shared/domain/inbound-message-state.ts';

const mine = { agentId: 'me', role: 'agent' };
const theirs = { agentId: 'somebody else' };
const take: InboundMove = { cause: 'take', ...mine, from: null };
const takeOver: InboundMove = { ...take, from: theirs.agentId };
const spoke: InboundMove = { cause: 'finish', outcome: 'spoke', ...mine };

const received: InboundStanding = { state: 'received', takenBy: null, outcome: null };
const takenBy = (who: { agentId: string }): InboundStanding => ({ state: 'taken', takenBy: who, outcome: null });
const doneBy = (who: { agentId: string }): InboundStanding => ({ state: 'done', takenBy: who, outcome: 'spoke' });

describe('a message that somebody left', () => {
  test.each([
    ['is taken by whoever comes first', received, take, 'move'],
    ['is not done before anybody has taken it', received, spoke, 'not_taken'],
    ['is taken again by the same person with the same answer', takenBy(mine), take, 'same'],
    ['is done by who took it', takenBy(mine), spoke, 'move'],
    ['is not taken from another', takenBy(theirs), take, 'taken_by_another'],
    [
      'is taken from another by a lead who says from whom',
      takenBy(theirs),
      { ...takeOver, role: 'supervisor' },
      'move',
    ],
    [
      'is not taken from another who was a moment sooner',
      takenBy(theirs),
      { ...take, role: 'supervisor' },
      'taken_by_another',
    ],
    ['is not taken over by a colleague', takenBy(theirs), takeOver, 'taken_by_another'],
    ['is not taken by a lead once it is done', doneBy(theirs), { ...takeOver, role: 'supervisor' }, 'taken_by_another'],
    ['is not done over the head of who took it', takenBy(theirs), spoke, 'taken_by_another'],
    ['is done again as before with the same answer', doneBy(mine), spoke, 'same'],
    ['keeps what came of it', doneBy(mine), { ...spoke, outcome: 'no_answer' }, 'over'],
    ['is not taken once it is done', doneBy(mine), take, 'over'],
    ['is nobody else’s once it is done', doneBy(theirs), take, 'taken_by_another'],
  ] as const)('%s', (_what, standing, move, verdict) => {
    expect(judgeInbound(standing, move)).toBe(verdict);
  });

  test('never moves back, is done by who has it, and changes hands only into those of a lead', () => {
    const people = fc.constantFrom('ada', 'bo', 'cem');
    const roles = fc.constantFrom('agent', 'coordinator', 'safeguarding_lead');
    const moves = fc.oneof(
      fc.record({ cause: fc.constant('take' as const), agentId: people, role: roles, from: fc.option(people) }),
      fc.record({
        cause: fc.constant('finish' as const),
        agentId: people,
        role: roles,
        outcome: fc.constantFrom(...INBOUND_OUTCOMES),
      }),
    );
    fc.assert(
      fc.property(fc.array(moves, { maxLength: 20 }), (made) => {
        let standing = received;
        for (const move of made) {
          if (judgeInbound(standing, move) !== 'move') continue;
          const [before, had] = [standing.state, standing.takenBy?.agentId ?? null];
          if (had !== null && had !== move.agentId)
            expect([move.cause, move.role]).toEqual(['take', 'safeguarding_lead']);
          standing =
            move.cause === 'take'
              ? { state: 'taken', takenBy: move, outcome: null }
              : { ...standing, state: 'done', outcome: move.outcome };
          const steps = INBOUND_STATES.indexOf(standing.state) - INBOUND_STATES.indexOf(before);
          expect(steps).toBe(had !== null && had !== move.agentId ? 0 : 1);
        }
      }),
    );
  });
});
