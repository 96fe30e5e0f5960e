import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type BandRow,
  median,
  percentile,
  type TodayRow,
  type WaitingRow,
  type WallboardInput,
  wallboardFigures,
} from '../../../server/supervision/wallboard-figures.ts';
import { PRIORITIES } from '../../../shared/protocol/conversation.ts';
import { wallboard } from '../../../shared/protocol/desk.ts';

const NOON = Date.UTC(2026, 10, 2, 12);
const MINUTE = 60_000;

const came = (row: Partial<TodayRow> = {}): TodayRow => ({
  enqueuedAt: NOON - 60 * MINUTE,
  acceptedAt: null,
  endedAt: null,
  endReason: null,
  ...row,
});
const answered = (waitMs: number): TodayRow => came({ acceptedAt: NOON - 60 * MINUTE + waitMs });
const gone = (endReason: string, afterMs: number, row: Partial<TodayRow> = {}): TodayRow =>
  came({ endReason, endedAt: NOON - 60 * MINUTE + afterMs, ...row });
const waitingRow = (row: Partial<WaitingRow>): WaitingRow => ({
  _id: 'c',
  queueId: 'main',
  queueKey: NOON,
  priority: 'normal',
  state: 'waiting',
  enqueuedAt: NOON,
  connection: { state: 'connected' },
  ...row,
});
const input = (given: Partial<WallboardInput> = {}): WallboardInput => ({
  at: NOON,
  revision: 1,
  waiting: [],
  bands: [],
  today: [],
  agents: [],
  targetMs: null,
  ...given,
});
const today = (rows: readonly TodayRow[], targetMs: number | null = null) =>
  wallboardFigures(input({ today: rows, targetMs })).today;

describe('who waits', () => {
  test('every band is listed, in order, with how many wait and since when the longest does', () => {
    const bands: BandRow[] = [
      { priority: 'normal', waiting: 4, longestSince: NOON - 9 * MINUTE },
      { priority: 'danger', waiting: 1, longestSince: NOON - MINUTE },
    ];
    const board = wallboardFigures(input({ bands }));
    expect(board.bands.map(({ priority, waiting }) => [priority, waiting])).toEqual([
      ['danger', 1],
      ['self_harm', 0],
      ['young', 0],
      ['returned', 0],
      ['normal', 4],
    ]);
    expect(board.waitingTotal).toBe(5);
    expect(board.longestSince).toBe('2026-11-02T11:51:00.000Z');
    expect(board.bands[1]?.longestSince).toBeNull();
  });

  test('the list is in the order of the queue, of equals by id', () => {
    const waiting = [
      waitingRow({ _id: 'b' }),
      waitingRow({ _id: 'a', state: 'offered' }),
      waitingRow({ _id: 'z', queueKey: NOON - 1, connection: { state: 'lost' } }),
    ];
    const board = wallboardFigures(input({ waiting }));
    expect(
      board.waiting.map(({ conversationId, state, visitorPresence }) => [conversationId, state, visitorPresence]),
    ).toEqual([
      ['z', 'waiting', 'lost'],
      ['a', 'offered', 'connected'],
      ['b', 'waiting', 'connected'],
    ]);
  });

  test('with nobody waiting there is no longest wait', () => {
    expect(wallboardFigures(input())).toMatchObject({ waitingTotal: 0, longestSince: null, waiting: [] });
  });
});

describe("today's waits", () => {
  test('average, median, 90th percentile and longest, of those who were answered', () => {
    const rows = [10, 20, 30, 40, 50, 60, 70, 80, 90, 1000].map((second) => answered(second * 1_000));
    expect(today([...rows, came()])).toMatchObject({
      requested: 11,
      accepted: 10,
      averageWaitMs: 145_000,
      medianWaitMs: 55_000,
      p90WaitMs: 90_000,
      longestWaitMs: 1_000_000,
    });
  });

  test('before anybody was answered there are none, not noughts', () => {
    expect(today([came()])).toMatchObject({
      requested: 1,
      accepted: 0,
      averageWaitMs: null,
      medianWaitMs: null,
      p90WaitMs: null,
      longestWaitMs: null,
    });
  });

  test('the 90th percentile is a wait somebody had, which nine in ten did not exceed', () => {
    const waits = fc.array(fc.nat(3_600_000), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(waits, fc.constantFrom(0.5, 0.9, 0.95, 1), (all, share) => {
        const sorted = [...all].sort((a, b) => a - b);
        const found = percentile(sorted, share) ?? -1;
        expect(all).toContain(found);
        expect(all.filter((wait) => wait <= found).length).toBeGreaterThanOrEqual(share * all.length);
        expect(all.filter((wait) => wait < found).length).toBeLessThan(share * all.length);
      }),
    );
  });

  test('the median has as many below as above, in odd and even numbers', () => {
    expect([median([]), median([3]), median([1, 2]), median([1, 2, 9]), median([1, 2, 4, 9])]).toEqual([
      null,
      3,
      2,
      2,
      3,
    ]);
  });
});

describe('those who were not answered', () => {
  test('abandoned are those who left or were lost unanswered; exits stand apart, answered or not', () => {
    const rows = [
      gone('left_queue', MINUTE),
      gone('ended', MINUTE),
      gone('lost', MINUTE),
      gone('exit', MINUTE),
      gone('exit', 9 * MINUTE, { acceptedAt: NOON - 58 * MINUTE }),
      gone('ended', 9 * MINUTE, { acceptedAt: NOON - 58 * MINUTE }),
      gone('service', MINUTE),
      gone('test', MINUTE),
      came(),
    ];
    expect(today(rows)).toMatchObject({ requested: 9, accepted: 2, abandoned: 3, exited: 2 });
  });
});

describe('the target', () => {
  test('until one is agreed, nothing is within it', () => {
    expect(today([answered(1)]).withinTarget).toBeNull();
  });

  test('counts those answered in time, of those answered and those who waited past it', () => {
    const rows = [
      answered(30_000),
      answered(MINUTE),
      answered(MINUTE + 1),
      came(),
      came({ enqueuedAt: NOON - MINUTE }),
      gone('left_queue', 2 * MINUTE),
      gone('left_queue', 10_000),
      gone('exit', 5 * MINUTE),
    ];
    expect(today(rows, MINUTE).withinTarget).toEqual({ count: 2, of: 5, targetMs: MINUTE });
  });
});

describe('the whole board', () => {
  const row: fc.Arbitrary<TodayRow> = fc.record({
    enqueuedAt: fc.integer({ min: NOON - 720 * MINUTE, max: NOON - 60 * MINUTE }),
    acceptedAt: fc.option(fc.integer({ min: NOON - 60 * MINUTE, max: NOON })),
    endedAt: fc.option(fc.constant(NOON)),
    endReason: fc.option(fc.constantFrom('exit', 'left_queue', 'lost', 'ended', 'service', 'completed')),
  });
  const band = fc.record({
    priority: fc.constantFrom(...PRIORITIES),
    waiting: fc.integer({ min: 1, max: 500 }),
    longestSince: fc.integer({ min: NOON - 600 * MINUTE, max: NOON }),
  });
  const bands = fc.uniqueArray(band, { selector: ({ priority }) => priority });

  test('is what the protocol says it is, and its figures agree with each other', () => {
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 40 }),
        bands,
        fc.option(fc.constant(90 * MINUTE)),
        (rows, counted, targetMs) => {
          const board = wallboardFigures(input({ today: rows, bands: counted, targetMs }));
          expect(wallboard.parse(board)).toEqual(board);
          const { requested, accepted, abandoned, medianWaitMs, p90WaitMs, longestWaitMs, withinTarget } = board.today;
          expect(accepted + abandoned).toBeLessThanOrEqual(requested);
          expect(medianWaitMs ?? 0).toBeLessThanOrEqual(p90WaitMs ?? 0);
          expect(p90WaitMs ?? 0).toBeLessThanOrEqual(longestWaitMs ?? 0);
          expect(withinTarget === null).toBe(targetMs === null);
          if (withinTarget) expect(withinTarget.count).toBeLessThanOrEqual(withinTarget.of);
          if (withinTarget) expect(withinTarget.of).toBeLessThanOrEqual(requested);
        },
      ),
    );
  });
});
