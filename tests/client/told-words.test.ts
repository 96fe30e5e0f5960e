import { describe, expect, it } from 'vitest';
import { bodyOf, type ConsentForm, emptyForm, missingNeeded } from '../../client/cases/referrals/consent-form-draft.ts';
import { toldSentences } from '../../client/cases/referrals/told-words.ts';
import { learn } from '../../client/ui/words.ts';
import { WRITTEN_WAYS } from '../../shared/domain/written-consent.ts';
import { REFERRAL_STATES } from '../../shared/protocol/desk.ts';
import type { ToldReferral } from '../../shared/protocol/http/case-referrals.ts';
import { consolePagesText } from '../../shared/text/en/console-pages.ts';

learn(consolePagesText);

const referral = (given: Partial<ToldReferral>): ToldReferral => ({
  ...{ referralId: 'r', recipientName: 'Harbour', state: 'sent', sentAt: '2026-11-03T14:02:00Z', answeredAt: null },
  ...{ sent: [{ itemId: 'name', label: 'Your name', value: 'Sam' }], since: '2026-11-04T09:00:00Z' },
  ...given,
});

describe('what a person is told of a referral', () => {
  it('says what went, to whom and when, and what came back', () => {
    expect(toldSentences(referral({}))).toEqual([
      'On Tue 3 Nov, 14:02 we told Harbour: your name.',
      'Harbour has not answered yet.',
    ]);
    expect(toldSentences(referral({ state: 'declined' }))[1]).toBe(
      'Harbour cannot take it on. They said so on Wed 4 Nov, 09:00.',
    );
  });

  it('says who takes it from when, and how long the wait is, as the partner said', () => {
    const none = { worker: null, startsOn: null, weeks: null, reviewOn: null };
    const takes = referral({ state: 'accepted', takenOn: { ...none, worker: 'Robin', startsOn: '2026-11-20' } });
    expect(toldSentences(takes).slice(2)).toEqual([
      'There Robin looks after it.',
      'Harbour begins on 20 November 2026.',
    ]);
    const waits = referral({ state: 'waiting_list', takenOn: { ...none, weeks: 6, reviewOn: '2026-12-18' } });
    expect(toldSentences(waits).slice(2)).toEqual([
      'They think that it takes 6 weeks.',
      'They look at it again on 18 December 2026.',
    ]);
    expect(toldSentences(referral({ state: 'accepted', takenOn: null }))).toHaveLength(2);
  });

  it('never says that something went where nothing has, nor a code, whatever the state', () => {
    for (const state of REFERRAL_STATES) {
      const unsent = toldSentences(referral({ state, sentAt: null, sent: [] })).join(' ');
      expect(unsent).not.toMatch(/we told|we sent/);
      for (const sentence of [unsent, ...toldSentences(referral({ state }))]) {
        expect(sentence).toContain('Harbour');
        expect(sentence).not.toMatch(/_|\{|undefined/);
      }
    }
  });
});

const item = (itemId: string, needed = false, sensitive = false) => ({ itemId, label: itemId, needed, sensitive });
const recipient = {
  ...{ recipientId: 'harbour', name: 'Harbour', kind: 'x', purpose: 'To help.', details: '', unverified: false },
  ...{ usable: true, purposes: [{ purposeId: 'support', text: 'To help.' }] },
  items: [item('name', true), item('health', false, true)],
  card: null,
};
const offered = {
  recipients: [recipient],
  wordings: [{ wordingVersion: 'ask-1', language: 'en', kind: 'ask' as const, audience: 'adult', text: 'May we?' }],
  asking: { chatOpen: false, competenceNeeded: false, releaseNeeded: false },
};
const writing = { clientId: 'c', now: Date.parse('2026-11-27T10:00:00Z'), offered };
const filled: ConsentForm = {
  ...emptyForm,
  ...{ recipientId: 'harbour', decision: 'given', method: WRITTEN_WAYS[0], evidence: 'Yes.', able: 'yes', free: 'yes' },
  ...{ values: { name: 'Sam', health: 'Sleeps badly.' }, agreed: ['name'] },
};

describe('a half-written answer', () => {
  it('sends the value of what they said yes to, and of what they kept back that it was asked', () => {
    const made = bodyOf(filled, writing);
    expect('body' in made && made.body.items).toEqual([
      { itemId: 'name', agreed: true, value: 'Sam' },
      { itemId: 'health', agreed: false, value: null },
    ]);
    expect('body' in made && made.body.saidAt).toBe('2026-11-27T10:00:00.000Z');
  });

  it('shares nothing of who said no, whatever was switched on before', () => {
    const made = bodyOf({ ...filled, decision: 'declined' }, writing);
    expect('body' in made && made.body.items).toEqual([]);
  });

  it.each<[Partial<ConsentForm>, string]>([
    [{ recipientId: '' }, 'choose'],
    [{ decision: '' }, 'choose'],
    [{ method: '' }, 'choose'],
    [{ able: '' }, 'choose_seen'],
    [{ evidence: ' ' }, 'evidence_missing'],
    [{ when: 'earlier', on: 'yesterday', time: '10:00' }, 'when'],
  ])('lacks something with %j', (change, lacking) => {
    expect(bodyOf({ ...filled, ...change }, writing)).toEqual({ lacking });
  });

  it('says what the service cannot help without, once something was agreed to', () => {
    expect(missingNeeded(recipient, { ...filled, agreed: [] })).toEqual([]);
    expect(missingNeeded(recipient, { ...filled, agreed: ['health'] }).map(({ itemId }) => itemId)).toEqual(['name']);
  });
});
