import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type HeldQualification,
  holdsOn,
  needsRenewal,
  qualificationFaults,
  qualifiedOn,
  standingOn,
} from '../../../shared/domain/qualification.ts';
import { dayAfter } from '../../../shared/domain/working-days.ts';
import { qualificationKinds } from '../../../shared/reference/qualifications.ts';

const TODAY = '2026-11-26';
const dash: HeldQualification = { code: 'dash', obtainedOn: '2024-01-10', expiresOn: '2027-01-10', endedOn: null };
const held = (change: Partial<HeldQualification>): HeldQualification => ({ ...dash, ...change });

describe('who is qualified', () => {
  it('is who holds it on that day: from the day it was obtained to the last day it holds', () => {
    expect(qualifiedOn([dash], 'dash', '2024-01-09').held).toBe(false);
    expect(qualifiedOn([dash], 'dash', '2024-01-10')).toEqual({ held: true, until: '2027-01-10' });
    expect(qualifiedOn([dash], 'dash', '2027-01-10').held).toBe(true);
    expect(qualifiedOn([dash], 'dash', '2027-01-11')).toEqual({ held: false, until: null });
    expect(qualifiedOn([dash], 's_dash', TODAY).held).toBe(false);
    expect(qualifiedOn([held({ endedOn: TODAY })], 'dash', TODAY).held).toBe(false);
  });

  it('by a level that includes what is asked for', () => {
    const three = held({ code: 'safeguarding_3' });
    for (const code of ['safeguarding', 'safeguarding_1', 'safeguarding_2', 'safeguarding_3'])
      expect(qualifiedOn([three], code, TODAY).held, code).toBe(true);
    expect(qualifiedOn([held({ code: 'safeguarding_1' })], 'safeguarding', TODAY).held).toBe(false);
    expect(qualifiedOn([held({ code: 'cisva' })], 'isva', TODAY).held).toBe(true);
  });

  it('says the longest of several, and no end where one has none', () => {
    const longer = held({ expiresOn: '2028-05-01' });
    expect(qualifiedOn([dash, longer], 'dash', TODAY).until).toBe('2028-05-01');
    expect(qualifiedOn([dash, held({ expiresOn: null })], 'dash', TODAY).until).toBeNull();
  });

  it('agrees, on every day, with whether one of theirs holds', () => {
    const anyDay = fc.integer({ min: 0, max: 900 }).map((days) => dayAfter('2025-01-01', days));
    const any = fc.record({
      code: fc.constantFrom('dash', 's_dash'),
      ...{ obtainedOn: anyDay, expiresOn: fc.option(anyDay), endedOn: fc.option(anyDay) },
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 6 }), anyDay, (all, day) => {
        const expected = all.some((each) => each.code === 'dash' && holdsOn(each, day));
        expect(qualifiedOn(all, 'dash', day).held).toBe(expected);
      }),
    );
  });
});

describe('what ends', () => {
  it.each<[string, Partial<HeldQualification>, string]>([
    ['ends in sixty days', { expiresOn: dayAfter(TODAY, 60) }, 'expiring'],
    ['ends in sixty-one', { expiresOn: dayAfter(TODAY, 61) }, 'held'],
    ['ends today', { expiresOn: TODAY }, 'expiring'],
    ['ended yesterday', { expiresOn: dayAfter(TODAY, -1) }, 'lapsed'],
    ['has no end', { expiresOn: null }, 'held'],
    ['begins tomorrow', { obtainedOn: dayAfter(TODAY, 1) }, 'future'],
    ['was taken back', { endedOn: TODAY }, 'ended'],
  ])('one that %s', (_what, change, standing) => {
    expect(standingOn(held(change), TODAY)).toBe(standing);
  });

  it('is listed until a newer one takes over', () => {
    const lapsed = held({ expiresOn: dayAfter(TODAY, -10) });
    const soon = held({ code: 's_dash', expiresOn: dayAfter(TODAY, 20) });
    expect(needsRenewal([lapsed, soon], TODAY)).toEqual([lapsed, soon]);
    const renewed = held({ obtainedOn: TODAY, expiresOn: dayAfter(TODAY, 1_000) });
    expect(needsRenewal([lapsed, renewed, soon], TODAY)).toEqual([soon]);
    expect(needsRenewal([lapsed, { ...renewed, endedOn: TODAY }], TODAY)).toEqual([lapsed]);
  });
});

it('names what has to be corrected', () => {
  const paths = (change: Partial<HeldQualification>) =>
    qualificationFaults(held(change), TODAY).map(({ path }) => path);
  expect(paths({})).toEqual([]);
  expect(paths({ code: 'wizard' })).toEqual(['code']);
  expect(paths({ obtainedOn: dayAfter(TODAY, 1), expiresOn: null })).toEqual(['obtainedOn']);
  expect(paths({ expiresOn: '2023-01-01' })).toEqual(['expiresOn']);
});

it('every kind says where it comes from, and counts only for what is there or what a tool asks for', () => {
  const codes = [...qualificationKinds.map(({ code }) => code), 'safeguarding'];
  for (const { source, countsFor } of qualificationKinds) {
    expect(source.length).toBeGreaterThan(20);
    for (const code of countsFor) expect(codes).toContain(code);
  }
});
