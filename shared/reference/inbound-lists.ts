// Why a received referral went back to its sender, and why one ended without a case.
import { listFrom, type ReferenceItem } from './reference-item.ts';

const ours = { validFrom: '2026-11-01', source: 'Our own list: practice H17 and E1', evidence: 'K' } as const;

export const inboundReturnReasons: readonly ReferenceItem[] = listFrom(ours, [
  ['explicit_consent_missing', 'This kind of referral needs the person’s explicit consent'],
  ['kind_not_told', 'Neither the kind of crime nor the person’s explicit consent was given'],
  ['did_not_agree', 'The person did not agree to be referred'],
  ['no_way_to_reach', 'There is no way to reach the person'],
  ['not_for_us', 'Not for this service'],
  ['not_enough_told', 'Too little was told to act on'],
]);

export const inboundCloseReasons: readonly ReferenceItem[] = listFrom(ours, [
  ['unable_to_contact', 'Nobody could reach them'],
  ['declined_support', 'They did not want support'],
  ['put_through', 'Put through to another service, with them on the line'],
  ['duplicate', 'The same referral twice'],
  ['known_in_case', 'Goes on in a case that is there already'],
  ['signposted', 'Told where to go instead'],
  ['unsafe_to_continue', 'Going on would not be safe'],
]);
