import { describe, expect, it } from 'vitest';
import { countShift, isComposing, noPresses, type ShiftCount } from '../../widget/exit-keys.ts';

type Step = readonly ['down' | 'up', string, number, object?];

function presses(steps: readonly Step[]): number {
  const last = steps.reduce<ShiftCount>(
    (count, [way, key, at, more]) => countShift(count, { type: `key${way}`, key, ...more }, at),
    noPresses,
  );
  return last.presses;
}

const shift = (at: number): Step[] => [
  ['down', 'Shift', at],
  ['up', 'Shift', at + 50],
];

describe('three presses of Shift', () => {
  it('leave, within five seconds of each other', () => {
    expect(presses([...shift(0), ...shift(4_000), ...shift(8_000)])).toBe(3);
  });

  it('begin again after a longer pause', () => {
    expect(presses([...shift(0), ...shift(100), ...shift(5_600)])).toBe(1);
  });

  it('are not counted where Shift makes a capital', () => {
    const capital: Step[] = [
      ['down', 'Shift', 200],
      ['down', 'A', 210],
      ['up', 'A', 220],
      ['up', 'Shift', 230],
    ];
    expect(presses([...shift(0), ...capital])).toBe(0);
  });

  it('are not counted with another modifier', () => {
    expect(presses([['down', 'Shift', 0, { ctrlKey: true }], ...shift(10).slice(1)])).toBe(0);
  });

  it('count a key that is held down once', () => {
    expect(presses([['down', 'Shift', 0], ['down', 'Shift', 30], ...shift(60)])).toBe(1);
  });
});

describe('Escape', () => {
  it('is told from a press that belongs to the input method', () => {
    expect(isComposing({ type: 'keydown', key: 'Escape' })).toBe(false);
    expect(isComposing({ type: 'keydown', key: 'Escape', isComposing: true })).toBe(true);
    expect(isComposing({ type: 'keydown', key: 'Escape', keyCode: 229 })).toBe(true);
  });
});
