import { describe, expect, test } from 'vitest';
import { freshNotes } from '../../client/conversations/fresh.ts';
import { acknowledge, addLine, linesOf, mark, settle, worthSending } from '../../client/conversations/outbox.ts';
import { lastReadSeq } from '../../client/conversations/read-state.ts';
import { matching } from '../../client/conversations/search.ts';
import { asInput, draftOf, missingFrom } from '../../client/conversations/wrap-up.ts';
import { clockOf } from '../../client/ui/durations.ts';
import { aMessage, later, T0 } from './support/builders.ts';

const line = { clientId: 'k1', conversationId: 'c1', text: 'hello' };
const mine = { role: 'agent', agentId: 'a1' } as const;

describe('lines on their way', () => {
  test('[L1] a line stays on the desk until the log shows it', () => {
    const outbox = addLine([], line);
    const acknowledged = acknowledge(outbox, 'k1', 4, []);
    expect(linesOf(acknowledged, 'c1')).toHaveLength(1);
    expect(settle(acknowledged, [aMessage(4, { author: mine })])).toEqual([]);
  });

  test('[L2] a line whose acknowledgement was lost is known by its clientId when it arrives', () => {
    expect(settle(addLine([], line), [aMessage(1, { clientId: 'k1', author: mine })])).toEqual([]);
    expect(settle(addLine([], line), [aMessage(1, { clientId: 'k2', author: mine })])).toHaveLength(1);
    expect(settle(addLine([], line), [aMessage(1, { conversationId: 'c2', clientId: 'k1' })])).toHaveLength(1);
  });

  test('what failed goes out again after a reconnect; what was refused waits for a person', () => {
    const outbox = addLine(addLine([], line), { ...line, clientId: 'k2' });
    const after = mark(mark(outbox, 'k1', 'failed'), 'k2', 'refused', 'This conversation has ended.');
    expect(worthSending(after).map((unsent) => unsent.clientId)).toEqual(['k1']);
  });

  test('"Read" stands at the last of my lines that the visitor has seen', () => {
    const log = [aMessage(1, { author: mine }), aMessage(2), aMessage(3, { author: mine })];
    expect(lastReadSeq(log, 'a1', 2)).toBe(1);
    expect(lastReadSeq(log, 'a1', 3)).toBe(3);
    expect(lastReadSeq(log, 'a1', 0)).toBeNull();
  });
});

describe('wrap-up', () => {
  test('a conversation closes only with an outcome, what it was about, and a risk', () => {
    const draft = draftOf(null);
    expect(missingFrom(draft)).toEqual(['outcomes', 'crimeTypes', 'risk']);
    const full = { ...draft, outcomes: ['advice'], crimeTypes: ['abh'], risk: 'medium' } as const;
    expect(missingFrom(full)).toEqual([]);
    expect(asInput('c1', full, true)).toMatchObject({ outcomes: ['advice'], risk: 'medium', done: true });
  });

  test('silence, a test, a hoax or the wrong service closes without a form and carries nothing along', () => {
    const draft = { ...draftOf(null), outcomes: ['advice'], nonData: 'test' } as const;
    expect(missingFrom(draft)).toEqual([]);
    expect(asInput('c1', draft, true)).toEqual({
      conversationId: 'c1',
      outcomes: [],
      crimeTypes: [],
      risk: 'not_assessed',
      nonData: 'test',
      done: true,
    });
  });

  test('a crime type is found by the beginning of any of its words, whatever the case', () => {
    const items = [
      { code: 'abh', label: 'Actual bodily harm', group: 'violence' },
      { code: 'fraud', label: 'Fraud', group: 'fraud_cyber' },
    ];
    expect(matching(items, 'BOD').map((item) => item.code)).toEqual(['abh']);
    expect(matching(items, 'harm act').map((item) => item.code)).toEqual(['abh']);
    expect(matching(items, 'cyber').map((item) => item.code)).toEqual(['fraud']);
    expect(matching(items, ' ')).toHaveLength(2);
  });
});

test('waits are read at a glance', () => {
  expect([0, 7_000, 75_000, 7_200_000, -5].map(clockOf)).toEqual(['0:00', '0:07', '1:15', '2:00:00', '0:00']);
});

test('[V5] who reads along shows beside the chat at once, until it was seen', () => {
  const note = {
    noteId: 'n1',
    kind: 'note',
    author: { agentId: 's1', name: 'Maya' },
    text: 'reads',
    at: later(5),
  } as const;
  const own = { ...note, noteId: 'n2', author: { agentId: 'a1', name: 'Ruth' } };
  expect(freshNotes([note, own], 'a1', T0, 0)).toEqual([note]);
  expect(freshNotes([note, own], 'a1', T0, 1)).toEqual([]);
  expect(freshNotes([note], 'a1', later(10), 0)).toEqual([]);
});
