import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withLent, withoutLent } from '../../../server/cases/lent-workers.ts';

const person = fc
  .constantFrom<string>('ann', 'ben', 'cem', 'dia', 'eve')
  .map((agentId) => ({ agentId, name: agentId }));
const people = fc.record({
  owner: fc.option(person),
  workers: fc.uniqueArray(person, { maxLength: 3, selector: ({ agentId }) => agentId }),
  exclusions: fc.uniqueArray(fc.constantFrom<string>('ann', 'ben', 'cem', 'dia', 'eve'), { maxLength: 2 }),
});
const idsOf = (all: readonly { readonly agentId: string }[]) => all.map(({ agentId }) => agentId);
const everybody = ({ owner, workers }: { owner: { agentId: string } | null; workers: { agentId: string }[] }) =>
  idsOf(owner === null ? workers : [owner, ...workers]);

test('whoever works on a part works on the case that stays, unless they are kept out of it, and nobody stands there twice', () => {
  fc.assert(
    fc.property(people, people, (root, part) => {
      const { workers } = withLent(root, part);
      const now = everybody({ ...root, workers });
      for (const agentId of everybody(part))
        expect(now.includes(agentId)).toBe(!root.exclusions.includes(agentId) || everybody(root).includes(agentId));
      expect(idsOf(workers).length).toBe(new Set(idsOf(workers)).size);
    }),
  );
});

test('taken apart, in whatever order, each case has its own people again', () => {
  fc.assert(
    fc.property(people, people, people, fc.boolean(), (root, one, other, oneFirst) => {
      const first = withLent(root, one);
      const second = withLent({ ...root, workers: first.workers }, other, first.lent);
      const [gone, stays, last] = oneFirst ? [first, other, second] : [second, one, first];
      const then = withoutLent({ workers: second.workers }, gone.lent, [stays]);
      expect(new Set(idsOf(then))).toEqual(new Set(idsOf(withLent(root, stays).workers)));
      expect(withoutLent({ workers: then }, last.lent, [])).toEqual(root.workers);
    }),
  );
});
