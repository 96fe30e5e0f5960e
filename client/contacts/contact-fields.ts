// What is asked about a way to reach somebody, as the form and the card show it.
import { contactFaults } from '../../shared/domain/contact-faults.ts';
import {
  CONTACT_CHANNELS,
  CONTACT_HOLDERS,
  CONTACT_SAFETIES,
  CONTACT_TOLD_BY,
  VOICEMAIL_RULES,
} from '../../shared/domain/contact-terms.ts';
import type { ContactTermsInput } from '../../shared/protocol/contact-terms.ts';
import type { SafeContact } from '../../shared/protocol/http/contacts.ts';
import { type Faults, unreadableIn } from '../records/faults.ts';
import { asValues, describe, type Field, type Values, YES_NO_NOT_KNOWN } from '../records/field.ts';

/** Besides the terms: the number or address itself, and whether they were asked again. */
interface ContactBody extends ContactTermsInput {
  readonly value: string | null;
  readonly checked: boolean;
}

const terms = describe<ContactBody>();
const alternative = describe<NonNullable<ContactTermsInput['alternative']>>();
const codes = (from: readonly string[], group: string) => ({ codes: from, group });

const safety: readonly Field[] = [
  terms.oneOf('safe', 'contact.safe', codes(CONTACT_SAFETIES, 'contact_safe')),
  terms.choice('toldBy', 'contact.told_by', codes(CONTACT_TOLD_BY, 'contact_told_by')),
  terms.text('said', 'contact.said', { max: 500 }),
  terms.day('recheckOn', 'contact.recheck_on', 'contact.recheck_hint'),
];
const times: readonly Field[] = [
  terms.flag('anyTime', 'contact.any_time'),
  terms.times('safeTimes', 'contact.safe_times', 'contact.safe_times_hint'),
  terms.times('neverTimes', 'contact.never_times'),
];
/** What to read before it is used. */
const care: readonly Field[] = [
  terms.text('deviceSeenBy', 'contact.device_seen_by', { max: 300 }),
  terms.text('codeWord', 'contact.code_word', { hint: 'contact.code_word_hint', max: 100 }),
  terms.choice('voicemail', 'contact.voicemail', codes(VOICEMAIL_RULES, 'voicemail')),
  terms.yesNo('textOk', 'contact.text_ok'),
  terms.yesNo('senderNameOk', 'contact.sender_name_ok'),
  terms.choice('sharedAccount', 'contact.shared_account', YES_NO_NOT_KNOWN),
  terms.choice('itemisedBill', 'contact.itemised_bill', YES_NO_NOT_KNOWN),
  terms.text('askFor', 'contact.ask_for', { max: 100 }),
  terms.choice('interpreterGender', 'contact.interpreter', codes(['any', 'woman', 'man'], 'interpreter_gender')),
  terms.group('alternative', 'contact.alternative', { name: '', relation: '' }, [
    alternative.text('name', 'contact.alternative_name', { max: 100 }),
    alternative.text('relation', 'contact.alternative_relation', { max: 100 }),
  ]),
];

export const CARD_FIELDS: readonly Field[] = [...care, ...times, ...safety.filter(({ name }) => name === 'said')];

/** An entry that stands there already keeps its value unless another is written. */
export function formFields(existing: boolean): readonly Field[] {
  return [
    terms.oneOf('channel', 'contact.channel', codes(CONTACT_CHANNELS, 'contact_channel')),
    terms.oneOf('holder', 'contact.holder', codes(CONTACT_HOLDERS, 'contact_holder')),
    terms.text('value', 'contact.value', { max: 300, ...(existing ? { hint: 'contact.value_keep' } : {}) }),
    ...safety,
    ...(existing ? [terms.flag('checked', 'contact.asked_now')] : []),
    ...times,
    ...care,
    terms.flag('preferred', 'contact.preferred'),
  ];
}

export function blankContact(): Values {
  const blank: ContactBody = {
    ...{ channel: 'phone', holder: 'person', value: null, safe: 'unknown', toldBy: null, said: null, checked: false },
    ...{ anyTime: false, safeTimes: [], neverTimes: [], voicemail: null, textOk: null, senderNameOk: null },
    ...{ codeWord: null, deviceSeenBy: null, sharedAccount: null, itemisedBill: null, interpreterGender: null },
    ...{ askFor: null, alternative: null, recheckOn: null, preferred: false },
  };
  return asValues(blank);
}

/** What the form begins with: the terms as they stand, and no value. */
export function bodyOf(contact: SafeContact): Values {
  const names = Object.keys(blankContact()).filter((name) => name !== 'value' && name !== 'checked');
  const kept = names.map((name) => [name, contact[name as keyof ContactTermsInput]]);
  return { ...asValues(Object.fromEntries(kept)), value: null, checked: false };
}

export function faultsOfContact(
  body: Values,
  { before, today }: { readonly before: Pick<SafeContact, 'safe' | 'recheckOn'> | null; readonly today: string },
): Faults {
  const unreadable = unreadableIn(formFields(before !== null), body);
  if (Object.keys(unreadable).length > 0) return unreadable;
  const { value, checked } = body;
  const given = typeof value === 'string' ? value : undefined;
  const faults = contactFaults({
    // Choices come from the lists of the schema, and what could not be read was found above.
    terms: body as unknown as ContactTermsInput,
    ...{ value: before === null ? (given ?? '') : given, before, today },
    ...{ checked: checked === true || before === null, ofChild: false },
  });
  return Object.fromEntries(faults.map(({ path, message }) => [path, message]));
}

/** As it is sent: a value only where one was written. */
export function contactAsSent({ value, checked, ...rest }: Values, existing: boolean): Values {
  const written = typeof value === 'string' ? { value } : {};
  return existing ? { ...rest, ...written, checked: checked === true } : { ...rest, ...written };
}
