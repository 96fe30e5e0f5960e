// Areas belong to a service pack; what they have in common is here. Districts are dated, since councils merge, and a
// person is in the area they say they are in: a postcode is never needed (D6).
import { listFrom, type ReferenceItem } from './reference-item.ts';

export interface Area extends ReferenceItem {
  readonly council: string;
  /** The Office for National Statistics code of the district or unitary authority. */
  readonly onsCode?: string;
}

const noCouncil = 'none';

/** Every pack ends its areas with these two. */
export const openAreas: readonly Area[] = listFrom(
  { validFrom: '2026-11-01', source: 'Our own answers for people who live elsewhere or do not say', evidence: 'K' },
  [
    ['out_of_area', 'Somewhere else'],
    ['not_given', 'Rather not say'],
  ],
).map((item) => ({ ...item, council: noCouncil }));
