// What a visitor may pick while waiting: few, calm words that somebody who would not name a crime still recognises.
// Staff see the crime groups behind a word; the visitor never does.
import type { CrimeGroup } from './crime-types.ts';
import type { ReferenceItem } from './reference-item.ts';

export interface Topic extends ReferenceItem {
  readonly groups: readonly CrimeGroup[];
}

const topic = (code: string, label: string, groups: readonly CrimeGroup[]): Topic => ({
  code,
  label,
  groups,
  validFrom: '2026-11-01',
  source: 'Our own wording for the crime groups; wording rules: domain facts, section 11',
  evidence: 'K',
});

export const topics: readonly Topic[] = [
  topic('hurt_or_threatened', 'Someone hurt me or threatened me', ['violence']),
  topic('partner_or_family', 'A partner, an ex or family', ['domestic_abuse']),
  topic('sexual', 'Something sexual I did not want', ['sexual']),
  topic('followed_or_watched', 'Someone follows, watches or keeps contacting me', ['stalking_harassment']),
  topic('because_of_who_i_am', 'I was picked on for who I am', ['hate']),
  topic('home_or_things', 'My home, my car or my things', ['property']),
  topic('money_or_scam', 'Money, a scam or my bank account', ['fraud_cyber']),
  topic('online', 'Something that happened online', ['fraud_cyber', 'sexual', 'stalking_harassment']),
  topic('used_or_controlled', 'Someone makes me do things', ['exploitation']),
  topic('someone_died', 'Someone close to me died', ['bereavement']),
  topic('neighbours_or_street', 'Trouble with neighbours or in my street', ['antisocial']),
  topic('court_or_police', 'Questions about the police or court', ['other']),
  topic('something_else', 'Something else', ['other']),
  topic('not_sure', 'I am not sure if it was a crime', ['other']),
  topic('prefer_not_to_say', 'I would rather not say', ['other']),
];
