// The twelve districts of Kent and the unitary authority of Medway. The councils are to be merged: close an entry with
// `validTo` and add the new one, never rename it.
import { type Area, openAreas } from '../../../../shared/reference/areas.ts';

const districts: readonly (readonly [code: string, label: string, onsCode: string])[] = [
  ['ashford', 'Ashford', 'E07000105'],
  ['canterbury', 'Canterbury', 'E07000106'],
  ['dartford', 'Dartford', 'E07000107'],
  ['dover', 'Dover', 'E07000108'],
  ['gravesham', 'Gravesham', 'E07000109'],
  ['maidstone', 'Maidstone', 'E07000110'],
  ['sevenoaks', 'Sevenoaks', 'E07000111'],
  ['folkestone_hythe', 'Folkestone and Hythe', 'E07000112'],
  ['swale', 'Swale', 'E07000113'],
  ['thanet', 'Thanet', 'E07000114'],
  ['tonbridge_malling', 'Tonbridge and Malling', 'E07000115'],
  ['tunbridge_wells', 'Tunbridge Wells', 'E07000116'],
];

/** Two codes were read in their source; the others are the office's own sequence, not read one by one. */
const read: ReadonlySet<string> = new Set(['canterbury', 'tunbridge_wells']);

export const kentAreas: readonly Area[] = [
  ...districts.map(
    ([code, label, onsCode]): Area => ({
      code,
      label,
      onsCode,
      council: 'kent_county_council',
      validFrom: '2009-04-01',
      source: 'Districts: https://www.baseview.uk/county/kent; codes: Office for National Statistics',
      evidence: read.has(code) ? 'R' : 'K',
    }),
  ),
  {
    code: 'medway',
    label: 'Medway',
    onsCode: 'E06000035',
    council: 'medway_council',
    validFrom: '2009-04-01',
    source: 'Office for National Statistics',
    evidence: 'K',
  },
  ...openAreas,
];
