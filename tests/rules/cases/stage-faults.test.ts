import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sectionFaults } from '../../../shared/domain/case-faults.ts';
import type { SectionBody } from '../../../shared/protocol/case-sections.ts';
import { HAPPENED_STAGES, justiceStages } from '../../../shared/reference/justice.ts';

const TODAY = '2026-11-26';
const justice = (given: Partial<SectionBody<'justice'>>): SectionBody<'justice'> => ({
  ...{ stages: [], orders: [], compensation: null },
  ...given,
});
const stage = (code: string, on: string) => justice({ stages: [{ stage: code, on, note: null }] });
const day = fc
  .integer({ min: Date.parse('1900-01-01') / 86_400_000, max: Date.parse('2099-12-31') / 86_400_000 })
  .map((count) => new Date(count * 86_400_000).toISOString().slice(0, 10));

test('a stage that is only known once it has happened is not ahead; a hearing, a trial or a release may be', () => {
  fc.assert(
    fc.property(fc.constantFrom(...justiceStages.map(({ code }) => code)), day, (code, on) => {
      const refused = HAPPENED_STAGES.includes(code) && on > TODAY;
      expect(sectionFaults(stage(code, on), TODAY).map(({ path }) => path)).toEqual(refused ? ['stages.0.on'] : []);
    }),
  );
  expect(HAPPENED_STAGES.every((code) => justiceStages.some((each) => each.code === code))).toBe(true);
});

test('days of long ago are refused with what to check', () => {
  const order = { orderId: 'o1', kind: 'restraining', from: '0201-01-01', until: null, note: null };
  const found = [stage('trial', '0201-01-01'), justice({ orders: [order] })].map((body) => sectionFaults(body, TODAY));
  expect(found).toMatchObject([
    [{ path: 'stages.0.on', message: expect.stringContaining('Check the year') }],
    [{ path: 'orders.0.from', message: expect.stringContaining('Check the year') }],
  ]);
});
