import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateText, late, moved, noWait, placeText } from '../../widget/wait.ts';

const MINUTE = 60_000;

describe('what a waiting person is told', () => {
  it('the place shown never rises, and a held place says why (H16)', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (positions) => {
        let wait = noWait;
        let shown = Number.POSITIVE_INFINITY;
        for (const position of positions) {
          wait = moved(wait, { position, estimate: null }, 0);
          expect(wait.place).toBeLessThanOrEqual(shown);
          expect(wait.held).toBe(position > shown);
          shown = wait.place ?? shown;
        }
      }),
    );
  });

  it('above five there is no number', () => {
    expect(placeText(1)).toEqual({ key: 'placeNext' });
    expect(placeText(5)).toEqual({ key: 'placeBefore', count: 4 });
    expect(placeText(6)).toEqual({ key: 'placeMany' });
  });

  it('says so when nobody knows how long it takes', () => {
    expect(estimateText(null)).toEqual({ key: 'estimateUnknown' });
  });

  it('gives a range in whole minutes, rounded outwards', () => {
    expect(estimateText({ lowMs: 0, highMs: 30_000 })).toEqual({ key: 'estimateSoon' });
    expect(estimateText({ lowMs: 20_000, highMs: 2.2 * MINUTE })).toEqual({ key: 'estimateUpTo', count: 3 });
    expect(estimateText({ lowMs: 4.8 * MINUTE, highMs: 9.1 * MINUTE })).toEqual({
      key: 'estimateRange',
      low: 4,
      high: 10,
    });
  });

  it('says sorry once, when the first promise has passed, whatever was promised since', () => {
    const promised = moved(noWait, { position: 2, estimate: { lowMs: 0, highMs: 5 * MINUTE } }, 0);
    const again = moved(promised, { position: 1, estimate: { lowMs: 0, highMs: 5 * MINUTE } }, 4 * MINUTE);
    expect(late(again, 5 * MINUTE).late).toBe('no');
    const said = late(again, 5 * MINUTE + 1);
    expect(said.late).toBe('said');
    expect(late({ ...said, late: 'seen' }, 60 * MINUTE).late).toBe('seen');
  });

  it('says sorry for a promise that a page before this one was given', () => {
    const back = moved(noWait, { position: 1, estimate: { lowMs: 0, highMs: 5 * MINUTE }, notice: 'longer' }, 0);
    expect(back.late).toBe('said');
    const seen = { ...back, late: 'seen' } as const;
    expect(moved(seen, { position: 1, estimate: null, notice: 'longer' }, MINUTE).late).toBe('seen');
  });

  it('says so while nobody who is here can do what is needed, and no longer', () => {
    const alone = moved(noWait, { position: 2, estimate: null, notice: 'nobody_suited' }, 0);
    expect(alone.nobodySuited).toBe(true);
    expect(moved(alone, { position: 1, estimate: null }, MINUTE).nobodySuited).toBe(false);
  });
});
