// The two MARACs, Kent and Medway apart. Who sits on the one of Medway was read; the one of Kent and the youngest age are
// not proven, so both say so until a named person has rung.
import type { MaracPanel } from '../../../../shared/domain/pathway-data.ts';
import { kentAreas } from './areas.ts';

const districtsOf = (council: string): string[] =>
  kentAreas.filter((area) => area.council === council).map(({ code }) => code);

/** As Medway's needs assessment names them; taken over for Kent until the list is read. */
const memberAgencies = [
  'Kent Police',
  'Children’s social care',
  'Adult social care',
  'Probation',
  'Mental health services',
  'Housing',
  'Independent domestic violence advisers',
];

const jsna = 'http://www.medwayjsna.info/ua/408.html (2018)';

export const kentMaracPanels: readonly MaracPanel[] = [
  {
    code: 'marac_kent',
    label: 'Kent MARAC',
    council: 'kent_county_council',
    districts: districtsOf('kent_county_council'),
    fromAge: 16,
    memberAgencies,
    meets: 'Monthly in 2018; a hub was set up since: ask',
    validFrom: '2026-11-01',
    source: `https://democracy.kent.gov.uk/mgAi.aspx?ID=68306 (the hub); meetings: ${jsna}; age and members not read`,
    evidence: 'R-',
    unverified: true,
  },
  {
    code: 'marac_medway',
    label: 'Medway MARAC',
    council: 'medway_council',
    districts: districtsOf('medway_council'),
    fromAge: 16,
    memberAgencies,
    meets: 'Weekly in 2018: ask',
    validFrom: '2026-11-01',
    source: `${jsna}; age not read`,
    evidence: 'R-',
    unverified: true,
  },
];
