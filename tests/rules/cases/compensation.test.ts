import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ClaimFacts, claimDueOn, claimFactsOf, claimsOf } from '../../../shared/domain/compensation.ts';
import { compensationSchemeOn, INJURY_CRIMES } from '../../../shared/reference/compensation.ts';
import { crimeTypes } from '../../../shared/reference/crime-types.ts';

const TODAY = '2026-11-27';
type Incident = ClaimFacts['incidents'][number];
const incident = (change: Partial<Incident> = {}): Incident => ({
  ...{ incidentId: 'i', crimeType: 'abh', flags: [], strands: [], occurredBand: null, occurredOn: '2025-03-10' },
  ...{ reported: null, crimeReference: null, whyNotReported: [], relationToPerson: null, note: null, ...change },
});
const facts = (change: Partial<ClaimFacts> = {}): ClaimFacts => ({
  ...{ incidents: [incident()], dateOfBirth: null, reportedOn: null, compensation: null, ...change },
});
const lastDay = (change: Partial<ClaimFacts>, today = TODAY) => claimsOf(facts(change), today)[0]?.lastDay;
const ruleOf = (change: Partial<ClaimFacts>) => claimsOf(facts(change), TODAY)[0]?.ruling.ruleId;

describe('the last day to apply for criminal injuries compensation', () => {
  test('is two years from the day of the incident, with the rule and the answers behind it', () => {
    expect(claimsOf(facts(), TODAY)).toEqual([
      {
        incidentId: 'i',
        lastDay: '2027-03-10',
        ruling: {
          ruleId: 'compensation.two_years',
          sentence: 'Within 2 years of the day it happened.',
          grounds: [
            { fact: 'incidents.crimeType', value: 'abh' },
            { fact: 'incidents.occurredOn', value: '2025-03-10' },
          ],
        },
      },
    ]);
  });

  test('of a 29 February is the last day of that month, not one that is not there', () => {
    expect(lastDay({ incidents: [incident({ occurredOn: '2024-02-29' })] })).toBe('2026-02-28');
    expect(lastDay({ incidents: [incident({ occurredOn: '2025-02-28' })] })).toBe('2027-02-28');
  });

  test('of a child whose case was reported before 18 is the day before the 20th birthday', () => {
    const child = { dateOfBirth: '2009-06-01', reportedOn: '2026-01-10' };
    expect([lastDay(child), ruleOf(child)]).toEqual(['2029-05-31', 'compensation.reported_as_child']);
    expect(lastDay({ dateOfBirth: '2009-06-01' })).toBe('2029-05-31');
  });

  test('of a child who reported as an adult is two years from that report', () => {
    const grown = { dateOfBirth: '1990-06-01', incidents: [incident({ occurredOn: '2001-01-01' })] };
    expect(lastDay({ ...grown, reportedOn: '2026-02-02' })).toBe('2028-02-02');
    // Not "too late": what has to be asked is when it was reported.
    expect([lastDay(grown), ruleOf(grown)]).toEqual([null, 'compensation.report_not_known']);
  });

  test('is asked for where the day is not known, and not worked out for what the scheme does not pay', () => {
    expect(ruleOf({ incidents: [incident({ occurredOn: null })] })).toBe('compensation.day_not_known');
    expect(
      claimsOf(facts({ incidents: [incident({ crimeType: 'theft' }), incident({ crimeType: null })] }), TODAY),
    ).toEqual([]);
  });

  test('never lies before two years from the incident, whatever is known of age and report', () => {
    const day = fc
      .integer({ min: 0, max: 9_000 })
      .map((days) => new Date(Date.UTC(2002, 0, 1) + days * 86_400_000).toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, fc.option(day), fc.option(day), (occurredOn, dateOfBirth, reportedOn) => {
        fc.pre(dateOfBirth === null || dateOfBirth < occurredOn);
        fc.pre(reportedOn === null || reportedOn >= occurredOn);
        const last = lastDay({ incidents: [incident({ occurredOn })], dateOfBirth, reportedOn });
        if (last !== null)
          expect((last ?? '') >= (lastDay({ incidents: [incident({ occurredOn })] }) ?? '')).toBe(true);
      }),
    );
  });
});

describe('what is due in the case', () => {
  test('is the earliest last day that is not over', () => {
    const several = [
      incident({ occurredOn: '2020-01-01' }),
      incident({ occurredOn: '2026-05-05' }),
      incident({ occurredOn: '2025-01-15' }),
    ];
    expect(claimDueOn(facts({ incidents: several }), TODAY)).toBe('2027-01-15');
    expect(claimDueOn(facts({ incidents: several.slice(0, 1) }), TODAY)).toBeNull();
  });

  test('is the day the authority named, and nothing once they applied or do not want to', () => {
    const said = { told: true, wish: null, appliedOn: null, deadline: null } as const;
    expect(claimDueOn(facts({ compensation: { ...said, deadline: '2027-09-01' } }), TODAY)).toBe('2027-09-01');
    expect(claimDueOn(facts({ compensation: { ...said, appliedOn: '2026-10-01' } }), TODAY)).toBeNull();
    expect(claimDueOn(facts({ compensation: { ...said, wish: 'no' } }), TODAY)).toBeNull();
    expect(claimDueOn(facts({ compensation: { ...said, wish: 'not_known' } }), TODAY)).toBe('2027-03-10');
  });

  test('reads the first report from police and court', () => {
    const stage = (on: string | null) => ({ stage: 'reported', on, note: null });
    const justice = { stages: [stage('2026-03-03'), stage('2026-02-02'), stage(null)], orders: [], compensation: null };
    const given = { person: { dateOfBirth: null }, incidents: { incidents: [] }, justice };
    expect(claimFactsOf(given).reportedOn).toBe('2026-02-02');
  });
});

test('the scheme is dated and says where it was read; every crime it may pay for is one of the list', () => {
  expect(compensationSchemeOn('2012-11-26')).toBeUndefined();
  expect(compensationSchemeOn(TODAY)).toMatchObject({ code: 'cica-2012', evidence: 'R-', unverified: true });
  const listed = new Set(crimeTypes.map(({ code }) => code));
  expect([...INJURY_CRIMES].filter((code) => !listed.has(code))).toEqual([]);
});
