// Domestic abuse providers by council, district and lot. The contracts end in March 2027 and who holds which lot is
// partly unproven: such entries say so, and only staff see them (D1).
import type { PartnerRoute } from '../../../../shared/domain/pathway-data.ts';

const contractEnds = '2027-03-31';
const kidas = {
  programme: 'KIDAS',
  kind: 'domestic_abuse',
  council: 'kent_county_council',
  recipientId: 'kidas',
  validFrom: '2017-04-01',
  validTo: contractEnds,
} as const;

export const kentPartners: readonly PartnerRoute[] = [
  {
    ...kidas,
    code: 'kidas_west_kent',
    districts: ['tunbridge_wells', 'tonbridge_malling', 'sevenoaks', 'dartford', 'gravesham'],
    lot: 'West Kent',
    provider: 'Look Ahead',
    source:
      'Provider: https://tunbridgewells.gov.uk/housing/homeless-vulnerable-or-at-risk/domestic-abuse; districts of the lot not read',
    evidence: 'R',
    unverified: true,
  },
  {
    ...kidas,
    code: 'kidas_thanet_dover',
    districts: ['thanet', 'dover'],
    lot: 'Thanet and Dover',
    provider: 'Oasis',
    source: 'https://premium.kentonline.co.uk/dover/news/oasis-for-those-fleeing-violent-partners-194673',
    evidence: 'R-',
    unverified: true,
  },
  {
    ...kidas,
    code: 'kidas_rest_of_kent',
    districts: ['ashford', 'canterbury', 'folkestone_hythe', 'maidstone', 'swale'],
    lot: 'Not known: two lots, one entry until their districts are read',
    provider: 'Clarion or Look Ahead',
    source: 'https://kccmediahub.net: the partnership of 2020; which provider holds which lot is not read',
    evidence: 'R-',
    unverified: true,
  },
  {
    code: 'midas_medway',
    recipientId: 'midas',
    programme: 'MIDAS',
    kind: 'domestic_abuse',
    council: 'medway_council',
    districts: ['medway'],
    lot: 'Medway',
    provider: 'Not known',
    phone: '0800 917 9948',
    validFrom: '2023-04-01',
    validTo: contractEnds,
    source:
      'Name: record of decision OPCC.D.032.23; number, Monday to Wednesday 9:30 to 11:30 and 12:30 to 14:30, Thursday and Friday 9:30 to 11:30: https://www.kelsi.org.uk; not shown to belong together',
    evidence: 'R-',
    unverified: true,
  },
];
