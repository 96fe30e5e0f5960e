/** Two people in one section of a case: what either wrote is there afterwards, or a person has chosen otherwise. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SECTION_FIELDS } from '../../../client/cases/sections/sections.ts';
import { asValues, type Values } from '../../../client/records/field.ts';
import { mergeSection, undecided } from '../../../client/records/merge.ts';

const PLAN = asValues({
  ...{ warningSigns: null, safePlaces: 'the library', whoHelps: null, codeWord: null, children: null, pets: null },
  ...{ devices: null, work: null, leaving: null, other: null, agreedOn: null, reviewOn: null },
});
const plan = (change: Values): Values => ({ ...PLAN, ...change });
const mergePlan = (mine: Values, theirs: Values, made = {}) =>
  mergeSection(SECTION_FIELDS.safety_plan, { base: PLAN, mine: plan(mine), theirs: plan(theirs) }, made);

describe('one section saved by two people', () => {
  test('what each changed alone is taken, and only what came from the other is told', () => {
    const { values, differences } = mergePlan({ pets: 'a dog' }, { work: 'night shifts' });
    expect(values).toMatchObject({ pets: 'a dog', work: 'night shifts', safePlaces: 'the library' });
    expect(differences).toMatchObject([{ path: 'work', by: 'theirs', theirs: 'night shifts' }]);
  });

  test('where both wrote, a person chooses, and both texts can stand', () => {
    const both = [{ safePlaces: 'her sister' }, { safePlaces: 'the church' }] as const;
    const { differences } = mergePlan(...both);
    expect(undecided(differences, {}).map(({ path }) => path)).toEqual(['safePlaces']);
    const chosen = (choice: 'mine' | 'theirs' | 'together') => {
      const made = { safePlaces: choice };
      expect(undecided(differences, made)).toEqual([]);
      return mergePlan(...both, made).values.safePlaces;
    };
    expect(chosen('mine')).toBe('her sister');
    expect(chosen('theirs')).toBe('the church');
    expect(chosen('together')).toBe('the church\n\nher sister');
  });

  test('the same written by both is no conflict', () => {
    expect(mergePlan({ pets: 'a dog' }, { pets: 'a dog' }).differences).toEqual([]);
  });

  test('an emptied field counts as changed', () => {
    const { differences } = mergePlan({ safePlaces: null }, { safePlaces: 'the church' });
    expect(differences).toMatchObject([{ path: 'safePlaces', by: 'both', mine: null }]);
    expect(mergePlan({ safePlaces: null }, {}).values.safePlaces).toBeNull();
  });

  test('what no form shows stays as it is on the server', () => {
    const base = asValues({ codeVersion: 'old', rights: [], personalStatement: null });
    const theirs = asValues({ codeVersion: 'new', rights: [], personalStatement: null });
    expect(mergeSection(SECTION_FIELDS.rights, { base, mine: base, theirs }).values.codeVersion).toBe('new');
  });
});

const incident = (incidentId: string, change: Values = {}): Values => ({
  ...{ incidentId, crimeType: null, flags: [], strands: [], occurredBand: null, occurredOn: null, reported: null },
  ...{ crimeReference: null, whyNotReported: [], relationToPerson: null, note: null },
  ...change,
});
const mergeIncidents = (base: Values[], mine: Values[], theirs: Values[], made = {}) => {
  const versions = { base: { incidents: base }, mine: { incidents: mine }, theirs: { incidents: theirs } };
  return mergeSection(SECTION_FIELDS.incidents, versions, made);
};
const idsOf = (values: Values): unknown[] => (values.incidents as readonly Values[]).map((each) => each.incidentId);

describe('a list in a section', () => {
  test('entries that two people added are both there', () => {
    const { values, differences } = mergeIncidents([], [incident('a')], [incident('b')]);
    expect(idsOf(values)).toEqual(['b', 'a']);
    expect(differences).toMatchObject([{ path: 'incidents[b]', by: 'theirs' }]);
  });

  test('two fields of one entry are merged, the same field is a choice that names the entry', () => {
    const base = [incident('a')];
    const mine = [incident('a', { note: 'mine', reported: 'yes' })];
    const theirs = [incident('a', { note: 'theirs', crimeType: 'stalking' })];
    const { values, differences } = mergeIncidents(base, mine, theirs, { 'incidents[a].note': 'theirs' });
    expect(values.incidents).toMatchObject([{ note: 'theirs', reported: 'yes', crimeType: 'stalking' }]);
    expect(differences.map(({ path, by }) => [path, by])).toEqual([
      ['incidents[a].crimeType', 'theirs'],
      ['incidents[a].note', 'both'],
    ]);
    expect(differences[1]?.within?.place).toBe(1);
  });

  test('an entry that one removed and the other changed is not lost without a choice', () => {
    const base = [incident('a')];
    const changed = [incident('a', { note: 'new' })];
    const { values, differences } = mergeIncidents(base, changed, []);
    expect(differences).toMatchObject([{ path: 'incidents[a]', by: 'both', theirs: null }]);
    expect(idsOf(values)).toEqual(['a']);
    expect(idsOf(mergeIncidents(base, changed, [], { 'incidents[a]': 'theirs' }).values)).toEqual([]);
    expect(idsOf(mergeIncidents(base, base, []).values)).toEqual([]);
  });

  test('codes are put together: what either added is there, what either took away is not', () => {
    const of = (flags: string[]) => [incident('a', { flags })];
    const { values } = mergeIncidents(
      of(['domestic', 'knife']),
      of(['domestic', 'online']),
      of(['knife', 'hate', 'domestic']),
    );
    expect(values.incidents).toMatchObject([{ flags: ['hate', 'domestic', 'online'] }]);
  });

  test('stages without a name of their own are all kept', () => {
    const stage = (name: string): Values => ({ stage: name, on: null, note: null });
    const of = (...names: string[]): Values => ({ stages: names.map(stage), orders: [], compensation: null });
    const versions = { base: of('reported'), mine: of('reported', 'arrest'), theirs: of('reported', 'bail') };
    const { values } = mergeSection(SECTION_FIELDS.justice, versions);
    expect((values.stages as readonly Values[]).map((each) => each.stage)).toEqual(['reported', 'bail', 'arrest']);
  });

  test('a right that only one of them wrote about is no removal by the other', () => {
    const of = (rights: Values[]): Values => ({ rights, personalStatement: null, evidenceQuality: [] });
    const right = (number: number, change: Values): Values => ({
      right: number,
      explainedOn: null,
      usedOn: null,
      note: null,
      ...change,
    });
    const versions = {
      base: of([]),
      mine: of([right(1, { explainedOn: '2026-11-01' })]),
      theirs: of([right(1, { usedOn: '2026-11-02' }), right(4, { explainedOn: '2026-11-02' })]),
    };
    const { values, differences } = mergeSection(SECTION_FIELDS.rights, versions);
    expect(values.rights).toMatchObject([
      { right: 1, explainedOn: '2026-11-01', usedOn: '2026-11-02' },
      { right: 4, explainedOn: '2026-11-02' },
    ]);
    expect(differences.every(({ by }) => by === 'theirs')).toBe(true);
  });
});

describe('whatever two people write', () => {
  const text = fc.constantFrom(null, 'a', 'b', 'c');
  const version = fc.record({
    id: fc.constant(null),
    safePlaces: text,
    pets: text,
    work: text,
  });
  const asPlan = ({ id: _none, ...change }: Values): Values => plan(change);

  test('is there afterwards unless a choice was made against it', () => {
    fc.assert(
      fc.property(version, version, version, (before, one, other) => {
        const [base, mine, theirs] = [asPlan(before), asPlan(one), asPlan(other)];
        const { values, differences } = mergeSection(SECTION_FIELDS.safety_plan, { base, mine, theirs });
        for (const name of ['safePlaces', 'pets', 'work']) {
          const [was, ours, others] = [base, mine, theirs].map((each) => each[name] ?? null);
          const changed = [ours, others].filter((each) => each !== was);
          const open = differences.some(({ path, by }) => path === name && by === 'both');
          // Two that differ are an open choice; else the one thing that was written stands.
          expect(open).toBe(new Set(changed).size === 2);
          if (!open) expect(values[name] ?? null).toBe(changed[0] === undefined ? was : changed[0]);
        }
      }),
    );
  });

  test('does not depend on who saved first, once the choices are the same', () => {
    fc.assert(
      fc.property(version, version, version, (before, one, other) => {
        const [base, a, b] = [asPlan(before), asPlan(one), asPlan(other)];
        const choose = (choice: 'mine' | 'theirs') => ({ safePlaces: choice, pets: choice, work: choice });
        const forward = mergeSection(SECTION_FIELDS.safety_plan, { base, mine: a, theirs: b }, choose('mine'));
        const backward = mergeSection(SECTION_FIELDS.safety_plan, { base, mine: b, theirs: a }, choose('theirs'));
        expect(forward.values).toEqual(backward.values);
      }),
    );
  });
});
