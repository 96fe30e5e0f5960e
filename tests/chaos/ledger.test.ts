/** The judge sees every fault that is planted: one that cannot find anything would prove nothing. */
import { describe, expect, it } from 'vitest';
import { FAULTS, type Facts, type Figures, judge, type SentLine, type StoredEntry } from './ledger.ts';

const CONVERSATION = 'c1';
const line = (nth: number): SentLine => ({
  ...{ conversationId: CONVERSATION, clientId: `id-${nth}`, author: 'visitor', text: `line ${nth}`, inOrder: true },
});
const entry = (seq: number, nth = seq): StoredEntry => ({
  ...{ seq, clientId: `id-${nth}`, kind: 'message', text: `line ${nth}` },
});
const ended = (seq: number): StoredEntry => ({ seq, clientId: 'end', kind: 'ended' });

interface Story {
  readonly sent?: readonly SentLine[];
  readonly log: readonly StoredEntry[];
  readonly acknowledged: readonly (readonly [nth: number, seq: number])[];
  readonly seen?: readonly StoredEntry[];
  readonly disorders?: number;
  readonly left?: boolean;
}

function told({
  sent = [1, 2, 3, 4].map(line),
  log,
  acknowledged,
  seen = log,
  disorders = 0,
  left = false,
}: Story): Figures {
  const facts: Facts = {
    sent,
    acknowledged: acknowledged.map(([nth, seq]) => ({ clientId: `id-${nth}`, seq })),
    stored: new Map([[CONVERSATION, log]]),
    views: [{ viewer: 'somebody', conversationId: CONVERSATION, entries: seen, disorders, left }],
  };
  return judge(facts);
}

/** The faults that were counted. */
function faultsOf(story: Story): Partial<Figures> {
  const figures = told(story);
  return Object.fromEntries(FAULTS.filter((name) => figures[name] !== 0).map((name) => [name, figures[name]]));
}

const WHOLE = [entry(1), entry(2), entry(3), ended(4)];
const ALL = [
  [1, 1],
  [2, 2],
  [3, 3],
] as const;

describe('the judge', () => {
  it('finds nothing wrong with a log as it should be, also where an unanswered line is stored or is not', () => {
    expect(faultsOf({ log: WHOLE, acknowledged: ALL })).toEqual({});
    expect(faultsOf({ log: WHOLE, acknowledged: [[1, 1]] })).toEqual({});
    expect(told({ log: WHOLE, acknowledged: ALL })).toMatchObject({ sent: 4, acknowledged: 3, conversations: 1 });
  });

  it('counts what was acknowledged and is not there, or is there under another number', () => {
    expect(faultsOf({ log: [entry(1), entry(2)], acknowledged: ALL })).toEqual({ missing: 1 });
    const swapped = [entry(1), entry(2, 3), entry(3, 2)];
    expect(faultsOf({ log: swapped, acknowledged: ALL })).toEqual({ missing: 2 });
    expect(faultsOf({ log: [], acknowledged: ALL })).toEqual({ missing: 3 });
  });

  it('counts a line that is there twice, under one clientId or under two', () => {
    expect(faultsOf({ log: [entry(1), entry(2), entry(3, 2)], acknowledged: [[1, 1]] })).toEqual({ doubled: 1 });
    const copy = { ...entry(2, 3), text: 'line 2' };
    const sent = [line(1), line(2), { ...line(3), text: 'line 2' }];
    expect(faultsOf({ sent, log: [entry(1), { ...copy, seq: 2 }, entry(3, 2)], acknowledged: [] })).toEqual({
      doubled: 1,
    });
  });

  it('counts a line that was acknowledged with two numbers', () => {
    const story = { log: WHOLE, acknowledged: [...ALL, [2, 3]] as const };
    expect(faultsOf(story)).toMatchObject({ doubled: 1, missing: 1 });
  });

  it('counts a line behind a later one of its sender, unless they were on their way at once', () => {
    const log = [entry(1, 2), entry(2, 1)];
    const acknowledged = [
      [1, 2],
      [2, 1],
    ] as const;
    expect(faultsOf({ log, acknowledged })).toEqual({ outOfOrder: 1 });
    const atOnce = [1, 2].map((nth) => ({ ...line(nth), inOrder: false }));
    expect(faultsOf({ sent: atOnce, log, acknowledged })).toEqual({});
    const two = [line(1), { ...line(2), author: 'agent' }];
    expect(faultsOf({ sent: two, log, acknowledged })).toEqual({});
  });

  it('counts entries that came otherwise than as the next', () => {
    expect(faultsOf({ log: WHOLE, acknowledged: ALL, disorders: 2 })).toEqual({ outOfOrder: 2 });
  });

  it('counts holes, at the beginning too, and numbers given twice', () => {
    expect(faultsOf({ log: [entry(1), entry(3)], acknowledged: [] })).toEqual({ holes: 1 });
    expect(faultsOf({ log: [entry(3)], acknowledged: [] })).toEqual({ holes: 2 });
    const twice = [entry(1), { ...entry(1, 2), seq: 1 }];
    expect(faultsOf({ log: twice, seen: [], acknowledged: [] })).toMatchObject({ holes: 1 });
  });

  it('counts what comes after the end, but not what may', () => {
    expect(faultsOf({ log: [entry(1), ended(2), entry(3)], acknowledged: [] })).toEqual({ afterEnd: 1 });
    const withdrawn = { seq: 3, clientId: 'w', kind: 'consent_withdrawn' };
    expect(faultsOf({ log: [entry(1), ended(2), withdrawn], acknowledged: [] })).toEqual({});
  });

  it('counts words that are not those that were sent, and messages that nobody sent', () => {
    const log = [{ ...entry(1), text: 'something else' }];
    expect(faultsOf({ log, acknowledged: [[1, 1]] })).toEqual({ altered: 1 });
    expect(faultsOf({ log: [entry(1, 9)], acknowledged: [] })).toEqual({ altered: 1 });
    const elsewhere = [{ ...line(1), conversationId: 'c2' }];
    expect(faultsOf({ sent: elsewhere, log: [entry(1)], acknowledged: [] })).toEqual({ altered: 1 });
  });

  it('counts what somebody saw otherwise than it is stored, and what they never saw', () => {
    const seen = [entry(1), { ...entry(2), text: 'other words' }];
    expect(faultsOf({ log: WHOLE, acknowledged: ALL, seen })).toEqual({ differing: 1, unseen: 2 });
    expect(faultsOf({ log: WHOLE, acknowledged: ALL, seen: [entry(1)], left: true })).toEqual({});
    expect(faultsOf({ log: [entry(1)], acknowledged: [], seen: [entry(1), entry(2)] })).toEqual({ differing: 1 });
  });
});
