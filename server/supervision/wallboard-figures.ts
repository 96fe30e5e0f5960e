/**
 * The wallboard's figures from what is stored. Waits count from the place taken to the first acceptance, with every return
 * and pause of ours in between, and never as an average alone. Nothing is within target until a target is agreed (D3).
 */
import { PRIORITIES, type Priority } from '../../shared/protocol/conversation.ts';
import type { Agent, Wallboard } from '../../shared/protocol/desk.ts';
import { iso, isoOrNull } from '../platform/ports.ts';

export interface WaitingRow {
  readonly _id: string;
  readonly queueId: string;
  readonly queueKey: number;
  readonly priority: Priority;
  readonly state: Wallboard['waiting'][number]['state'];
  readonly enqueuedAt: number;
  readonly connection: { readonly state: 'connected' | 'away' | 'lost' | 'left' };
}

export interface BandRow {
  readonly priority: Priority;
  readonly waiting: number;
  readonly longestSince: number;
}

/** One who came today. */
export interface TodayRow {
  readonly enqueuedAt: number;
  readonly acceptedAt: number | null;
  readonly endedAt: number | null;
  readonly endReason: string | null;
}

export interface WallboardInput {
  readonly at: number;
  readonly revision: number;
  /** The first of those who wait or are being offered. */
  readonly waiting: readonly WaitingRow[];
  /** All of them, counted by band. */
  readonly bands: readonly BandRow[];
  readonly today: readonly TodayRow[];
  readonly agents: readonly Agent[];
  /** Within how long people are to be answered, once a named person has confirmed it. */
  readonly targetMs: number | null;
}

export function wallboardFigures(input: WallboardInput): Wallboard {
  const { at, revision, agents } = input;
  const bands = PRIORITIES.map((priority) => {
    const row = input.bands.find((band) => band.priority === priority);
    return { priority, waiting: row?.waiting ?? 0, longestSince: isoOrNull(row?.longestSince) };
  });
  const longest = input.bands.map(({ longestSince }) => longestSince);
  return {
    at: iso(at),
    revision,
    waitingTotal: bands.reduce((sum, { waiting }) => sum + waiting, 0),
    longestSince: longest.length === 0 ? null : iso(Math.min(...longest)),
    waiting: [...input.waiting].sort(byPlace).map(waitingView),
    bands,
    today: todayFigures(input.today, input.targetMs, at),
    agents: [...agents],
  };
}

/** The middle one, or the mean of the two in the middle. */
export function median(sorted: readonly number[]): number | null {
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? null : Math.round((upper + lower) / 2);
}

/** Nearest rank: a wait that somebody really had, which at least this share of people did not exceed. */
export function percentile(sorted: readonly number[], share: number): number | null {
  return sorted[Math.max(1, Math.ceil(share * sorted.length)) - 1] ?? null;
}

function todayFigures(rows: readonly TodayRow[], targetMs: number | null, now: number): Wallboard['today'] {
  const waits = rows.flatMap(({ acceptedAt, enqueuedAt }) => (acceptedAt === null ? [] : [acceptedAt - enqueuedAt]));
  waits.sort((a, b) => a - b);
  const sum = waits.reduce((total, wait) => total + wait, 0);
  return {
    requested: rows.length,
    accepted: waits.length,
    averageWaitMs: waits.length === 0 ? null : Math.round(sum / waits.length),
    medianWaitMs: median(waits),
    p90WaitMs: percentile(waits, 0.9),
    longestWaitMs: waits[waits.length - 1] ?? null,
    withinTarget: targetMs === null ? null : withinTarget(rows, waits, targetMs, now),
    abandoned: rows.filter(isAbandoned).length,
    exited: rows.filter(({ endReason }) => endReason === 'exit').length,
  };
}

/**
 * Left, or was lost, before anybody answered. An exit is counted apart, answered or not, since it may be an act of safety;
 * who was sent on by the service or by staff did not abandon anything.
 */
function isAbandoned({ acceptedAt, endReason }: TodayRow): boolean {
  return acceptedAt === null && (endReason === 'left_queue' || endReason === 'lost' || endReason === 'ended');
}

/** Of those answered, and those who waited past the target without an answer; leaving at once is nobody's failure. */
function withinTarget(
  rows: readonly TodayRow[],
  waits: readonly number[],
  targetMs: number,
  now: number,
): Wallboard['today']['withinTarget'] {
  const unanswered = rows.filter(
    ({ acceptedAt, endReason, enqueuedAt, endedAt }) =>
      acceptedAt === null && endReason !== 'exit' && (endedAt ?? now) - enqueuedAt > targetMs,
  );
  const count = waits.filter((wait) => wait <= targetMs).length;
  return { count, of: waits.length + unanswered.length, targetMs };
}

function byPlace(a: WaitingRow, b: WaitingRow): number {
  if (a.queueKey !== b.queueKey) return a.queueKey - b.queueKey;
  return a._id < b._id ? -1 : 1;
}

function waitingView(row: WaitingRow): Wallboard['waiting'][number] {
  const { _id, queueId, priority, state, enqueuedAt, connection } = row;
  return {
    conversationId: _id,
    queueId,
    priority,
    state,
    enqueuedAt: iso(enqueuedAt),
    visitorPresence: connection.state,
  };
}
