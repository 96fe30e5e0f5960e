// How two people of a case, or the clients of two cases, stand to each other; and how who did it stands to the person.
import { listFrom, type ReferenceItem } from './reference-item.ts';

const ours = {
  validFrom: '2026-11-01',
  source: 'Our own list: domain facts, sections 2 and 12',
  evidence: 'K',
} as const;

export const relations: readonly ReferenceItem[] = listFrom(ours, [
  ['partner', 'Partner'],
  ['ex_partner', 'Former partner'],
  ['parent', 'Parent'],
  ['child', 'Child'],
  ['sibling', 'Brother or sister'],
  ['grandparent', 'Grandparent'],
  ['other_family', 'Other family'],
  ['carer', 'Carer'],
  ['friend', 'Friend'],
  ['acquaintance', 'Acquaintance'],
  ['colleague', 'Colleague'],
  ['neighbour', 'Neighbour'],
  ['stranger', 'Stranger'],
  ['online_only', 'Known online only'],
  ['unknown', 'Not known'],
]);
