import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PathwayFacts, type Suggestion, suggestPathways } from '../../../shared/domain/pathways.ts';
import { anyFacts, atAge, daRisk, kent, marlshire, nothingSaid, TODAY } from './pathway-facts.ts';

const suggest = (facts: Partial<PathwayFacts>, pack = kent) => suggestPathways({ ...nothingSaid, ...facts }, pack);
const names = (facts: Partial<PathwayFacts>, pack = kent) => suggest(facts, pack).map(({ pathway }) => pathway);
const only = (facts: Partial<PathwayFacts>, pathway: string, pack = kent): Suggestion => {
  const found = suggest(facts, pack).find((each) => each.pathway === pathway);
  if (!found) throw new Error(`There is no suggestion "${pathway}".`);
  return found;
};

const abuse = { crimeTypes: ['da_physical'], age: atAge(34), area: 'dover' } as const;

describe('domestic abuse by level of risk', () => {
  test('at high risk: an IDVA inside the area’s service, and MARAC', () => {
    const facts = { ...abuse, risk: daRisk('high') };
    expect(names(facts)).toEqual(['idva', 'marac']);
    expect(only(facts, 'idva').providers.map(({ programme, lot }) => `${programme} ${lot}`)).toEqual([
      'KIDAS Thanet and Dover',
    ]);
    expect(only(facts, 'marac').panel?.label).toBe('Kent MARAC');
    expect(only({ ...facts, area: 'medway' }, 'marac').panel?.label).toBe('Medway MARAC');
    expect(only(facts, 'marac').note).toContain('agreement first');
  });

  test.each(['standard', 'medium'] as const)(
    'at %s risk they choose: stay, or the service of their district',
    (level) => {
      const facts = { ...abuse, risk: daRisk(level) };
      expect(names(facts)).toEqual(['da_choice']);
      expect(only(facts, 'da_choice').options).toEqual(['stay', 'kidas_thanet_dover']);
      expect(only({ ...facts, area: 'medway' }, 'da_choice').options).toEqual(['stay', 'midas_medway']);
      expect(only(facts, 'da_choice').rulings[0]?.sentence).toContain('does not mean out of danger');
    },
  );

  test('without a level the topics come first, and the choice is theirs already', () => {
    expect(names(abuse)).toEqual(['da_assess', 'da_choice']);
    expect(only(abuse, 'da_assess').tools).toEqual(['domestic_abuse_risk']);
    expect(names({ ...abuse, risk: [{ tool: 'domestic_abuse_risk', level: 'none' }] })).toEqual([
      'da_assess',
      'da_choice',
    ]);
  });

  test('somebody’s judgement counts as the tool does, and the higher of the two holds', () => {
    const facts = { ...abuse, risk: [...daRisk('standard'), { tool: 'case', level: 'high' } as const] };
    expect(names(facts)).toEqual(['idva', 'marac']);
    expect(only(facts, 'marac').rulings[0]?.grounds).toContainEqual({ fact: 'risk.case', value: 'high' });
  });

  test('a high grade by the police asks for our own today, and for an IDVA without waiting', () => {
    expect(names({ ...abuse, risk: [{ tool: 'police', level: 'high' }] })).toEqual(['da_assess', 'idva', 'da_choice']);
  });

  test('who does not say how old they are has the way of an adult', () => {
    expect(names({ ...abuse, age: null, risk: daRisk('high') })).toEqual(['idva', 'marac']);
    expect(names({ ...abuse, age: null, risk: daRisk('medium') })).toEqual(['da_choice']);
  });

  test('suicide or self-harm because of it is a way to MARAC of its own', () => {
    const facts = { ...abuse, risk: [...daRisk('medium'), { tool: 'suicide_self_harm', level: 'high' } as const] };
    expect(names(facts)).toContain('marac');
    expect(names({ risk: [{ tool: 'suicide_self_harm', level: 'high' }], crimeTypes: ['theft'] })).toEqual([]);
  });

  test('stalking by a former partner goes the way of stalking and of domestic abuse', () => {
    const facts = {
      crimeTypes: ['stalking'],
      relations: ['ex_partner'],
      age: atAge(30),
      area: 'swale',
      risk: daRisk('high'),
    };
    expect(names(facts)).toEqual(['idva', 'marac', 'stalking_advocacy', 'stalking_screening']);
    expect(names({ ...facts, relations: ['neighbour'] })).toEqual(['stalking_advocacy', 'stalking_screening']);
    expect(only(facts, 'stalking_advocacy').tools).toEqual(['stalking_screening']);
  });
});

describe('children', () => {
  test('under 16 domestic abuse is child protection, with no adult route and no MARAC', () => {
    const facts = { ...abuse, age: atAge(15), risk: daRisk('high') };
    expect(names(facts)).toEqual(['child_protection', 'young_people']);
    expect(only(facts, 'child_protection').providers[0]?.phone).toBe('03000 41 11 11');
    expect(only({ ...facts, area: 'medway' }, 'child_protection').providers[0]?.phone).toBe('01634 334466');
  });

  test('at 16 and 17 both ways are open, and MARAC does not replace child protection', () => {
    const facts = { ...abuse, age: atAge(16), risk: daRisk('high') };
    expect(names(facts)).toEqual(['child_protection', 'young_people', 'idva', 'marac']);
    // The invented county hears from 18.
    expect(names({ ...facts, area: 'castle_dray' }, marlshire)).toEqual(['child_protection', 'young_people', 'idva']);
  });

  test('whatever else is said, a child with MARAC or without has child protection', () => {
    fc.assert(
      fc.property(anyFacts, fc.nat(17), fc.constantFrom('da_physical', 'rape', 'cse'), (facts, years, crime) => {
        const child = { ...facts, age: atAge(years), crimeTypes: [...facts.crimeTypes, crime] };
        const found = names(child);
        expect(found).toContain('child_protection');
        if (years < 16) expect(found).not.toContain('marac');
      }),
    );
  });

  test('children where abuse is are looked after, also where the adult’s risk is standard', () => {
    expect(names({ ...abuse, risk: daRisk('standard'), children: true })).toContain('child_protection');
    expect(names({ ...abuse, risk: daRisk('standard') })).not.toContain('child_protection');
  });
});

describe('other harm', () => {
  test.each<[string, Partial<PathwayFacts>, string[]]>([
    ['rape', { crimeTypes: ['rape'] }, ['isva', 'sarc']],
    ['hate, by flag alone', { crimeTypes: ['theft'], crimeFlags: ['hate'] }, ['hate_crime_advocacy']],
    ['a scam', { crimeTypes: ['fraud_courier'] }, ['report_fraud']],
    ['a brother murdered', { crimeTypes: ['murder_manslaughter'] }, ['homicide_service', 'bereavement_support']],
    ['a death on the road', { crimeTypes: ['road_death'] }, ['road_death_service', 'bereavement_support']],
    ['a trial is listed', { crimeTypes: ['theft'], stages: ['trial_listed'] }, ['court_support']],
    ['trafficking', { crimeTypes: ['modern_slavery_trafficking'] }, ['modern_slavery']],
    ['theft', { crimeTypes: ['theft'] }, []],
    ['not sure', { crimeTypes: ['not_sure'] }, []],
  ])('%s', (_, facts, expected) => {
    expect(names({ age: atAge(40), area: 'dover', ...facts })).toEqual(expected);
  });

  test('restorative justice is named only when they asked, and never at a first contact', () => {
    const asked = { crimeTypes: ['theft'], wishes: ['restorative_justice'] };
    expect(names(asked)).toEqual(['restorative_justice']);
    expect(names({ ...asked, firstContact: true })).toEqual([]);
    fc.assert(
      fc.property(anyFacts, (facts) => {
        if (!suggestPathways(facts, kent).some(({ pathway }) => pathway === 'restorative_justice')) return;
        expect([facts.wishes.includes('restorative_justice'), facts.firstContact]).toEqual([true, false]);
      }),
    );
  });
});

describe('every suggestion', () => {
  test('shows a rule, a sentence, and answers that were given or say that none was', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const given: readonly string[] = [
          ...[...facts.crimeTypes, ...facts.crimeFlags, ...facts.capacities, ...facts.relations, ...facts.stages],
          ...[...facts.wishes, ...facts.risk.map(({ level }) => level), 'not_assessed', 'not_known', 'yes'],
          ...['under_13', '13_15', '16_17', 'adult'],
        ];
        for (const { rulings } of suggestPathways(facts, kent))
          for (const { ruleId, sentence, grounds } of rulings) {
            expect(ruleId).toMatch(/^pathway\.[a-z0-9_.]+$/);
            expect(sentence).toMatch(/^[A-Z].*\.$/);
            expect(grounds.length).toBeGreaterThan(0);
            expect(grounds.every(({ value }) => given.includes(value))).toBe(true);
          }
      }),
    );
  });

  test('never calls anybody safe, whatever the level', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const text = JSON.stringify(suggestPathways(facts, kent));
        expect(text).not.toMatch(/\b(?:is|are|be|feel) safe\b|no risk/i);
      }),
    );
  });

  test('to learn that the risk is higher takes no protection away', () => {
    const guarding = ['idva', 'marac', 'child_protection'];
    const ranks = ['not_assessed', 'standard', 'medium', 'high'] as const;
    fc.assert(
      fc.property(anyFacts, fc.constantFrom(...ranks), fc.constantFrom(...ranks), (facts, a, b) => {
        const [lower, higher] = [a, b].sort((x, y) => ranks.indexOf(x) - ranks.indexOf(y));
        const at = (level: (typeof ranks)[number]) =>
          suggestPathways({ ...facts, risk: [{ tool: 'domestic_abuse_risk', level }] }, kent).map(
            ({ pathway }) => pathway,
          );
        const kept = at(lower ?? 'not_assessed').filter((each) => guarding.includes(each));
        expect(at(higher ?? 'high')).toEqual(expect.arrayContaining(kept));
      }),
    );
  });

  test('who flees may choose the area of today or of safety, and is heard by the panel there', () => {
    const facts = { ...abuse, areaOfSafety: 'medway', risk: daRisk('medium') };
    expect(only(facts, 'da_choice').options).toEqual(['stay', 'kidas_thanet_dover', 'midas_medway']);
    expect(only(facts, 'da_choice').providers.map(({ forArea }) => forArea)).toEqual(['today', 'safety']);
    expect(only({ ...facts, risk: daRisk('high') }, 'marac').panel?.label).toBe('Medway MARAC');
  });

  test('without a district it still stands, and says what to ask', () => {
    const choice = only({ ...abuse, area: null, risk: daRisk('standard') }, 'da_choice');
    expect([choice.options, choice.doubts]).toEqual([['stay'], [expect.stringContaining('Ask which district')]]);
    expect(only({ ...abuse, area: null, risk: daRisk('high') }, 'marac').doubts.join()).toContain('lead today');
  });

  test('what nobody has checked, ends soon or has ended says so (D1)', () => {
    const at = (day: string) => only({ ...abuse, day, risk: daRisk('standard') }, 'da_choice');
    expect(at(TODAY).doubts).toEqual([expect.stringContaining('nobody has checked this entry')]);
    expect(at('2026-12-30').doubts.join()).not.toContain('ends on');
    expect(at('2026-12-31').doubts.join()).toContain('KIDAS, Thanet and Dover ends on 2027-03-31');
    expect(at('2027-03-31').options).toEqual(['stay', 'kidas_thanet_dover']);
    expect(at('2027-04-01')).toMatchObject({
      options: ['stay'],
      doubts: ['KIDAS, Thanet and Dover ended on 2027-03-31. Ask who follows.'],
    });
  });

  test('a county without an integrated service has its own adviser, and the same choice', () => {
    const facts = { ...abuse, area: 'castle_dray' };
    expect(only({ ...facts, risk: daRisk('high') }, 'idva', marlshire).providers.map(({ code }) => code)).toEqual([
      'marlshire_idva',
    ]);
    expect(only({ ...facts, risk: daRisk('medium') }, 'da_choice', marlshire).options).toEqual([
      'stay',
      'marlshire_refuge',
    ]);
    expect(JSON.stringify(suggest({ ...facts, risk: daRisk('high') }, marlshire))).not.toMatch(/kidas|midas|kent/i);
  });
});
