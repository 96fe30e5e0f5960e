// What every demonstration needs whatever the county: a partner that answers and a key for the
// demonstration's website.
import type { PackRuntime, Recipient, ServicePack } from '../pack.ts';
import { allItems } from './common-items.ts';

/** The legal ground of a referral that a person asked for. Two separate things: the agreement, and this (H3). */
export const consentedReferral = {
  lawfulBasis: 'UK GDPR article 6(1)(e), public task; to be confirmed by the data protection officer',
  art9Condition: 'UK GDPR article 9(2)(g), substantial public interest',
  sch1Condition: 'Data Protection Act 2018, schedule 1, paragraph 17 (counselling)',
} as const;

export function demoPartner(runtime: PackRuntime, name: string): readonly Recipient[] {
  if (runtime.demoPartnerUrl === null) return [];
  return [
    {
      recipientId: 'demo-partner',
      name,
      kind: 'community',
      purposes: [
        { purposeId: 'support', text: 'To contact you and offer you support.' },
        { purposeId: 'advocacy', text: 'To speak up for you with the police or the court.' },
      ],
      items: allItems,
      channel: { type: 'webhook', url: runtime.demoPartnerUrl },
      details: `${name}. This is a made-up service for the demonstration.`,
      ...consentedReferral,
      agreement: { from: '2026-11-01', until: '2028-03-31' },
      validFrom: '2026-11-01',
      validTo: '2028-03-31',
      source: 'Made up for the demonstration',
      evidence: 'K',
      unverified: false,
    },
  ];
}

export function demoEmbedKeys(runtime: PackRuntime): ServicePack['embedKeys'] {
  return [{ key: 'pk_demo', name: 'Demonstration website', origins: runtime.embedOrigins }];
}
