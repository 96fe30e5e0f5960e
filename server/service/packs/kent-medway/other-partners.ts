// Who gives what besides domestic abuse, by council. Contracts change hands, and several of these were read in old pages:
// such entries are marked, and staff are told to ring before they rely on one (D1).
import type { PartnerRoute } from '../../../../shared/domain/pathway-data.ts';
import { kentAreas } from './areas.ts';

type Wide = Omit<PartnerRoute, 'council' | 'districts' | 'lot'>;

/** One entry a council, since an entry belongs to one. */
const inBoth = (route: Wide): PartnerRoute[] => [inKent(route), inMedway(route)];

const inKent = (route: Wide): PartnerRoute => ({
  ...route,
  code: `${route.code}_kent`,
  ...whole('kent_county_council', 'Kent'),
});

const inMedway = (route: Wide): PartnerRoute => ({
  ...route,
  code: `${route.code}_medway`,
  ...whole('medway_council', 'Medway'),
});

const whole = (council: string, lot: string): Pick<PartnerRoute, 'council' | 'districts' | 'lot'> => ({
  council,
  lot,
  districts: kentAreas.filter((area) => area.council === council).map(({ code }) => code),
});

const from = { validFrom: '2026-11-01' } as const;
const swale = 'https://swale.gov.uk: get help if you are worried about a child or vulnerable adult';
const medwayScp = 'https://www.medwayscp.org.uk/info/5/mscb-1/34/worried-child';

const socialCare: readonly PartnerRoute[] = [
  inKent({
    ...{ code: 'children', programme: 'Children’s social care, Kent', provider: 'Kent County Council', ...from },
    ...{ kind: 'children_social_care', phone: '03000 41 11 11', source: swale, evidence: 'R', unverified: false },
  }),
  inMedway({
    ...{ code: 'children', programme: 'Children’s social care, Medway', provider: 'Medway Council', ...from },
    ...{ kind: 'children_social_care', phone: '01634 334466', source: medwayScp, evidence: 'R', unverified: false },
  }),
  inKent({
    ...{ code: 'adults', programme: 'Adult social care, Kent', provider: 'Kent County Council', ...from },
    ...{ kind: 'adult_social_care', phone: '03000 41 61 61', source: swale, evidence: 'R', unverified: false },
  }),
  inMedway({
    ...{ code: 'adults', programme: 'Adult social care, Medway', provider: 'Medway Council', ...from },
    ...{ kind: 'adult_social_care', phone: '01634 334466', evidence: 'R', unverified: false },
    source: 'https://www.medway.gov.uk/info/200169/adult_social_care/429/adult_abuse_and_safeguarding/2',
  }),
];

const sexualViolence: readonly PartnerRoute[] = [
  ...inBoth({
    ...{ code: 'isva_2019', programme: 'ISVA and CISVA service', provider: 'Family Matters', kind: 'isva', ...from },
    source:
      'https://www.kent-pcc.gov.uk/what-we-do/commissioning/ISVAs/family-matters/ (contract of 2019, up to six years)',
    ...{ evidence: 'R-', unverified: true },
  }),
  ...inBoth({
    ...{
      code: 'isva_2025',
      programme: 'Sexual violence service',
      provider: 'East Kent Rape Crisis Centre',
      kind: 'isva',
    },
    source: 'Notice ocds-h6vhtk-05512e of December 2025 names them; what for was not seen',
    ...{ evidence: 'R-', unverified: true, ...from },
  }),
  ...inBoth({
    ...{ code: 'sarc', programme: 'Beech House, Maidstone', provider: 'Sexual assault referral centre', kind: 'sarc' },
    source: 'https://www.kscmp.org.uk/guidance/child-sexual-abuse (adults and children, by themselves as well)',
    ...{ evidence: 'R', unverified: true, ...from },
  }),
];

const others: readonly PartnerRoute[] = [
  ...inBoth({
    ...{ code: 'stalking', programme: 'Stalking advocacy', provider: 'Protection Against Stalking', kind: 'stalking' },
    source: 'https://www.protectionagainststalking.org; that they serve Kent was not read',
    ...{ evidence: 'K', unverified: true, ...from },
  }),
  ...inBoth({
    ...{ code: 'rj', programme: 'Restorative justice', provider: 'Restorative Solutions', kind: 'restorative_justice' },
    source: 'https://www.kent-pcc.gov.uk/what-we-do/commissioning/commissioning-annual-report/ (2021/22)',
    ...{ evidence: 'R-', unverified: true, ...from },
  }),
  ...inBoth({
    ...{
      code: 'witness',
      programme: 'Witness care and support at court',
      provider: 'Witness Care Unit; Witness Service',
    },
    source: 'General knowledge; ask for the numbers',
    ...{ kind: 'witness_care', evidence: 'K', unverified: true, ...from },
  }),
  ...inBoth({
    ...{
      code: 'homicide',
      programme: 'National Homicide Service',
      provider: 'Not read who gives it',
      kind: 'homicide',
    },
    ...{ source: 'Domain facts, section 12', evidence: 'K', unverified: true, ...from },
  }),
  ...inBoth({
    ...{
      code: 'road_death',
      programme: 'Road victims’ service',
      provider: 'Not read who gives it',
      kind: 'road_death',
    },
    ...{ source: 'Domain facts, section 12', evidence: 'K', unverified: true, ...from },
  }),
];

export const otherKentPartners: readonly PartnerRoute[] = [...socialCare, ...sexualViolence, ...others];
