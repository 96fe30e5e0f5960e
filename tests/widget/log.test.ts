import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../shared/protocol/entry.ts';
import { emptyLog, hasGap, keep, lastSeq } from '../../widget/log.ts';

const line = (seq: number, text = `line ${seq}`): Entry => ({
  conversationId: 'c',
  seq,
  at: '2026-11-24T10:00:00.000Z',
  kind: 'message',
  author: { role: 'visitor' },
  text,
});

describe('the log on the page', () => {
  it('[L3, L4] is the same whatever order, and however often, the entries come', () => {
    const arrivals = fc
      .integer({ min: 1, max: 30 })
      .chain((count) => fc.tuple(fc.constant(count), fc.array(fc.integer({ min: 1, max: count }), { maxLength: 90 })));
    fc.assert(
      fc.property(arrivals, ([count, order]) => {
        const early = order.reduce((log, seq) => keep(log, [line(seq)]), emptyLog);
        const whole = keep(
          early,
          Array.from({ length: count }, (_, index) => line(index + 1)),
        );
        expect(whole.entries.map(({ seq }) => seq)).toEqual(Array.from({ length: count }, (_, index) => index + 1));
        expect(hasGap(whole)).toBe(false);
      }),
    );
  });

  it('[L4] never shows what comes after a hole, and says that there is one', () => {
    const log = keep(emptyLog, [line(1), line(3)]);
    expect(lastSeq(log)).toBe(1);
    expect(hasGap(log)).toBe(true);
    expect(lastSeq(keep(log, [line(2)]))).toBe(3);
  });

  it('forgets the words of a line that was taken out, and keeps its number', () => {
    const redacted: Entry = { ...line(2), kind: 'redacted', author: { role: 'system' }, data: { seq: 1 } } as Entry;
    const log = keep(keep(emptyLog, [line(1, 'my address')]), [redacted]);
    expect(JSON.stringify(log)).not.toContain('my address');
    expect(lastSeq(log)).toBe(2);
  });
});
