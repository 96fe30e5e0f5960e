// An invented county, as unlike Kent as this software must stand: one council of five districts, no lots, no integrated
// domestic abuse service, a night without chat. The main story runs here as well, which keeps Kent out of the code (E9).
import type { OpeningHours, OpenSpan } from '../../../../shared/domain/opening-hours.ts';
import type { OutwardCode } from '../../../../shared/domain/outward-codes.ts';
import type { MaracPanel, PartnerRoute } from '../../../../shared/domain/pathway-data.ts';
import { type Area, openAreas } from '../../../../shared/reference/areas.ts';
import { helpNumber, nationalNumbers } from '../../../../shared/reference/numbers.ts';
import type { PlanGroup } from '../../../../shared/reference/plan-groups.ts';
import type { BuildPack } from '../../pack.ts';
import { demoDesk, demoEmbedKeys, demoPartners, demoRoutes } from '../common-demo.ts';
import { commonPathways } from '../common-pathways/index.ts';
import { twoQuestions } from '../common-survey.ts';

const madeUp = { validFrom: '2026-04-01', source: 'Invented, like the whole county', evidence: 'K' } as const;

const districts = [
  ['castle_dray', 'Castle Dray'],
  ['harrowmere', 'Harrowmere'],
  ['marl_coast', 'Marl Coast'],
  ['penlow_vale', 'Penlow Vale'],
  ['upper_dray', 'Upper Dray'],
] as const;

const areas: readonly Area[] = [
  ...districts.map(([code, label]) => ({ code, label, council: 'marlshire_council', ...madeUp })),
  ...openAreas,
];

/** MX is a postcode area that does not exist. */
const postcodes: readonly OutwardCode[] = (
  [
    ['MX1', ['castle_dray'], false],
    ['MX2', ['castle_dray', 'harrowmere'], false],
    ['MX3', ['marl_coast'], false],
    ['MX4', ['penlow_vale'], true],
  ] as const
).map(([code, places, alsoOutside]) => ({ code, label: code, districts: places, alsoOutside, ...madeUp }));

const weekday: readonly OpenSpan[] = [{ from: '08:00', to: '22:00' }];
const weekend: readonly OpenSpan[] = [{ from: '10:00', to: '18:00' }];
const hours: OpeningHours = {
  timeZone: 'Europe/London',
  weekly: {
    monday: weekday,
    tuesday: weekday,
    wednesday: weekday,
    thursday: weekday,
    friday: weekday,
    saturday: weekend,
    sunday: weekend,
  },
  bankHolidays: weekend,
  exceptions: [{ date: '2026-12-25', spans: [] }],
};

const wholeCounty = {
  council: 'marlshire_council',
  districts: districts.map(([code]) => code),
  lot: 'Whole county',
  unverified: true,
  ...madeUp,
} as const;

const demo = { system: 'Marlshire example partner', portal: 'Dray Valley example partner' } as const;

const partners: readonly PartnerRoute[] = [
  {
    ...{
      code: 'marlshire_refuge',
      programme: 'Marlshire domestic abuse grant',
      kind: 'domestic_abuse',
      ...wholeCounty,
    },
    ...{ provider: 'Dray Valley Refuge (invented)', phone: '01632 960 201', validTo: '2029-03-31' },
  },
  // Unlike Kent: advisers of their own, apart from the service, and no centre for sexual assault in the county.
  {
    ...{ code: 'marlshire_idva', programme: 'Marlshire advisers', kind: 'idva', ...wholeCounty },
    ...{ provider: 'Upper Dray Advice (invented)', phone: '01632 960 202' },
  },
  {
    ...{ code: 'marlshire_children', programme: 'Marlshire children’s services', kind: 'children_social_care' },
    ...{ provider: 'Marlshire Council (invented)', phone: '01632 960 203', ...wholeCounty },
  },
];

const maracPanels: readonly MaracPanel[] = [
  {
    ...{ code: 'marac_marlshire', label: 'Marlshire MARAC', council: 'marlshire_council', ...madeUp, unverified: true },
    ...{ districts: districts.map(([code]) => code), fromAge: 18, meets: 'Every second Thursday' },
    memberAgencies: ['Marlshire Police (invented)', 'Marlshire Council (invented)', 'Upper Dray Advice (invented)'],
  },
];

const group = (code: string, label: string, planKind: string, role: string): PlanGroup => ({
  code,
  label,
  planKind,
  role,
  caseloadCap: 25,
  waitingList: planKind === 'therapeutic',
  ...madeUp,
});

const planGroups: readonly PlanGroup[] = [
  group('support', 'Support', 'short_term', 'support_worker'),
  group('advocacy', 'Advocacy', 'advocacy', 'support_worker'),
  group('counselling', 'Counselling', 'therapeutic', 'therapist'),
];

export const marlshire: BuildPack = (runtime) => ({
  id: 'marlshire',
  name: 'Example service for Marlshire',
  languages: [{ code: 'en', approvedBy: 'the demonstration' }],
  hours,
  queues: [{ queueId: 'main', name: 'Chat', requiredSkills: [], hours, diversion: null }],
  teams: [{ teamId: 'marlshire', name: 'Marlshire team' }],
  areas,
  postcodes,
  numbers: [
    ...nationalNumbers,
    // A number from the range kept for drama: nobody can be reached on it, so no visitor may see it.
    helpNumber(
      ['marlshire_office', 'Our office (invented)', '01632 960 200'],
      ['K', 'Invented, like the whole county'],
      'For staff.',
    ),
  ],
  partners: [...partners, ...demoRoutes(runtime, areas, demo)],
  pathways: commonPathways,
  maracPanels,
  recipients: demoPartners(runtime, demo),
  planGroups,
  desk: demoDesk(runtime),
  embedKeys: demoEmbedKeys(runtime),
  texts: {
    areaQuestion: 'Which part of Marlshire are you in?',
    outOfArea: 'You can still talk to us. We will help you find the right people near you.',
  },
  survey: twoQuestions,
});
