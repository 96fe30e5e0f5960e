// How it is safe to reach somebody: asked again each time, since it changes. Numbers and addresses do not stand here; they
// belong to the person's contacts, where each passes the gate of safe contact.
import type { ToolDefinition } from '../../domain/tools/tool-definition.ts';
import { voicemailRules } from '../pre-chat.ts';
import { anyYes, choice, choices, EVERYBODY, rulesFrom, shipped, told, yesNo } from './build.ts';

const rule = rulesFrom({ source: 'https://www.techsafety.org/safe-contact-methods', evidence: 'R' });
const phone = rulesFrom({
  source:
    'https://plymouthscb.co.uk/?p=10814 and https://www.techsafety.org/resources-agencyuse/phone-communication-bestpractices',
  evidence: 'R-',
});
const elsewhere = 'No numbers or addresses here: they belong to the contacts of the case.';

export const safeContactTool: ToolDefinition = {
  ...shipped,
  code: 'safe_contact',
  kind: 'contact',
  title: 'Safe contact',
  purpose:
    'How and when they can be reached without anybody else knowing. What is not known counts as not allowed. Asked again at each contact; they may prefer to come to us.',
  before: ['Ask closed questions first: are you alone, is it safe to talk, is it all right to go on?'],
  source: 'https://www.techsafety.org/safe-contact-methods; fields: domain facts, section 5',
  evidence: 'R',
  ages: EVERYBODY,
  qualification: null,
  groups: [
    { code: 'now', title: 'Now' },
    { code: 'ways', title: 'Ways and times' },
    { code: 'device', title: 'Who else could see it' },
    { code: 'people', title: 'Names and words' },
  ],
  topics: [
    yesNo('now', 'safe_now', 'It is safe to talk now', {
      carries: [
        { from: 'pre_chat', field: 'safeToTalk', is: ['yes'], gives: { is: 'yes' } },
        { from: 'pre_chat', field: 'safeToTalk', is: ['no'], gives: { is: 'no' } },
      ],
    }),
    choices(
      'ways',
      'safe_ways',
      'Ways that are safe',
      [
        ['phone', 'Phone'],
        ['sms', 'Text message'],
        ['email', 'E-mail'],
        ['post', 'Letter'],
        ['app', 'Another app'],
        ['they_contact_us', 'Only when they contact us'],
      ],
      { hint: elsewhere },
    ),
    told('ways', 'best_times', 'Days and times that are safe'),
    told('ways', 'never_times', 'Days and times that are never safe'),
    choice(
      'ways',
      'voicemail',
      'A message on the voicemail',
      voicemailRules.map(({ code, label }) => [code, label] as const),
      {
        hint: 'Without a clear yes: none, or one that names nobody and no organisation.',
      },
    ),
    yesNo('ways', 'sender_name_ok', 'The name of the service may show on the phone, in e-mail or on an envelope'),
    told('device', 'who_else_sees', 'Who else sees or uses their phone, e-mail or post'),
    yesNo('device', 'shared_account', 'An account, a cloud or a tablet at home shows the same messages'),
    yesNo('device', 'itemised_bill', 'Somebody else sees the bill with its calls', {
      hint: 'Some help lines show on it. Say so before you pass one on.',
    }),
    yesNo('device', 'may_be_watched', 'They think that their phone or accounts are watched'),
    told('people', 'name_to_ask_for', 'The name to ask for'),
    told('people', 'if_somebody_else_answers', 'What to say if somebody else answers'),
    told('people', 'code_word', 'A word that shows who they are, and one that ends the call', {
      sensitive: true,
      hint: 'Chosen by them; not a date of birth or an address, which an abuser knows.',
    }),
    told('people', 'alternative_person', 'Somebody else through whom they can be reached', {
      sensitive: true,
      hint: elsewhere,
    }),
    choice(
      'people',
      'interpreter',
      'If an interpreter is needed',
      [
        ['woman', 'A woman'],
        ['man', 'A man'],
        ['either', 'Either'],
        ['none', 'None is needed'],
      ],
      { hint: 'Never a relative or somebody from their community whom they did not choose.' },
    ),
  ],
  scoring: { kind: 'none' },
  rules: [
    phone('not_safe_now', 'It is not safe to talk now.', [{ kind: 'no', of: ['safe_now'] }], {
      do: 'advise',
      text: 'Stop here. Offer a choice of times, a word to end the talk with, and the numbers, if they want them.',
    }),
    rule('watched', 'Others may see what is sent.', [anyYes('shared_account', 'may_be_watched')], {
      do: 'advise',
      text: 'Write nothing to this device. Agree on another one, or that they contact us. Changing settings at once can raise suspicion.',
    }),
    rule('bill', 'Somebody else sees the bill.', [anyYes('itemised_bill')], {
      do: 'advise',
      text: 'Pass on only numbers that do not show on a bill, or say that they do.',
    }),
    phone('no_message', 'No message may be left.', [{ kind: 'chosen', topic: 'voicemail', anyOf: ['no'] }], {
      do: 'advise',
      text: 'Put down the phone when the voicemail answers.',
    }),
  ],
  review: { afterDays: 30, after: ['new_incident', 'leaving', 'change'] },
};
