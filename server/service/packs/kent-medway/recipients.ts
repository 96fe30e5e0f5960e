// Who a person can be referred to. Entries without a checked agreement are shown to staff as such, and nothing can be
// sent to them: only the demonstration's own partners are reachable.
import type { PackRuntime, Recipient } from '../../pack.ts';
import { consentedReferral, demoPartners } from '../common-demo.ts';
import { allItems } from '../common-items.ts';

const byTelephone = (
  recipientId: string,
  name: string,
  number: string,
  purpose: string,
  source: string,
): Recipient => ({
  recipientId,
  name,
  kind: 'domestic_abuse',
  purposes: [{ purposeId: 'support', text: purpose }],
  items: allItems,
  channel: { type: 'telephone', number },
  details: `${name}, ${number}`,
  ...consentedReferral,
  agreement: { from: '2026-11-01', until: '2027-03-31' },
  validFrom: '2026-11-01',
  validTo: '2027-03-31',
  source,
  evidence: 'R-',
  unverified: true,
});

export const kentDemo = { system: 'Example support partner', portal: 'Example domestic abuse partner' } as const;

export const kentRecipients = (runtime: PackRuntime): readonly Recipient[] => [
  ...demoPartners(runtime, kentDemo),
  byTelephone(
    'kidas',
    'Kent Integrated Domestic Abuse Service',
    '0808 168 9276',
    'To offer you help with abuse by a partner or family.',
    'Record of decision OPCC.D.032.23; https://www.domesticabuseservices.org.uk/?p=44',
  ),
  byTelephone(
    'midas',
    'Medway Integrated Domestic Abuse Service',
    '0800 917 9948',
    'To offer you help with abuse by a partner or family.',
    'Record of decision OPCC.D.032.23; that the number is theirs is not proven',
  ),
];
