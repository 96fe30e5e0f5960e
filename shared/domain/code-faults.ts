/**
 * Codes that no list in force knows, each as a path and a sentence that says what to choose. What stands on the record
 * already stays as it is: a list that changes takes nothing away from what was written under an earlier one.
 */
import type { AnySectionBody } from '../protocol/case-sections.ts';
import type { CodeList, KnownCodes } from '../reference/known-codes.ts';
import type { SectionFault } from './case-faults.ts';

export interface GivenCode {
  readonly path: string;
  readonly list: CodeList;
  readonly code: string;
}

/** What a code of a list is called, where it is not one of them. Lists that no form asks for are named in general. */
const WHAT: Readonly<Partial<Record<CodeList, string>>> = {
  areas: 'an area of this service',
  victimCapacities: 'a way in which somebody is affected',
  livingSituations: 'a way of living',
  adjustments: 'an adjustment',
  crimeTypes: 'a kind of crime',
  crimeFlags: 'a mark of a crime',
  hateStrands: 'a strand of hate crime',
  occurredBands: 'a time at which it happened',
  reportedToPolice: 'an answer on whether it was reported',
  reasonsNotReported: 'a reason for not reporting',
  relationKinds: 'a relation',
  supportLevels: 'a level of support',
  fundingStreams: 'a funding stream',
  planGroups: 'a group in which this service gives support',
  justiceStages: 'a stage of a case at court',
  orderKinds: 'a kind of order',
  evidenceQualityReasons: 'a reason why evidence may be weakened',
  victimsCodes: 'a version of the Victims’ Code',
  channels: 'a way in which people come to us',
  closureReasons: 'a reason to close a case',
  therapyModalities: 'a way of therapy',
  planOutcomes: 'an outcome of a plan',
  actionOutcomes: 'an outcome of an action',
  outcomes: 'an outcome of a talk',
  qualificationKinds: 'a qualification',
  declineReasons: 'a reason to decline',
  partnerOutcomes: 'an outcome of a referral',
};

export function codeSentence(list: CodeList): string {
  return `This is not ${WHAT[list] ?? 'a code'} that is in the list today. Choose one of the list.`;
}

/** `standing`: codes that the record had before. */
export function codeFaults(
  given: readonly GivenCode[],
  known: KnownCodes,
  standing: readonly GivenCode[] = [],
): SectionFault[] {
  const stood = new Set(standing.map(nameOf));
  return given
    .filter((each) => !known.isInForce(each.list, each.code) && !stood.has(nameOf(each)))
    .map(({ path, list }) => ({ path, message: codeSentence(list) }));
}

const nameOf = ({ list, code }: GivenCode): string => `${list}:${code}`;

type Said = string | null | readonly string[];

/** One code, several, or none, of a field. */
export function given(path: string, list: CodeList, said: Said): GivenCode[] {
  if (said === null) return [];
  if (typeof said === 'string') return [{ path, list, code: said }];
  return said.map((code, at) => ({ path: `${path}.${at}`, list, code }));
}

/** Every code of a section that a list stands behind. */
export function codesInSection(body: AnySectionBody): GivenCode[] {
  if ('capacities' in body)
    return [
      ...given('capacities', 'victimCapacities', body.capacities),
      ...given('area', 'areas', body.area),
      ...given('areaOfSafety', 'areas', body.areaOfSafety),
      ...given('living', 'livingSituations', body.living),
      ...given('adjustments', 'adjustments', body.adjustments),
    ];
  if ('incidents' in body) return body.incidents.flatMap(codesInIncident);
  if ('people' in body)
    return body.people.flatMap(({ relation }, at) => given(`people.${at}.relation`, 'relationKinds', relation));
  if ('supportLevel' in body)
    return [
      ...given('supportLevel', 'supportLevels', body.supportLevel),
      ...given('fundingStream', 'fundingStreams', body.fundingStream),
      ...given('groups', 'planGroups', body.groups),
    ];
  if ('stages' in body)
    return [
      ...body.stages.flatMap(({ stage }, at) => given(`stages.${at}.stage`, 'justiceStages', stage)),
      ...body.orders.flatMap(({ kind }, at) => given(`orders.${at}.kind`, 'orderKinds', kind)),
    ];
  if ('rights' in body)
    return [
      ...given('codeVersion', 'victimsCodes', body.codeVersion),
      ...given('evidenceQuality', 'evidenceQualityReasons', body.evidenceQuality),
    ];
  return [];
}

type Incident = Extract<AnySectionBody, { incidents: unknown }>['incidents'][number];

function codesInIncident(incident: Incident, at: number): GivenCode[] {
  const path = (field: keyof Incident): string => `incidents.${at}.${field}`;
  return [
    ...given(path('crimeType'), 'crimeTypes', incident.crimeType),
    ...given(path('flags'), 'crimeFlags', incident.flags),
    ...given(path('strands'), 'hateStrands', incident.strands),
    ...given(path('occurredBand'), 'occurredBands', incident.occurredBand),
    ...given(path('reported'), 'reportedToPolice', incident.reported),
    ...given(path('whyNotReported'), 'reasonsNotReported', incident.whyNotReported),
    ...given(path('relationToPerson'), 'relationKinds', incident.relationToPerson),
  ];
}
