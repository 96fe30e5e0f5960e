import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createKept } from '../../../server/platform/kept.ts';

const FEW = 3;
const LOOK_EVERY_MS = 1_000;

/** A collection that changes while it is read, and every state in which each of it ever was. */
function changing() {
  const truth = new Map<string, number>();
  const history = new Map<string, (number | undefined)[]>();
  let [now, version] = [0, 0];
  const failures: boolean[] = [];
  const statesOf = (id: string) => history.get(id) ?? [undefined];
  /** Seen at a moment of its own between being asked and having answered. */
  async function picture(among: (id: string) => boolean): Promise<Map<string, number>> {
    const [fails, steps] = [failures.shift() === true, version % 4];
    for (let step = 0; step < steps; step += 1) await Promise.resolve();
    const seen = new Map([...truth].filter(([id]) => among(id)));
    await Promise.resolve();
    if (fails) throw new Error('The database does not answer.');
    return seen;
  }
  const kept = createKept<number>({
    ...{ few: FEW, lookEveryMs: LOOK_EVERY_MS, now: () => now },
    readAll: () => picture(() => true),
    readSome: (ids) => picture((id) => ids.includes(id)),
  });
  return {
    ...{ kept, truth, failures, statesOf },
    change: (id: string, isThere: boolean) => {
      version += 1;
      if (isThere) truth.set(id, version);
      else truth.delete(id);
      history.set(id, [...statesOf(id), truth.get(id)]);
    },
    pass: (ms: number) => {
      now += ms;
    },
  };
}

const anId = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
const aStep = fc.oneof(
  { weight: 3, arbitrary: fc.record({ id: anId, isThere: fc.boolean(), isTold: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ read: fc.boolean(), fails: fc.boolean(), waits: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ passMs: fc.integer({ min: 0, max: LOOK_EVERY_MS }) }) },
);

describe('what a node keeps of documents', () => {
  test('[Q3] is right about whatever it was told of, and about everything after its next look, whatever fails', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(aStep, { maxLength: 40 }), async (steps) => {
        const { kept, truth, failures, statesOf, change, pass } = changing();
        const toldUpTo = new Map<string, number>();
        const reading: Promise<unknown>[] = [];
        for (const id of ['a', 'b', 'c', 'd']) change(id, true);
        await kept.read();
        for (const step of steps) {
          if ('id' in step) {
            change(step.id, step.isThere);
            if (!step.isTold) continue;
            kept.doubt(step.id);
            toldUpTo.set(step.id, statesOf(step.id).length - 1);
          } else if ('passMs' in step) pass(step.passMs);
          else {
            if (step.fails) failures.push(true);
            const atLeast = [...toldUpTo];
            const checked = kept.read().then(
              (read) => {
                for (const [id, from] of atLeast) expect(statesOf(id).slice(from)).toContain(read.get(id));
              },
              (error: Error) => expect(error.message).toBe('The database does not answer.'),
            );
            if (step.waits) await checked;
            else reading.push(checked);
          }
        }
        await Promise.all(reading);
        failures.length = 0;
        pass(LOOK_EVERY_MS);
        expect(new Map(await kept.read())).toEqual(truth);
      }),
      { numRuns: 1_000 },
    );
  });

  test('[Q3] is read as a whole when it was told of more than it remembers, be it in the middle of a look', async () => {
    for (const isLooking of [true, false]) {
      const { kept, truth, change, pass } = changing();
      const ids = Array.from({ length: 1_200 }, (_, index) => `id ${index}`);
      for (const id of ids) change(id, true);
      await kept.read();
      if (isLooking) pass(LOOK_EVERY_MS);
      const before = isLooking ? kept.read() : null;
      for (const id of ids) {
        change(id, false);
        kept.doubt(id);
      }
      await before;
      expect(new Map(await kept.read())).toEqual(truth);
    }
  });
});
