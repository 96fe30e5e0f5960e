import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exclusionsAfter, whoIsIn } from '../../../server/conversations/keep-out.ts';
import { keptOutBy } from '../../../server/kept-out/kept-out.ts';

const known = {
  cases: new Map([
    ['hers', ['neighbour']],
    ['his', ['cousin']],
  ]),
  conversations: new Map([
    ['talk', { keptOut: [], caseId: 'hers' }],
    ['unlinked', { keptOut: ['friend'], caseId: null }],
  ]),
};

describe('whether something is there for who knows somebody in it', () => {
  const isKeptOut = keptOutBy(known);
  it.each([
    ['of the case', { caseId: 'hers' }, 'neighbour', true],
    ['of its conversation, without the case', { conversationId: 'talk', caseId: null }, 'neighbour', true],
    ['of a conversation that is of no case', { conversationId: 'unlinked' }, 'friend', true],
    ['of two cases', { caseId: 'hers', otherCaseIds: ['his'] }, 'cousin', true],
    ['of nobody', {}, 'neighbour', false],
    ['of another case', { caseId: 'his' }, 'neighbour', false],
    ['of a case that nobody knows of any more', { caseId: 'gone', conversationId: 'gone' }, 'neighbour', false],
  ])('%s', (_what, about, agentId, verdict) => {
    expect(isKeptOut(about, agentId)).toBe(verdict);
  });
});

describe('what a conversation keeps of it', () => {
  const anybody: fc.Arbitrary<string> = fc.constantFrom('a', 'b', 'c', 'd');
  const ids = fc.uniqueArray(anybody);
  const reason = fc.constantFrom(
    'missed' as const,
    'declined' as const,
    'skill' as const,
    'conflict_of_interest' as const,
  );
  const exclusions = fc.array(fc.record({ agentId: anybody, reason, until: fc.constantFrom(null, 5_000) }), {
    maxLength: 6,
  });
  const who = (list: readonly { agentId: string; reason: string }[]) =>
    [...new Set(list.filter((each) => each.reason === 'conflict_of_interest').map(({ agentId }) => agentId))].sort();

  it('follows who is kept out and let in, and leaves every other exclusion as it was', () => {
    fc.assert(
      fc.property(exclusions, ids, ids, (before, keptOut, letIn) => {
        const after = exclusionsAfter(before, { keptOut, letIn });
        const stayed = who(before).filter((each) => !letIn.includes(each));
        expect(who(after)).toEqual([...new Set([...stayed, ...keptOut])].sort());
        const lapsing = (list: readonly { reason: string }[]) =>
          list.filter((each) => each.reason !== 'conflict_of_interest');
        expect(lapsing(after)).toEqual(lapsing(before));
        expect(exclusionsAfter(after, { keptOut, letIn: [] })).toBe(after);
      }),
    );
  });

  it('nobody is kept out of a talk that they are in, until it is over', () => {
    const [amara, ben] = [
      { agentId: 'a', name: 'Amara' },
      { agentId: 'b', name: 'Ben' },
    ];
    const talk = { state: 'active', holder: amara, consulting: [ben] } as const;
    for (const { agentId, name } of [amara, ben])
      expect(whoIsIn(talk, [agentId])).toMatchObject({
        ok: false,
        error: { details: { reason: 'in_conversation', name } },
      });
    expect(whoIsIn(talk, ['c']).ok).toBe(true);
    expect(whoIsIn({ ...talk, state: 'closed' }, ['a']).ok).toBe(true);
  });
});
