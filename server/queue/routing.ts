/**
 * Decides which waiting conversation is offered to whom (Q1, Q2, Q3). Pure: the same people at the same moment give the same
 * offers on every node, in whatever order they were read. Nothing is decided until `claim` has written it.
 */
import type { ConversationState } from '../../shared/protocol/conversation.ts';
import type { Reason } from '../../shared/protocol/desk.ts';
import { type Choosing, chooseAgent } from './choice.ts';
import { type ExclusionSettings, exclusionOf } from './exclusions.ts';
import { couldBeAsked, isFree, type MatchAgent } from './free-agents.ts';
import { isPaused } from './pause.ts';
import { byQueueOrder, type Queued } from './queue-key.ts';
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
  const asked = new Set<string>();
  for (const conversation of waiting.filter(({ state }) => state === 'waiting').sort(byQueueOrder)) {
    const conversationId = conversation._id;
    if (conversation.connection.state !== 'connected') {
      unmatched.push({ conversationId, reason: { code: 'visitor_lost' } });
      continue;
    }
    const suitable = suitableAgents(conversation, agents, now, settings);
    if (suitable.exhausted) exhausted.push(conversationId);
    const chosen = offerFor(conversation, suitable, asked, now);
    if (!chosen) {
      unmatched.push({ conversationId, reason: whyNotNow(conversation, suitable, asked, now) });
      continue;
    }
    asked.add(chosen.agentId);
    offers.push({ conversationId, ...chosen, expiresInMs: expiresIn(conversation, settings) });
  }
  return { offers, unmatched, exhausted };
}

/** A free agent; for somebody in danger else a paused one, asked once and not again before the exclusion ends. */
function offerFor(
  conversation: WaitingConversation,
  { agents }: Suitable,
  asked: ReadonlySet<string>,
  now: number,
): Pick<OfferToMake, 'agentId' | 'reasons'> | null {
  const left = agents.filter((agent) => !asked.has(agent._id));
  const free = chooseAgent(
    conversation,
    left.filter((agent) => isFree(agent, now)),
    now,
  );
  if (free) return { agentId: free.agent._id, reasons: free.reasons };
  if (conversation.priority !== 'danger') return null;
  const paused = left.filter(
    (agent) =>
      couldBeAsked(agent) && isPaused(agent, now) && exclusionOf(conversation.exclusions, agent._id, now) === null,
  );
  const chosen = chooseAgent(conversation, paused, now);
  return chosen && { agentId: chosen.agent._id, reasons: [{ code: 'asks_paused' }, ...chosen.reasons] };
}

function whyNotNow(
  { language, preferredSkills }: WaitingConversation,
  { nobody, keptOut }: Suitable,
  asked: ReadonlySet<string>,
  now: number,
): Reason {
  if (nobody) return nobody;
  const kept = keptOut.some((agent) => isFree(agent, now) && !asked.has(agent._id));
  return kept
    ? { code: 'waits_for_preference', detail: [language, ...preferredSkills].join(', ') }
    : { code: 'nobody_free' };
}

function expiresIn({ priority }: WaitingConversation, { offerMs, dangerOfferMs }: RoutingSettings): number {
  return priority === 'danger' ? Math.min(dangerOfferMs, offerMs) : offerMs;
}
