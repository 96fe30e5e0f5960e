// The parts of a case's page, in the order in which a support worker needs them.
import type { CaseSection } from '../../shared/domain/case-sections.ts';
import { sectionKey } from './section-access.ts';

export const PARTS = [
  'overview',
  'contact',
  'plan',
  'guidance',
  'person',
  'incidents',
  'people',
  'assessments',
  'support',
  'referrals',
  'justice',
  'rights',
  'safety_plan',
  'relations',
  'timeline',
] as const;
export type Part = (typeof PARTS)[number];

/** Which sections a part shows; none where it is made of other things. */
export const SECTIONS_OF: Readonly<Partial<Record<Part, readonly CaseSection[]>>> = {
  person: ['person', 'circumstances'],
  incidents: ['incidents'],
  people: ['people'],
  support: ['support'],
  justice: ['justice'],
  rights: ['rights'],
  safety_plan: ['safety_plan'],
};

/** The part that an address names; anything else is the overview. */
export function partIn(address: string | undefined): Part {
  return PARTS.find((part) => part === address) ?? 'overview';
}

/** How the keys begin of what is written in a part beside its sections. */
const OTHER_KEYS: Readonly<Partial<Record<Part, string>>> = {
  contact: 'contact',
  guidance: 'pathway',
  plan: 'plan',
  referrals: 'consent',
  support: 'case-study',
  timeline: 'note',
};

/** Whether somebody has begun to write into it. `begun` are the keys of what is half written, of whatever case. */
export function isDrafted(part: Part, caseId: string, begun: readonly string[]): boolean {
  const other = OTHER_KEYS[part];
  const elsewhere = other !== undefined && begun.some((key) => key.startsWith(`${other} ${caseId} `));
  return elsewhere || (SECTIONS_OF[part] ?? []).some((section) => begun.includes(sectionKey(caseId, section)));
}
