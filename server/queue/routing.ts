/**
 * Decides which waiting conversation is offered to whom (Q1, Q2, Q3). Pure: the same people at the same moment give the same
 * offers on every node, in whatever order they were read. Nothing is decided until `claim` has written it.
 */
import type { ConversationState } from '../../shared/protocol/conversation.ts';
import type { Reason } from '../../shared/protocol/desk.ts';
import { type Choosing, type Chosen, choose, firstTwoOf } from './choice.ts';
import type { ExclusionSettings } from './exclusions.ts';
import type { MatchAgent } from './free-agents.ts';
import { byQueueOrder, type Queued } from './queue-key.ts';
import { createRoster } from './roster.ts';
import { type PreferenceSettings, type Suitable, suitableAgents } from './suitable-agents.ts';

export interface WaitingConversation extends Queued, Choosing {
  /** Only those that wait are matched; an offered one is passed over. */
  readonly state: ConversationState;
  readonly connection: { readonly state: 'connected' | 'away' | 'lost' | 'left' };
}

/** The part of the service's queue settings that routing reads. */
export interface RoutingSettings extends PreferenceSettings, ExclusionSettings {
  readonly offerMs: number;
  /** Offers of people in danger go on sooner (H6); never later than the others. */
  readonly dangerOfferMs: number;
}

export interface OfferToMake {
  readonly conversationId: string;
  readonly agentId: string;
  readonly expiresInMs: number;
  /** With the code `asks_paused` it is shown to a paused agent and never rings. */
  readonly reasons: readonly Reason[];
}

export interface Unmatched {
  readonly conversationId: string;
  readonly reason: Reason;
}

export interface Matching {
  readonly offers: readonly OfferToMake[];
  readonly unmatched: readonly Unmatched[];
  /** Everybody who could take these was asked already: a supervisor is to be alerted. */
  readonly exhausted: readonly string[];
}

export function match(
  waiting: readonly WaitingConversation[],
  agents: readonly MatchAgent[],
  now: number,
  settings: RoutingSettings,
): Matching {
  const offers: OfferToMake[] = [];
  const unmatched: Unmatched[] = [];
  const exhausted: string[] = [];
  const roster = createRoster(agents, now);
  for (const conversation of waiting.filter(({ state }) => state === 'waiting').sort(byQueueOrder)) {
    const conversationId = conversation._id;
    if (conversation.connection.state !== 'connected') {
      unmatched.push({ conversationId, reason: { code: 'visitor_lost' } });
      continue;
    }
    const suitable = suitableAgents(conversation, roster.groupFor(conversation), now, settings);
    if (suitable.exhausted) exhausted.push(conversationId);
    const chosen = suitable.nobody ? null : chooseFrom(conversation, suitable, now);
    if (!chosen) {
      unmatched.push({ conversationId, reason: whyNotNow(conversation, suitable) });
      continue;
    }
    roster.take(chosen.agent);
    const { agent, reasons } = chosen;
    offers.push({ conversationId, agentId: agent._id, reasons, expiresInMs: expiresIn(conversation, settings) });
  }
  return { offers, unmatched, exhausted };
}

/** A free agent; for somebody in danger else a paused one, asked once and not again before the exclusion ends. */
function chooseFrom(conversation: WaitingConversation, suitable: Suitable, now: number): Chosen | null {
  const { asked, barred, exhausted } = suitable;
  const free = asked.free.leftWithout(barred);
  if (free > 0) {
    const two = exhausted
      ? firstTwoOf(asked.free.all(barred), conversation, now)
      : asked.free.firstTwo(barred, conversation.previousAgentId);
    return choose(two, free, conversation, now);
  }
  if (conversation.priority !== 'danger' || exhausted) return null;
  const resting = asked.paused.firstTwo(barred, conversation.previousAgentId);
  const chosen = choose(resting, asked.paused.leftWithout(barred), conversation, now);
  return chosen && { ...chosen, reasons: [{ code: 'asks_paused' }, ...chosen.reasons] };
}

function whyNotNow(
  { language, preferredSkills }: WaitingConversation,
  { nobody, able, asked, barred }: Suitable,
): Reason {
  if (nobody) return nobody;
  // Nobody of those asked is free, so whoever is free was kept out.
  return asked !== able && able.free.leftWithout(barred) > 0
    ? { code: 'waits_for_preference', detail: [language, ...preferredSkills].join(', ') }
    : { code: 'nobody_free' };
}

function expiresIn({ priority }: WaitingConversation, { offerMs, dangerOfferMs }: RoutingSettings): number {
  return priority === 'danger' ? Math.min(dangerOfferMs, offerMs) : offerMs;
}
