import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  cardOf,
  chosenRecipient,
  chosenWording,
  consentInput,
  emptyDraft,
  missingNeeded,
  type OfferedRecipient,
} from '../../client/consent/consent-draft.ts';
import { sentences } from '../../client/consent/consent-entry.tsx';
import { consentNames, consentsOf, notMade, referralOf } from '../../client/consent/consent-state.ts';
import { stepsOf } from '../../client/referrals/referral-steps.ts';
import type { ConsentAnswer, Entry } from '../../shared/protocol/entry.ts';
import { T0 } from './support/builders.ts';

const recipient: OfferedRecipient = {
  recipientId: 'p1',
  name: 'Harbour Support',
  kind: 'victim_support',
  purpose: 'To arrange practical help.',
  purposes: [{ purposeId: 'practical', text: 'To arrange practical help.' }],
  unverified: false,
  usable: true,
  details: '01632 960000',
  items: [
    { itemId: 'name', label: 'Name', needed: true, because: 'they must ask for you', sensitive: false },
    { itemId: 'contact', label: 'Safe contact', needed: true, sensitive: false },
    { itemId: 'health', label: 'Health', needed: false, sensitive: true },
  ],
  card: null,
};
const wording = {
  wordingVersion: 'ask-en-adult-1',
  language: 'en',
  kind: 'ask',
  audience: 'adult',
  text: 'You can say no.',
} as const;

const base = { conversationId: 'c1', at: T0 };
const card = cardOf(recipient, { ...emptyDraft, values: { name: 'Ada', contact: '07700 900123', health: '' } });
const asked: Entry = {
  ...base,
  seq: 1,
  kind: 'consent_asked',
  author: { role: 'agent', name: 'Ruth' },
  data: { requestId: 'q1', wordingVersion: 'ask-en-adult-1', wording: 'You can say no.', recipients: [card] },
};
const answered = (answer: Omit<ConsentAnswer, 'recipientId'>): Entry => ({
  ...base,
  seq: 2,
  kind: 'consent_answered',
  author: { role: 'visitor' },
  data: { requestId: 'q1', answers: [{ recipientId: 'p1', ...answer }] },
});
const withdrawn: Entry = {
  ...base,
  seq: 3,
  kind: 'consent_withdrawn',
  author: { role: 'visitor' },
  data: { requestId: 'q1', recipientId: 'p1' },
};

test('[C1] what is asked is exactly what the preview shows, and an empty item is not asked about', () => {
  const values = fc.record({ name: fc.string(), contact: fc.string(), health: fc.string() });
  fc.assert(
    fc.property(values, (given) => {
      const shown = cardOf(recipient, { ...emptyDraft, values: given });
      const input = consentInput({ clientId: 'x', conversationId: 'c1' }, shown, wording);
      expect(input.recipients[0]?.items).toEqual(shown.items.map(({ itemId, value }) => ({ itemId, value })));
      expect(shown.items.every((item) => item.value.trim() !== '')).toBe(true);
      expect(input.wordingVersion).toBe(wording.wordingVersion);
    }),
  );
});

test('a needed item without a value is named, so that the question is not asked in vain', () => {
  expect(missingNeeded(recipient, emptyDraft).map((item) => item.itemId)).toEqual(['name', 'contact']);
  expect(missingNeeded(recipient, { ...emptyDraft, values: { name: 'Ada', contact: '07700 900123' } })).toEqual([]);
});

test('the wording is chosen by the language of the visitor unless the worker chose one', () => {
  const polish = { ...wording, wordingVersion: 'ask-pl-adult-1', language: 'pl', text: 'Możesz odmówić.' };
  const tell = { ...wording, kind: 'tell', wordingVersion: 'tell-pl-adult-1', language: 'pl' } as const;
  const offered = { recipients: [recipient], wordings: [tell, wording, polish] };
  expect(chosenWording(offered, emptyDraft, 'pl')).toBe(polish);
  expect(chosenWording(offered, emptyDraft, 'en-GB')).toBe(wording);
  const chosen = { ...emptyDraft, wordingVersion: 'ask-pl-adult-1', language: 'pl' };
  expect(chosenWording(offered, chosen, 'en')).toBe(polish);
  expect(chosenWording({ ...offered, wordings: [] }, emptyDraft, 'en')).toBeNull();
});

test('[C1] consent stands only where the person said so, item by item', () => {
  expect(consentsOf([asked])[0]).toMatchObject({ standing: 'asked', agreed: [] });
  const given = consentsOf([asked, answered({ decision: 'given', items: ['name'] })])[0];
  expect(given).toMatchObject({ standing: 'given', agreed: ['name'] });
  const nothing = consentsOf([asked, answered({ decision: 'given', items: [] })])[0];
  expect(nothing).toMatchObject({ standing: 'declined', agreed: [] });
  const back = consentsOf([asked, answered({ decision: 'given', items: ['name'] }), withdrawn])[0];
  expect(back).toMatchObject({ standing: 'withdrawn', agreed: [] });
});

test('[C1] a second yes after one was taken back stands for itself, and has no referral until one is made of it', () => {
  const yes = answered({ decision: 'given', items: ['name'] });
  if (asked.kind !== 'consent_asked' || yes.kind !== 'consent_answered')
    throw new Error('not a question and its answer');
  const askedAgain: Entry = { ...asked, seq: 4, data: { ...asked.data, requestId: 'q2' } };
  const yesAgain: Entry = { ...yes, seq: 5, data: { ...yes.data, requestId: 'q2' } };
  const known = { recipientId: 'p1', conversationId: 'c1', itemIds: ['name'], sentAt: null, acknowledgedAt: null };
  const stopped = { ...known, referralId: 'r1', requestId: 'q1', state: 'withdrawn' as const };
  const talk = [asked, yes, withdrawn, askedAgain, yesAgain];
  expect(consentsOf(talk).map(({ standing }) => standing)).toEqual(['withdrawn', 'given']);
  expect(notMade(talk, [stopped]).map(({ requestId }) => requestId)).toEqual(['q2']);
  const made = { ...stopped, referralId: 'r2', requestId: 'q2', state: 'held' as const };
  expect(consentsOf(talk).map((each) => referralOf([stopped, made], each)?.referralId)).toEqual(['r1', 'r2']);
  expect(notMade(talk, [stopped, made])).toEqual([]);
});

test('what was asked again is answered there: an older card waits for nobody, and an older yes makes nothing', () => {
  if (asked.kind !== 'consent_asked') throw new Error('not a question');
  const newer: Entry = { ...asked, seq: 4, data: { ...asked.data, requestId: 'q2' } };
  expect(consentsOf([asked, newer]).map(({ standing }) => standing)).toEqual(['replaced', 'asked']);
  const yes = answered({ decision: 'given', items: ['name'] });
  const no: Entry = {
    ...{ ...base, seq: 5, kind: 'consent_answered', author: { role: 'visitor' } },
    data: { requestId: 'q2', answers: [{ recipientId: 'p1', decision: 'declined', items: [] }] },
  };
  expect(consentsOf([asked, yes, newer]).map(({ standing }) => standing)).toEqual(['given', 'asked']);
  expect(consentsOf([asked, yes, newer, no]).map(({ standing }) => standing)).toEqual(['replaced', 'declined']);
});

test('the log says who was asked about and what was answered, by name', () => {
  const names = consentNames([asked]);
  const answer = answered({ decision: 'given', items: ['name', 'contact'] });
  if (answer.kind !== 'consent_answered') throw new Error('not an answer');
  expect(sentences(answer, names)).toEqual(['Harbour Support: refer me, 2 items may be shared.']);
});

test('[C1] what was taken back says whether it was in this chat; either way it is agreed to no more', () => {
  const names = consentNames([asked]);
  if (withdrawn.kind !== 'consent_withdrawn') throw new Error('nothing was taken back');
  expect(sentences(withdrawn, names)).toEqual(['Harbour Support: consent taken back. Nothing more is sent.']);
  const elsewhere = { ...withdrawn, author: { role: 'system' as const } };
  expect(sentences(elsewhere, names)).toEqual([
    'Harbour Support: consent taken back outside this chat. Nothing more is sent.',
  ]);
  const given = answered({ decision: 'given', items: ['name'] });
  expect(consentsOf([asked, given, elsewhere])).toMatchObject([{ standing: 'withdrawn', agreed: [] }]);
});

test('a referral shows how far it has come, also when the acknowledgement comes with a later state', () => {
  const known = { referralId: 'r1', conversationId: 'c1', requestId: 'q1', recipientId: 'p1', itemIds: ['name'] };
  const done = (state: 'held' | 'sent' | 'accepted', sentAt: string | null) =>
    stepsOf({ ...known, state, sentAt, acknowledgedAt: null }).map((step) => step.done);
  expect(done('held', null)).toEqual([true, false, false]);
  expect(done('sent', T0)).toEqual([true, true, false]);
  expect(done('accepted', T0)).toEqual([true, true, true]);
});

test('nobody is asked about a service whose details were not checked', () => {
  const draft = { ...emptyDraft, recipientId: 'p1' };
  expect(chosenRecipient({ recipients: [recipient], wordings: [] }, draft)).toBe(recipient);
  expect(chosenRecipient({ recipients: [{ ...recipient, usable: false }], wordings: [] }, draft)).toBeNull();
});
