/** Cases of people for the tests of pathways: one with nothing said, and any there may be. */
import fc from 'fast-check';
import { buildPack } from '../../../server/service/packs/index.ts';
import type { PathwayFacts } from '../../../shared/domain/pathways.ts';
import { crimeFlags, crimeTypes } from '../../../shared/reference/crime-types.ts';
import { justiceStages } from '../../../shared/reference/justice.ts';
import { relationKinds } from '../../../shared/reference/relations.ts';
import { victimCapacities } from '../../../shared/reference/victim-capacities.ts';

export const kent = buildPack('kent-medway', { demoPartnerUrl: null, embedOrigins: [] });
export const marlshire = buildPack('marlshire', { demoPartnerUrl: null, embedOrigins: [] });
export const TODAY = '2026-11-26';

export const nothingSaid: PathwayFacts = {
  ...{ day: TODAY, age: null, risk: [], crimeTypes: [], crimeFlags: [], capacities: [], relations: [], stages: [] },
  ...{ wishes: [], children: false, firstContact: false, area: null, areaOfSafety: null },
};

export const atAge = (years: number) => ({ atLeast: years, atMost: years });
export const daRisk = (level: 'standard' | 'medium' | 'high') => [{ tool: 'domestic_abuse_risk', level }];

const some = (list: readonly { code: string }[], maxLength = 2) =>
  fc.uniqueArray(fc.constantFrom(...list.map(({ code }) => code)), { maxLength });

export const anyFacts: fc.Arbitrary<PathwayFacts> = fc.record({
  day: fc.constantFrom(TODAY, '2027-03-01', '2027-04-01'),
  age: fc.option(fc.nat(90).map(atAge)),
  risk: fc.uniqueArray(
    fc.record({
      tool: fc.constantFrom('domestic_abuse_risk', 'case', 'police', 'suicide_self_harm'),
      level: fc.constantFrom('none', 'standard', 'medium', 'high', 'not_assessed'),
    }),
    { maxLength: 3, selector: ({ tool }) => tool },
  ),
  crimeTypes: some(crimeTypes, 3),
  crimeFlags: some(crimeFlags),
  capacities: some(victimCapacities),
  relations: some(relationKinds),
  stages: some(justiceStages),
  wishes: fc.subarray(['restorative_justice', 'isva']),
  children: fc.boolean(),
  firstContact: fc.boolean(),
  area: fc.option(fc.constantFrom(...kent.areas.map(({ code }) => code))),
  areaOfSafety: fc.option(fc.constantFrom('thanet', 'medway')),
});
