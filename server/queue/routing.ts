/**
 * Decides which waiting conversation is offered to whom (Q1, Q2, Q3). Pure: the same people at the same moment give the same
 * offers on every node, in whatever order they were read. Nothing is decided until `claim` has written it.
 */
import type { ConversationState } from '../../shared/protocol/conversation.ts';
import type { Reason } from '../../shared/protocol/desk.ts';
import { type Choosing, type Chosen, chooseAgent } from './choice.ts';
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

/** Who can still be asked in this round; an offer takes its agent out. */
interface Askable {
  readonly free: Set<MatchAgent>;
  readonly paused: Set<MatchAgent>;
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
  const askable = whoCanBeAsked(agents, now);
  for (const conversation of waiting.filter(({ state }) => state === 'waiting').sort(byQueueOrder)) {
    const conversationId = conversation._id;
    if (conversation.connection.state !== 'connected') {
      unmatched.push({ conversationId, reason: { code: 'visitor_lost' } });
      continue;
    }
    const suitable = suitableAgents(conversation, agents, now, settings);
    if (suitable.exhausted) exhausted.push(conversationId);
    const chosen = choose(conversation, suitable, askable, now);
    if (!chosen) {
      unmatched.push({ conversationId, reason: whyNotNow(conversation, suitable, askable) });
      continue;
    }
    askable.free.delete(chosen.agent);
    askable.paused.delete(chosen.agent);
    const { agent, reasons } = chosen;
    offers.push({ conversationId, agentId: agent._id, reasons, expiresInMs: expiresIn(conversation, settings) });
  }
  return { offers, unmatched, exhausted };
}

function whoCanBeAsked(agents: readonly MatchAgent[], now: number): Askable {
  return {
    free: new Set(agents.filter((agent) => isFree(agent, now))),
    paused: new Set(agents.filter((agent) => couldBeAsked(agent) && isPaused(agent, now))),
  };
}

/** A free agent; for somebody in danger else a paused one, asked once and not again before the exclusion ends. */
function choose(
  conversation: WaitingConversation,
  { agents }: Suitable,
  { free, paused }: Askable,
  now: number,
): Chosen | null {
  const ringable = free.size > 0 ? agents.filter((agent) => free.has(agent)) : [];
  const rung = chooseAgent(conversation, ringable, now);
  if (rung || conversation.priority !== 'danger') return rung;
  const resting = agents.filter(
    (agent) => paused.has(agent) && exclusionOf(conversation.exclusions, agent._id, now) === null,
  );
  const asked = chooseAgent(conversation, resting, now);
  return asked && { ...asked, reasons: [{ code: 'asks_paused' }, ...asked.reasons] };
}

function whyNotNow(
  { language, preferredSkills }: WaitingConversation,
  { nobody, keptOut }: Suitable,
  { free }: Askable,
): Reason {
  if (nobody) return nobody;
  return keptOut.some((agent) => free.has(agent))
    ? { code: 'waits_for_preference', detail: [language, ...preferredSkills].join(', ') }
    : { code: 'nobody_free' };
}

function expiresIn({ priority }: WaitingConversation, { offerMs, dangerOfferMs }: RoutingSettings): number {
  return priority === 'danger' ? Math.min(dangerOfferMs, offerMs) : offerMs;
}
