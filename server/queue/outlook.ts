/** What an estimate is made from, as everybody who waits shares it: the pace, the places free now, who comes in front. Pure. */
import { rankOf } from '../../shared/domain/priority.ts';
import type { Priority } from '../../shared/protocol/conversation.ts';
import { ESTIMATE_WINDOW_MS, type Pace, paceOf } from './estimate.ts';
import { isAtWork, isFree, type MatchAgent } from './free-agents.ts';

export interface Acceptance {
  readonly at: number;
  readonly priority: Priority;
  readonly agentId: string;
  readonly conversationId: string;
}

/** The pace is made from the last twenty, the share of those with a head start from a few more. */
export const NEWEST_ACCEPTANCES = 100;

export interface Outlook {
  readonly pace: Pace | null;
  /** Of those alone whose place had become free. */
  readonly turns: Pace | null;
  readonly freePlaces: number;
  /** Which share of those accepted lately came in a band in front of this one; counted once a band. */
  readonly headStartShare: (priority: Priority) => number;
}

export interface OutlookAgent extends Omit<MatchAgent, 'riskHolds'> {
  readonly availabilitySince: number;
}

/** `accepted`: the newest of the last hour. */
export function outlookOf(accepted: readonly Acceptance[], onDuty: readonly OutlookAgent[], now: number): Outlook {
  // Who holds a risk-flagged conversation is not asked; that the place count may be one too high makes no range wrong.
  const agents = onDuty.map((agent) => ({ ...agent, riskHolds: [] }));
  const freePlaces = agents
    .filter((agent) => isFree(agent, now))
    .reduce((sum, { capacity, holds }) => sum + Math.max(0, capacity - holds.length), 0);
  // With nobody at work the pace of before says nothing about now: we do not know.
  const known = agents.some(isAtWork) ? accepted : [];
  return {
    pace: paceOf(timesOf(known), now),
    turns: paceOf(timesOf(turnsIn(known, onDuty, now)), now),
    ...{ freePlaces, headStartShare: shareOf(accepted) },
  };
}

/**
 * Those accepted because a place had become free. Whoever sits down has all places free and fills them: as many of their
 * first as they still hold, which say nothing of how long it takes until one of them is free again.
 */
function turnsIn(accepted: readonly Acceptance[], onDuty: readonly OutlookAgent[], now: number): Acceptance[] {
  const oldest = Math.min(now, ...timesOf(accepted));
  const knownFrom = accepted.length < NEWEST_ACCEPTANCES ? now - ESTIMATE_WINDOW_MS : oldest;
  const newcomers = new Map(
    onDuty.filter(({ availabilitySince }) => availabilitySince >= knownFrom).map((agent) => [agent._id, agent]),
  );
  const theirs = accepted.filter(({ agentId, at }) => at >= (newcomers.get(agentId)?.availabilitySince ?? Infinity));
  const stillHeld = new Map<string, number>();
  for (const { agentId, conversationId } of theirs) {
    if (newcomers.get(agentId)?.holds.includes(conversationId))
      stillHeld.set(agentId, (stillHeld.get(agentId) ?? 0) + 1);
  }
  const filling = new Set<Acceptance>();
  for (const each of theirs.sort((a, b) => a.at - b.at)) {
    const left = stillHeld.get(each.agentId) ?? 0;
    if (left > 0) filling.add(each);
    stillHeld.set(each.agentId, left - 1);
  }
  return accepted.filter((each) => !filling.has(each));
}

function timesOf(accepted: readonly Acceptance[]): number[] {
  return accepted.map(({ at }) => at);
}

function shareOf(accepted: readonly Acceptance[]): (priority: Priority) => number {
  const shares = new Map<Priority, number>();
  return (priority) => {
    const known = shares.get(priority);
    if (known !== undefined) return known;
    const before = accepted.filter((each) => rankOf(each.priority) < rankOf(priority)).length;
    const share = accepted.length === 0 ? 0 : before / accepted.length;
    shares.set(priority, share);
    return share;
  };
}
