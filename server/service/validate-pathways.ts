// Checks what a pack says of pathways, panels, plans and postcodes: every code must mean something, and every district and
// every level of risk must lead somewhere.

import type { Pathway, PathwayWhen } from '../../shared/domain/pathway-data.ts';
import { planKinds, workerRoles } from '../../shared/reference/case-lists.ts';
import { crimeFlags, crimeTypes } from '../../shared/reference/crime-types.ts';
import { justiceStages } from '../../shared/reference/justice.ts';
import { partnerKinds } from '../../shared/reference/partner-kinds.ts';
import { relationKinds } from '../../shared/reference/relations.ts';
import { victimCapacities } from '../../shared/reference/victim-capacities.ts';
import type { ServicePack } from './pack.ts';

type Coded = readonly { readonly code: string }[];
const codesOf = (list: Coded): ReadonlySet<string> => new Set(list.map(({ code }) => code));

const kinds = codesOf(partnerKinds);
/** Which list the codes of a condition come from. */
const LISTS: readonly (readonly [keyof PathwayWhen, ReadonlySet<string>])[] = [
  ['crimeTypes', codesOf(crimeTypes)],
  ['crimeFlags', codesOf(crimeFlags)],
  ['capacities', codesOf(victimCapacities)],
  ['relations', codesOf(relationKinds)],
  ['stages', codesOf(justiceStages)],
];

export function pathwayFaults(pack: ServicePack): string[] {
  return [
    ...pack.pathways.flatMap((pathway) => faultsOf(pathway, pack)),
    ...repeatedRules(pack.pathways),
    ...mustHold(pack),
    ...panelFaults(pack),
    ...postcodeFaults(pack),
    ...groupFaults(pack),
  ];
}

function faultsOf(pathway: Pathway, pack: ServicePack): string[] {
  const wrong = (what: string) => `the pathway "${pathway.code}" ${what}`;
  const { rules, providerKinds, number, offer, givenBy } = pathway;
  return [
    ...(rules.length > 0 ? [] : [wrong('has no rule, so nothing leads to it.')]),
    ...providerKinds.filter((kind) => !kinds.has(kind)).map((kind) => wrong(`names the unknown kind "${kind}".`)),
    ...(number === undefined || pack.numbers.some(({ code }) => code === number)
      ? []
      : [wrong(`names the number "${number}", which the pack does not have.`)]),
    ...(offer === 'choice' && providerKinds.length === 0 ? [wrong('is a choice between nothing.')] : []),
    ...(givenBy === 'panel' && pack.maracPanels.length === 0 ? [wrong('needs a panel, and the pack has none.')] : []),
    ...rules.flatMap(({ ruleId, because, when }) => [
      ...(Object.keys(when).length > 0 ? [] : [wrong(`has the rule "${ruleId}", which always holds.`)]),
      ...unknownCodes(when).map((code) => wrong(`turns on "${code}", which is on no list.`)),
      // Many later deaths had been graded standard or medium.
      ...(/\b(?:is|are|be|being|feel|now) safe\b|\bno risk\b|\bnot at risk\b/i.test(`${because} ${pathway.note ?? ''}`)
        ? [wrong('calls somebody safe.')]
        : []),
    ]),
  ];
}

function unknownCodes(when: PathwayWhen): string[] {
  return LISTS.flatMap(([field, known]) => {
    const value = when[field];
    return Array.isArray(value) ? value.filter((code: string) => !known.has(code)) : [];
  });
}

function repeatedRules(pathways: readonly Pathway[]): string[] {
  const ids = pathways.flatMap(({ rules }) => rules.map(({ ruleId }) => ruleId));
  return ids.filter((each, at) => ids.indexOf(each) !== at).map((each) => `the rule "${each}" is there twice.`);
}

/** What no county may leave out: without these somebody at high risk, or a child, would be led nowhere. */
const NEEDED: readonly (readonly [what: string, test: (pathway: Pathway) => boolean])[] = [
  ['high risk leads to no panel', (each) => each.givenBy === 'panel' && hasLevel(each, 'high')],
  ['high risk leads to no adviser', (each) => each.providerKinds.includes('idva') && hasLevel(each, 'high')],
  ['standard risk leaves no choice', (each) => each.offer === 'choice' && hasLevel(each, 'standard')],
  ['medium risk leaves no choice', (each) => each.offer === 'choice' && hasLevel(each, 'medium')],
  [
    'nobody under 18 is led to child protection',
    (each) => each.offer === 'duty' && each.rules.some(({ when }) => when.ageBelow === 18),
  ],
];

function hasLevel({ rules }: Pathway, level: 'standard' | 'medium' | 'high'): boolean {
  return rules.some(({ when }) => when.risk?.levels.includes(level));
}

function mustHold({ pathways }: ServicePack): string[] {
  return NEEDED.filter(([, test]) => !pathways.some(test)).map(([what]) => `${what}.`);
}

function panelFaults({ maracPanels, areas }: ServicePack): string[] {
  const councilOf = new Map(areas.map((each) => [each.code, each.council]));
  const covered = new Set(maracPanels.flatMap(({ districts }) => districts));
  return [
    ...maracPanels.flatMap(({ code, council, districts, memberAgencies, fromAge }) => [
      ...districts
        .filter((district) => councilOf.get(district) !== council)
        .map((district) => `the panel "${code}" names the district "${district}", which its council does not have.`),
      // A wording that names nobody could not be told to anybody (H2).
      ...(memberAgencies.length > 0 ? [] : [`the panel "${code}" names no member agency.`]),
      ...(fromAge >= 13 && fromAge <= 18 ? [] : [`the panel "${code}" hears from an age that is not 13 to 18.`]),
    ]),
    ...areas
      .filter(({ code, council }) => council !== 'none' && !covered.has(code))
      .map(({ code }) => `the district "${code}" has no panel.`),
  ];
}

function postcodeFaults({ postcodes, areas }: ServicePack): string[] {
  const known = codesOf(areas);
  return postcodes.flatMap(({ code, districts }) => [
    ...(/^[A-Z]{1,2}\d[A-Z\d]?$/.test(code) ? [] : [`"${code}" is no outward code.`]),
    ...districts
      .filter((district) => !known.has(district))
      .map((district) => `the postcode "${code}" names the unknown district "${district}".`),
  ]);
}

function groupFaults({ planGroups }: ServicePack): string[] {
  const [plans, roles] = [codesOf(planKinds), codesOf(workerRoles)];
  return planGroups.flatMap(({ code, planKind, role, caseloadCap }) => [
    ...(plans.has(planKind) ? [] : [`the group "${code}" is of an unknown kind of plan.`]),
    ...(roles.has(role) ? [] : [`the group "${code}" is given by an unknown role.`]),
    ...(caseloadCap === null || (Number.isInteger(caseloadCap) && caseloadCap > 0)
      ? []
      : [`the group "${code}" has a caseload cap that is no number of people.`]),
  ]);
}
