// What every demonstration needs whatever the county: a partner that answers and a key for the
// demonstration's website.
import type { PartnerRoute } from '../../../shared/domain/pathway-data.ts';
import { type Area, openAreas } from '../../../shared/reference/areas.ts';
import type { PackRuntime, Recipient, ServicePack } from '../pack.ts';
import { allItems } from './common-items.ts';

/** The legal ground of a referral that a person asked for. Two separate things: the agreement, and this (H3). */
export const consentedReferral = {
  lawfulBasis: 'UK GDPR article 6(1)(e), public task; to be confirmed by the data protection officer',
  art9Condition: 'UK GDPR article 9(2)(g), substantial public interest',
  sch1Condition: 'Data Protection Act 2018, schedule 1, paragraph 17 (counselling)',
} as const;

const madeUp = {
  items: allItems,
  ...consentedReferral,
  agreement: { from: '2026-11-01', until: '2028-03-31' },
  validFrom: '2026-11-01',
  validTo: '2028-03-31',
  source: 'Made up for the demonstration',
  evidence: 'K',
  unverified: false,
} as const;

const PORTAL_PARTNER = 'demo-portal-partner';

/** The demonstration's partner as a provider in every district: who chooses it can be passed on to the end (E1). */
export function demoRoutes(
  runtime: PackRuntime,
  areas: readonly Area[],
  { portal }: { readonly portal: string },
): readonly PartnerRoute[] {
  if (runtime.demoPartnerUrl === null) return [];
  const districts = areas.filter((area) => !openAreas.some(({ code }) => code === area.code));
  const { validFrom, validTo, source, evidence, unverified } = madeUp;
  return [...new Set(districts.map(({ council }) => council))].map((council) => ({
    ...{ code: `demo_${council}`, programme: 'Example programme', kind: 'community', council, lot: 'Every district' },
    ...{ provider: portal, recipientId: PORTAL_PARTNER, validFrom, validTo, source, evidence, unverified },
    districts: districts.filter((area) => area.council === council).map(({ code }) => code),
  }));
}

/** Whom the demonstration's partners ring: a number that is kept for drama, and reaches nobody. */
export function demoDesk({ demoPartnerUrl }: PackRuntime): ServicePack['desk'] {
  return demoPartnerUrl === null ? null : { who: 'the coordinator on duty (invented)', number: '01632 960 200' };
}

/** One with a system of its own, which answers by itself, and one that works in our portal, where a person answers. */
export function demoPartners(
  runtime: PackRuntime,
  names: { readonly system: string; readonly portal: string },
): readonly Recipient[] {
  if (runtime.demoPartnerUrl === null) return [];
  return [
    {
      recipientId: 'demo-partner',
      name: names.system,
      kind: 'community',
      purposes: [
        { purposeId: 'support', text: 'To contact you and offer you support.' },
        { purposeId: 'advocacy', text: 'To speak up for you with the police or the court.' },
      ],
      channel: { type: 'webhook', url: runtime.demoPartnerUrl },
      rings: { who: 'Robin, referrals desk', number: '01632 960 310' },
      details: `${names.system}. This is a made-up service for the demonstration.`,
      ...madeUp,
    },
    {
      recipientId: PORTAL_PARTNER,
      name: names.portal,
      kind: 'domestic_abuse',
      purposes: [{ purposeId: 'support', text: 'To contact you and offer you help with abuse at home.' }],
      channel: { type: 'portal', noticeTo: 'referrals@portal-partner.example' },
      rings: { who: 'Sal, duty worker', number: '01632 960 320' },
      details: `${names.portal}. This is a made-up service for the demonstration.`,
      ...madeUp,
    },
  ];
}

export function demoEmbedKeys(runtime: PackRuntime): ServicePack['embedKeys'] {
  return [{ key: 'pk_demo', name: 'Demonstration website', origins: runtime.embedOrigins }];
}
