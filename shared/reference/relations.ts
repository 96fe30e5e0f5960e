// Who somebody is to the person of a case. Those who count as personally connected make abuse domestic in law; the list
// serves the person who harmed, the stalker and relatives alike.
import { listFrom, type Provenance, type ReferenceItem } from './reference-item.ts';

export interface Relation extends ReferenceItem {
  /** "Personally connected" in the Domestic Abuse Act 2021, section 2. */
  readonly connected: boolean;
  /** A partner of now or before: stalking by one is domestic abuse as well (domain facts, section 2c). */
  readonly intimate: boolean;
}

const ours: Provenance = {
  validFrom: '2026-11-01',
  source: 'Our own list; who is personally connected: Domestic Abuse Act 2021, section 2',
  evidence: 'K',
};

const relations = (
  marks: Pick<Relation, 'connected' | 'intimate'>,
  pairs: readonly (readonly [string, string])[],
): Relation[] => listFrom(ours, pairs).map((item) => ({ ...item, ...marks }));

export const relationKinds: readonly Relation[] = [
  ...relations({ connected: true, intimate: true }, [
    ['partner', 'Partner'],
    ['ex_partner', 'Former partner'],
  ]),
  ...relations({ connected: true, intimate: false }, [
    ['co_parent', 'Parent of the same child'],
    ['parent', 'Parent or step-parent'],
    ['child', 'Son or daughter'],
    ['sibling', 'Brother or sister'],
    ['in_law', 'Partner’s family'],
    ['other_family', 'Other family'],
  ]),
  ...relations({ connected: false, intimate: false }, [
    ['carer', 'Carer'],
    ['friend', 'Friend'],
    ['acquaintance', 'Somebody they know'],
    ['neighbour', 'Neighbour'],
    ['colleague', 'Somebody at work'],
    ['position_of_trust', 'Teacher, coach or other in a position of trust'],
    ['online_only', 'Known only online'],
    ['stranger', 'Stranger'],
    ['unknown', 'Not known who'],
    ['prefer_not_to_say', 'Prefer not to say'],
  ]),
];
