/** What a conversation already told about a person, as the first words of their case: what was asked once is not asked again. */
import type { CaseSection } from '../../shared/domain/case-sections.ts';
import type { SectionBody } from '../../shared/protocol/case-sections.ts';
import type { StaffConversation } from '../../shared/protocol/conversation.ts';
import type { NewCase } from '../../shared/protocol/http/cases.ts';
import { ageBand } from '../../shared/protocol/pre-chat.ts';
import type { KnownCodes } from '../../shared/reference/known-codes.ts';
import { emptySection } from './empty-section.ts';

type Told = Pick<StaffConversation, 'ageBand' | 'preChat' | 'wrapUp' | 'visitor'>;

const CAPACITY: Readonly<Record<string, string>> = {
  it_happened_to_me: 'direct_victim',
  family_or_friend: 'relative_or_friend_supporting',
};

interface Carrying {
  readonly newId: () => string;
  /** A page of before a list changed may have sent a code that is none any more: whoever makes the case cannot mend that. */
  readonly codes: KnownCodes;
}

/** What the worker writes now stands above what was told before. */
export function carriedOver(
  { person, circumstances, incidents }: Pick<NewCase, 'person' | 'circumstances' | 'incidents'>,
  told: Told | null,
  { newId, codes }: Carrying,
): { [S in CaseSection]?: SectionBody<S> } {
  const known = ageBand.safeParse(told?.ageBand ?? told?.preChat?.ageBand);
  const unsaid = person.dateOfBirth === null && person.birthYear === null && person.ageBand === null;
  const blank = emptySection('circumstances', '') as SectionBody<'circumstances'>;
  const capacity = CAPACITY[told?.preChat?.whoAmI ?? ''];
  const fromTalk = {
    area: areaOf(told, codes),
    language: told?.visitor.language ?? null,
    capacities: capacity === undefined ? [] : [capacity],
  };
  const given = incidents ?? [];
  return {
    person: unsaid && known.success ? { ...person, ageBand: known.data } : person,
    circumstances: { ...blank, ...fromTalk, ...withoutUndefined(circumstances ?? {}) },
    incidents: { incidents: given.length > 0 ? given : incidentsOf(told, { newId, codes }) },
  };
}

function areaOf(told: Told | null, codes: KnownCodes): string | null {
  const area = told?.preChat?.area ?? null;
  return area !== null && codes.isInForce('areas', area) ? area : null;
}

type Said = Partial<SectionBody<'circumstances'>>;

/** What was left out is not an answer, and takes nothing away. */
function withoutUndefined(given: { readonly [K in keyof Said]: Said[K] | undefined }): Said {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Said;
}

function incidentsOf(told: Told | null, { newId, codes }: Carrying): SectionBody<'incidents'>['incidents'] {
  const known = (told?.wrapUp?.crimeTypes ?? []).filter((code) => codes.isInForce('crimeTypes', code));
  return known.map((crimeType) => ({
    ...{ incidentId: newId(), crimeType, flags: [], strands: [], occurredBand: null, occurredOn: null },
    ...{ reported: null, crimeReference: null, whyNotReported: [], relationToPerson: null, note: null },
  }));
}
