// What the common pathways are written with.
import type { Pathway, PathwayRule, PathwayWhen } from '../../../../shared/domain/pathway-data.ts';
import type { CrimeGroup } from '../../../../shared/reference/crime-types.ts';
import { relationKinds } from '../../../../shared/reference/relations.ts';

/** What grades domestic abuse: the topics of the tool, and the level that stands on the case, by judgement or by two people. */
export const DA_TOOLS = ['domestic_abuse_risk', 'case'];

const CONNECTED = relationKinds.filter(({ connected }) => connected).map(({ code }) => code);
const HARM: readonly CrimeGroup[] = ['violence', 'sexual', 'stalking_harassment', 'exploitation'];

/** Abuse is domestic by its kind, by its flag, or because a partner or family does harm (Domestic Abuse Act 2021). */
export function domestic(ruleId: string, because: string, when: PathwayWhen): PathwayRule[] {
  const byFamily = { crimeGroups: HARM, crimeTypes: ['criminal_damage', 'arson'], relations: CONNECTED };
  return [
    { ruleId, because, when: { ...when, crimeGroups: ['domestic_abuse'], crimeFlags: ['domestic'] } },
    { ruleId: `${ruleId}.connected`, because, when: { ...when, ...byFamily } },
  ];
}

export function sexual(ruleId: string, because: string, when: PathwayWhen = {}): PathwayRule {
  return { ruleId, because, when: { ...when, crimeGroups: ['sexual'], crimeTypes: ['da_sexual'] } };
}

type Parts = Pick<Pathway, 'offer' | 'givenBy' | 'rules'> & Partial<Pathway>;

/** All are our proposals (K) unless a source is named. */
export function pathway(code: string, label: string, parts: Parts): Pathway {
  return {
    ...{ code, label, validFrom: '2026-11-01', providerKinds: [], tools: [] },
    source: 'Our own routing table: domain facts, section 12',
    evidence: 'K',
    ...parts,
  };
}
