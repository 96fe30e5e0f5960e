import { describe, expect, test } from 'vitest';
import { createHoldableLine } from '../../../server/platform/hold-back.ts';

function line() {
  const told: string[] = [];
  let cut = 0;
  const made = createHoldableLine(
    (event) => told.push(event),
    () => {
      cut += 1;
    },
  );
  return { ...made, told, cuts: () => cut };
}

describe('what is told while a snapshot is made', () => {
  test('follows it in its order, once the last of the snapshots asked for is out', () => {
    const { emit, holdBack, isHeldBack, told } = line();
    const [first, second] = [holdBack(), holdBack()];
    emit('one', {});
    first();
    first();
    emit('two', {});
    expect([told, isHeldBack()]).toEqual([[], true]);
    second();
    emit('three', {});
    expect([told, isHeldBack()]).toEqual([['one', 'two', 'three'], false]);
  });

  test('goes out before a connection is ended: it says why', () => {
    const { emit, holdBack, flush, told } = line();
    holdBack();
    emit('session:ended', {});
    flush();
    expect(told).toEqual(['session:ended']);
  });

  test('is never more than a connection may hold: then it is cut', () => {
    const { emit, holdBack, told, cuts } = line();
    const release = holdBack();
    for (let time = 0; time < 1_001; time += 1) emit('typing:changed', {});
    expect(cuts()).toBe(1);
    release();
    expect(told).toHaveLength(1_000);
  });
});
