import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reminderChanges } from '../../../server/reminders/remind-of-case.ts';
import { DUE_KINDS, isOfTheCase } from '../../../shared/domain/due-kinds.ts';

type Reminded = NonNullable<Parameters<typeof reminderChanges>[0]>;

const person = fc.constantFrom('ada', 'bo', 'cy').map((agentId) => ({ agentId, name: agentId }));
const aCase: fc.Arbitrary<Reminded> = fc.record({
  _id: fc.constant('the case'),
  state: fc.constantFrom('open', 'closed', 'merged'),
  teamId: fc.constantFrom('kent', 'medway'),
  owner: fc.option(person),
  workers: fc.array(person, { maxLength: 2 }),
  due: fc.uniqueArray(
    fc.record({ dueId: fc.constantFrom('a', 'b', 'c', 'd'), kind: fc.constantFrom(...DUE_KINDS), at: fc.nat(9) }),
    { selector: ({ dueId }) => dueId },
  ),
});

/** What a store holds after all of these were written, each with whom it is for. */
function written(states: readonly Reminded[]): ReadonlyMap<string, string> {
  const kept = new Map<string, string>();
  let before: Reminded | null = null;
  for (const after of states) {
    const { put, gone } = reminderChanges(before, after);
    const whose = JSON.stringify([after.teamId, after.owner, after.workers]);
    for (const { reminderId, kind, dueAt } of put) kept.set(reminderId, `${kind} ${dueAt} ${whose}`);
    for (const id of gone) kept.delete(id);
    before = after;
  }
  return kept;
}

describe('reminders of what is due in a case', () => {
  test('are, after any changes, those of the case as it stands, for who has it then', () => {
    fc.assert(
      fc.property(fc.array(aCase, { minLength: 1, maxLength: 6 }), (states) => {
        expect(written(states)).toEqual(written(states.slice(-1)));
      }),
    );
  });

  test('are one for each thing that is due in an open case, but for what is reminded of beside its own thing', () => {
    fc.assert(
      fc.property(aCase, (one) => {
        const expected = one.state === 'open' ? one.due.filter(({ kind }) => isOfTheCase(kind)) : [];
        const { put } = reminderChanges(null, one);
        expect(put.map(({ kind, dueAt }) => [kind, dueAt])).toEqual(expected.map(({ kind, at }) => [kind, at]));
        expect(put.every(({ reminderId, assignee }) => reminderId.length <= 64 && assignee === one.owner)).toBe(true);
      }),
    );
  });
});
