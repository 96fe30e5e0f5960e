// What a partner is, and why one may turn a referral down.
import { listFrom, type ReferenceItem } from './reference-item.ts';

const ours = { validFrom: '2026-11-01', source: 'Our own list', evidence: 'K' } as const;

export const partnerKinds: readonly ReferenceItem[] = listFrom(ours, [
  ['domestic_abuse', 'Domestic abuse service'],
  ['idva', 'Independent domestic violence advisers'],
  ['isva', 'Independent sexual violence advisers'],
  ['sarc', 'Sexual assault referral centre'],
  ['stalking', 'Stalking advocacy'],
  ['hate_crime', 'Hate crime advocacy'],
  ['young_people', 'Young people’s service'],
  ['mental_health', 'Mental health service'],
  ['housing', 'Housing'],
  ['restorative_justice', 'Restorative justice'],
  ['children_social_care', 'Children’s social care'],
  ['adult_social_care', 'Adult social care'],
  // A meeting of many agencies, with states of its own; consent is not its basis (H2).
  ['marac', 'Multi-agency risk assessment conference'],
  ['witness_care', 'Support before and at court'],
  ['homicide', 'Support after murder or manslaughter'],
  ['road_death', 'Support after a death on the road'],
  ['community', 'Community support'],
]);

export const declineReasons: readonly ReferenceItem[] = listFrom(ours, [
  ['out_of_area', 'Lives outside the area'],
  ['age', 'Outside the ages served'],
  ['criteria', 'Does not meet the criteria'],
  ['no_capacity', 'No capacity'],
  ['already_known', 'Already supported'],
  ['unable_to_contact', 'Unable to contact'],
  ['person_declined', 'The person declined'],
  ['conflict_of_interest', 'Conflict of interest'],
  ['other', 'Other'],
]);

/** What came of a referral that a partner accepted. */
export const partnerOutcomes: readonly ReferenceItem[] = listFrom(ours, [
  ['support_completed', 'Supported, and the support has ended as planned'],
  ['support_ongoing_elsewhere', 'Support goes on with another service'],
  ['ended_by_person', 'The person ended the support'],
  ['could_not_reach', 'Could not reach the person'],
  ['did_not_start', 'The person did not want to start'],
  ['moved_away', 'Moved out of the area'],
  ['other', 'Other'],
]);

/** Why an agent is not offered a conversation. Only the conflict never lapses. */
export const exclusionReasons: readonly ReferenceItem[] = listFrom(ours, [
  ['missed', 'The offer was missed'],
  ['declined', 'The offer was declined'],
  ['conflict_of_interest', 'Conflict of interest'],
  ['removed', 'Moved by a supervisor'],
]);
