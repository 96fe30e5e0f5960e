import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateText, moved, noWait, placeText } from '../../widget/wait.ts';

const MINUTE = 60_000;

describe('what a waiting person is told', () => {
  it('the place shown never rises, and a held place says why (H16)', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (positions) => {
        let wait = noWait;
        let shown = Number.POSITIVE_INFINITY;
        for (const position of positions) {
          wait = moved(wait, { position, estimate: null });
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

  it('a place that the server held says why, too', () => {
    const held = moved(noWait, { position: 2, estimate: null, notices: ['held'] });
    expect(held).toMatchObject({ place: 2, held: true });
    expect(moved(held, { position: 2, estimate: null }).held).toBe(false);
  });

  it('says sorry once, when the first promise has passed, whatever was promised since', () => {
    const range = { lowMs: 0, highMs: 5 * MINUTE };
    const promised = moved(noWait, { position: 2, estimate: range });
    expect(promised.late).toBe('no');
    const said = moved(promised, { position: 1, estimate: range, notices: ['longer'] });
    expect(said.late).toBe('said');
    expect(moved({ ...said, late: 'seen' }, { position: 1, estimate: range, notices: ['longer'] }).late).toBe('seen');
  });

  it('says so while nobody who is here can do what is needed, and no longer', () => {
    const alone = moved(noWait, { position: 2, estimate: null, notices: ['nobody_suited'] });
    expect(alone.notices).toEqual(['nobody_suited']);
    expect(moved(alone, { position: 1, estimate: null }).notices).toEqual([]);
  });
});
