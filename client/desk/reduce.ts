// Folds events into the desk. Snapshot plus events equals a fresh snapshot (L5), so nothing here asks a clock or a
// network: what time it is comes in as a value.
import type { StaffConversation } from '../../shared/protocol/conversation.ts';
import type { Alert, Note, Offer, Referral } from '../../shared/protocol/desk.ts';
import type { Entry } from '../../shared/protocol/entry.ts';
import type { Output, StaffEvent } from '../connection/protocol.ts';
import { type Desk, newThread, type Ringing, type Thread } from './desk.ts';
import { mergeEntries } from './entries.ts';
import { newestConversation, put, putAll } from './newest.ts';

/** The desk after `desk:open`: conversations it no longer names are gone, logs already loaded are kept. */
export function openDesk(desk: Desk, snapshot: Output<'desk:open'>, now: number): Desk {
  const mine = snapshot.conversations.map((conversation) => {
    const known = desk.threads[conversation.conversationId];
    return known === undefined ? newThread(conversation) : { ...withConversation(known, conversation), watched: false };
  });
  const watched = Object.values(desk.threads).filter((thread) => thread.watched);
  return {
    ...desk,
    agent: snapshot.agent,
    ringing: snapshot.offers.map((offer) => ring(offer, now)),
    threads: byId([...watched, ...mine]),
    alerts: snapshot.alerts,
  };
}

export interface Page {
  readonly conversation: StaffConversation;
  readonly entries: readonly Entry[];
  readonly notes?: readonly Note[];
}

/** One page of `conversation:open`, `conversation:watch` or `offer:accept`. */
export function openThread(desk: Desk, page: Page, watched = false): Desk {
  const id = page.conversation.conversationId;
  const known = desk.threads[id] ?? newThread(page.conversation, watched);
  const thread: Thread = {
    ...withConversation(known, page.conversation),
    entries: mergeEntries(known.entries, page.entries),
    notes: putAll(known.notes, page.notes ?? [], noteId),
    loaded: true,
    watched,
  };
  return { ...desk, threads: { ...desk.threads, [id]: thread } };
}

export function reduceDesk(desk: Desk, event: StaffEvent, now: number): Desk {
  switch (event.name) {
    case 'offer:made':
      return { ...desk, ringing: put(desk.ringing, ring(event.payload.offer, now), (item) => item.offer.offerId) };
    case 'offer:withdrawn':
      return withoutOffer(desk, event.payload.offerId);
    case 'agent:changed':
      return desk.agent?.agentId === event.payload.agent.agentId ? { ...desk, agent: event.payload.agent } : desk;
    case 'note:added':
      return inThread(desk, event.payload.conversationId, (thread) => ({
        ...thread,
        notes: put(thread.notes, event.payload.note, noteId),
      }));
    case 'visitor:presence': {
      const { conversationId, presence, since } = event.payload;
      return inThread(desk, conversationId, (thread) => withPresence(thread, presence, since));
    }
    case 'referral:changed': {
      const { referral } = event.payload;
      return referral.conversationId === null ? desk : withReferrals(desk, referral.conversationId, [referral]);
    }
    case 'alert:raised':
      return { ...desk, alerts: withAlert(desk.alerts, event.payload.alert) };
    case 'wallboard:changed': {
      const stale = (desk.wallboard?.at ?? '') > event.payload.wallboard.at;
      return stale ? desk : { ...desk, wallboard: event.payload.wallboard };
    }
    case 'conversation:entry':
      return inThread(desk, event.payload.conversationId, (thread) => withEntry(thread, event.payload.entry));
    case 'conversation:changed':
      return changed(desk, event.payload.conversation);
    case 'conversation:closed':
      return withoutThread(desk, event.payload.conversationId);
    case 'typing:changed':
      return inThread(desk, event.payload.conversationId, (thread) => ({ ...thread, typing: event.payload.typing }));
    case 'entries:read':
      return withRead(desk, event.payload.conversationId, event.payload.by, event.payload.seq);
    default:
      return desk;
  }
}

export function withoutOffer(desk: Desk, offerId: string): Desk {
  return { ...desk, ringing: desk.ringing.filter((item) => item.offer.offerId !== offerId) };
}

export function withoutThread(desk: Desk, conversationId: string): Desk {
  const { [conversationId]: _gone, ...threads } = desk.threads;
  return { ...desk, threads };
}

export function withRead(desk: Desk, conversationId: string, by: 'visitor' | 'agent', seq: number): Desk {
  return inThread(desk, conversationId, (thread) => {
    const { reads } = thread.conversation;
    const conversation = { ...thread.conversation, reads: { ...reads, [by]: Math.max(reads[by], seq) } };
    return { ...thread, conversation };
  });
}

export function withReferrals(desk: Desk, conversationId: string, referrals: readonly Referral[]): Desk {
  return inThread(desk, conversationId, (thread) => ({
    ...thread,
    referrals: putAll(thread.referrals, referrals, (referral) => referral.referralId),
  }));
}

/** A closed conversation leaves the desk of its holder; a supervisor who reads along keeps the last page. */
export function changed(desk: Desk, conversation: StaffConversation): Desk {
  const known = desk.threads[conversation.conversationId];
  if (known === undefined) {
    const mine = desk.agent !== null && isOf(conversation, desk.agent.agentId);
    return mine ? withThread(desk, newThread(conversation)) : desk;
  }
  const next = withConversation(known, conversation);
  if (next.conversation.state === 'closed') return withoutThread(desk, conversation.conversationId);
  return withThread(desk, next);
}

/** True for the holder and for whoever consults: the two who may write. */
export function isOf(conversation: StaffConversation, agentId: string): boolean {
  const here = conversation.state === 'active' || conversation.state === 'wrap_up';
  const holds = conversation.holder?.agentId === agentId;
  return here && (holds || conversation.consulting.some((other) => other.agentId === agentId));
}

function ring(offer: Offer, now: number): Ringing {
  return { offer, endsAt: now + offer.expiresInMs };
}

function withThread(desk: Desk, thread: Thread): Desk {
  return { ...desk, threads: { ...desk.threads, [thread.conversation.conversationId]: thread } };
}

function inThread(desk: Desk, conversationId: string, change: (thread: Thread) => Thread): Desk {
  const thread = desk.threads[conversationId];
  return thread === undefined ? desk : withThread(desk, change(thread));
}

function withConversation(thread: Thread, conversation: StaffConversation): Thread {
  return { ...thread, conversation: newestConversation(thread.conversation, conversation) };
}

function withEntry(thread: Thread, entry: Entry): Thread {
  const entries = mergeEntries(thread.entries, [entry]);
  const conversation = { ...thread.conversation, lastSeq: Math.max(thread.conversation.lastSeq, entry.seq) };
  return { ...thread, conversation, entries, typing: entry.author.role === 'visitor' ? false : thread.typing };
}

function withPresence(thread: Thread, presence: StaffConversation['visitor']['presence'], since: string): Thread {
  const { visitor } = thread.conversation;
  if (visitor.since > since) return thread;
  const typing = presence === 'connected' && thread.typing;
  return { ...thread, typing, conversation: { ...thread.conversation, visitor: { ...visitor, presence, since } } };
}

/** What is over is put away. */
function withAlert(known: readonly Alert[], arrived: Alert): readonly Alert[] {
  if (arrived.closedAt !== null) return known.filter((alert) => alert.alertId !== arrived.alertId);
  return put(known, newestAlert(known, arrived), alertId);
}

/** Once somebody has taken an alert by name, a late copy of the first news does not take that back. */
function newestAlert(known: readonly Alert[], arrived: Alert): Alert {
  const before = known.find((alert) => alert.alertId === arrived.alertId);
  return { ...arrived, acknowledgedBy: arrived.acknowledgedBy ?? before?.acknowledgedBy ?? null };
}

function byId(threads: readonly Thread[]): Desk['threads'] {
  return Object.fromEntries(threads.map((thread) => [thread.conversation.conversationId, thread]));
}

const noteId = (note: Note): string => note.noteId;
const alertId = (alert: Alert): string => alert.alertId;
