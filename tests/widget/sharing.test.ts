import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConsentRecipient } from '../../shared/protocol/entry.ts';
import { emptyLog } from '../../widget/log.ts';
import {
  type AskEntry,
  isAnswered,
  isAskedAgain,
  missing,
  namesTalkedAbout,
  noDraft,
  standingOf,
  toAnswer,
  toggle,
} from '../../widget/sharing.ts';
import { message, service } from './fake-line.ts';

const item = (itemId: string, needed = false, sensitive = false) => ({
  itemId,
  label: itemId,
  value: `about ${itemId}`,
  needed,
  sensitive,
});
const recipient: ConsentRecipient = {
  recipientId: 'partner',
  name: 'Partner',
  purpose: 'To help',
  items: [item('name', true), item('area'), item('health', false, true)],
};
const ids = recipient.items.map(({ itemId }) => itemId);

describe('an answer to the Ask card', () => {
  it('[C1] is nothing until something is chosen', () => {
    expect(isAnswered(recipient, noDraft)).toBe(false);
    expect(toAnswer(recipient, noDraft)).toEqual({ recipientId: 'partner', decision: 'declined', items: [] });
  });

  it('[C1] never holds an item that was not switched on, nor any where the answer is not yes', () => {
    const decisions = fc.constantFrom('given', 'details_only', 'declined', null);
    fc.assert(
      fc.property(decisions, fc.subarray(ids), (decision, items) => {
        const answer = toAnswer(recipient, { decision, items });
        if (decision !== 'given' || items.length === 0) expect(answer.items).toEqual([]);
        else expect(answer.items).toEqual(items);
        expect(answer.decision === 'given').toBe(decision === 'given' && items.length > 0);
      }),
    );
  });

  it('waits for what the recipient needs, and other answers do not', () => {
    const yes = toggle({ ...noDraft, decision: 'given' }, 'area');
    expect(missing(recipient, yes).map(({ itemId }) => itemId)).toEqual(['name']);
    expect(isAnswered(recipient, yes)).toBe(false);
    expect(isAnswered(recipient, toggle(yes, 'name'))).toBe(true);
    expect(isAnswered(recipient, { decision: 'declined', items: [] })).toBe(true);
  });

  it('stands as the log says, with what was taken back', () => {
    const base = { conversationId: 'c', at: '2026-11-24T10:00:00.000Z', author: { role: 'visitor' } } as const;
    const answers = [{ recipientId: 'partner', decision: 'given', items: ['name'] }] as const;
    const standing = standingOf(
      [
        {
          ...base,
          seq: 1,
          kind: 'consent_answered',
          data: { requestId: 'r', answers: [...answers].map((each) => ({ ...each, items: [...each.items] })) },
        },
        { ...base, seq: 2, kind: 'consent_withdrawn', data: { requestId: 'r', recipientId: 'partner' } },
        { ...base, seq: 3, kind: 'consent_withdrawn', data: { requestId: 'other', recipientId: 'x' } },
      ],
      'r',
    );
    expect(standing.answers).toEqual(answers);
    expect(standing.withdrawn).toEqual([{ requestId: 'r', recipientId: 'partner' }]);
  });

  it('is not asked for on a card that was asked again later about the same service', () => {
    const card = (seq: number, requestId: string, recipientId = 'partner'): AskEntry => ({
      ...{ conversationId: 'c', at: '2026-11-24T10:00:00.000Z', author: { role: 'agent' }, seq, kind: 'consent_asked' },
      data: { requestId, wordingVersion: 'ask-en-adult-1', wording: 'w', recipients: [{ ...recipient, recipientId }] },
    });
    const [first, second, other] = [card(1, 'a'), card(3, 'b'), card(5, 'c', 'somebody-else')];
    const log = [first, second, other];
    expect(log.map((each) => isAskedAgain(log, each))).toEqual([true, false, false]);
  });
});

describe('the end of a chat', () => {
  it('keeps the numbers that the worker wrote, however they were spaced, and none that only the visitor wrote', () => {
    const numbers = [
      { label: 'Childline', number: '0800 1111', note: '' },
      { label: 'A helpline', number: '0808 2000 247', note: '' },
    ];
    const theirs = { ...message(2, 'I rang 0808 2000 247'), author: { role: 'visitor' } } as const;
    const kept = namesTalkedAbout({
      log: { ...emptyLog, entries: [message(1, 'You can ring 08001111 any time.'), theirs] },
      service: { ...service, numbers: [...numbers] },
    });
    expect(kept).toEqual(['Childline: 0800 1111']);
  });
});
