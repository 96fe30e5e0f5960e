import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createInFront, type InLine } from '../../../server/queue/in-front.ts';
import { byQueueOrder } from '../../../server/queue/queue-key.ts';

const one: fc.Arbitrary<InLine> = fc.record({
  _id: fc.uuid(),
  queueKey: fc.nat(5),
  state: fc.constantFrom('waiting' as const, 'offered' as const),
});
const line = fc.uniqueArray(one, { maxLength: 20, selector: ({ _id }) => _id });

describe('how many are in front', () => {
  test('is what counting them one by one says, for those in the line and for one who is not', () => {
    fc.assert(
      fc.property(line, one, (people, other) => {
        const inFrontOf = createInFront([...people].sort(byQueueOrder));
        for (const each of [...people, other]) {
          const before = people.filter((person) => byQueueOrder(person, each) < 0);
          const offered = before.filter(({ state }) => state === 'offered').length;
          expect(inFrontOf(each)).toEqual({ ahead: before.length, offered });
        }
      }),
    );
  });
});
