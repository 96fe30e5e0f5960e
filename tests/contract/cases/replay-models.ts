/**
 * What a client knows who took one snapshot and from then on only listened, by the rules that section 9 gives clients: keep
 * entries by seq, of a conversation the highest revision, read marks never go back.
 */

import type { StaffConversation, VisitorConversation } from '../../../shared/protocol/conversation.ts';
import type { Agent, Alert, Note, Offer, Wallboard } from '../../../shared/protocol/desk.ts';
import type { Entry } from '../../../shared/protocol/entry.ts';
import type { Staff, Visitor } from '../../support/connect.ts';

type Payload = {
  readonly conversationId: string;
  readonly conversation: StaffConversation;
  readonly entry: Entry;
  readonly seq: number;
  readonly by: 'visitor' | 'agent';
  readonly offer: Offer;
  readonly offerId: string;
  readonly agent: Agent;
  readonly alert: Alert;
  readonly note: Note;
  readonly presence: StaffConversation['visitor']['presence'];
  readonly since: string;
};

/** A redacted line keeps its number and its author, and has lost its words. */
function keep(entries: Map<number, Entry>, entry: Entry): void {
  entries.set(entry.seq, entry);
  for (const each of [...entries.values()]) {
    const redacted = each.kind === 'redacted' ? entries.get(each.data.seq) : undefined;
    if (redacted?.kind === 'message') entries.set(redacted.seq, { ...redacted, text: '' });
  }
}

const inOrder = (entries: Map<number, Entry>): Entry[] => [...entries.values()].sort((a, b) => a.seq - b.seq);

function newer<C extends { revision: number; lastSeq: number }>(known: C, come: C): C {
  const kept = come.revision >= known.revision ? come : known;
  return { ...kept, lastSeq: Math.max(known.lastSeq, come.lastSeq) };
}

export interface VisitorKnows {
  readonly conversation: VisitorConversation;
  readonly entries: Entry[];
}

export async function visitorListens(peer: Visitor): Promise<() => VisitorKnows> {
  const snapshot = await peer.ask('conversation:resume', { afterSeq: 0 });
  let { conversation } = snapshot;
  const entries = new Map(snapshot.entries.map((entry) => [entry.seq, entry]));
  peer.socket.onAny((event: string, payload: { conversation: VisitorConversation; entry: Entry; seq: number }) => {
    if (event === 'conversation:changed') conversation = newer(conversation, payload.conversation);
    if (event === 'conversation:entry') {
      keep(entries, payload.entry);
      conversation = { ...conversation, lastSeq: Math.max(conversation.lastSeq, payload.entry.seq) };
    }
    if (event === 'entries:read') {
      conversation = { ...conversation, reads: { agent: Math.max(conversation.reads.agent, payload.seq) } };
    }
    if (event === 'queue:moved') conversation = { ...conversation, queue: payload as never };
  });
  return () => ({ conversation, entries: inOrder(entries) });
}

export interface DeskKnows {
  readonly agent: Agent;
  readonly offers: Offer[];
  readonly conversations: StaffConversation[];
  readonly alerts: Alert[];
}

const isOver = ({ closedAt, acknowledgedBy, kind }: Alert) =>
  closedAt !== null || (acknowledgedBy !== null && kind !== 'emergency');

/** A desk, and nothing but events after its snapshot; leads see every alert, others those of what they hold. */
export async function deskListens(peer: Staff & { me: { agentId: string; role: string } }): Promise<() => DeskKnows> {
  const snapshot = await peer.ask('desk:open', {});
  let { agent } = snapshot;
  const offers = new Map(snapshot.offers.map((offer) => [offer.offerId, offer]));
  const conversations = new Map(snapshot.conversations.map((each) => [each.conversationId, each]));
  const alerts = new Map(snapshot.alerts.map((alert) => [alert.alertId, alert]));
  const isLead = ['supervisor', 'safeguarding_lead'].includes(peer.me.role);

  function changed(come: StaffConversation): void {
    const { conversationId, holder, consulting, state } = come;
    const mine = [...(holder ? [holder] : []), ...consulting].some(({ agentId }) => agentId === peer.me.agentId);
    const known = conversations.get(conversationId);
    if (known && known.revision > come.revision) return;
    for (const offer of [...offers.values()]) {
      if (offer.conversationId === conversationId && state !== 'offered') offers.delete(offer.offerId);
    }
    if (!mine || (state !== 'active' && state !== 'wrap_up')) conversations.delete(conversationId);
    else conversations.set(conversationId, known ? newer(known, come) : come);
  }

  peer.socket.onAny((event: string, payload: Payload) => {
    const known = conversations.get(payload.conversationId);
    const patch = (change: Partial<StaffConversation>) => {
      if (known) conversations.set(known.conversationId, { ...known, ...change });
    };
    if (event === 'agent:changed') agent = payload.agent;
    if (event === 'offer:made') offers.set(payload.offer.offerId, payload.offer);
    if (event === 'offer:withdrawn') offers.delete(payload.offerId);
    if (event === 'conversation:changed') changed(payload.conversation);
    if (event === 'conversation:closed') conversations.delete(payload.conversationId);
    if (event === 'conversation:entry') patch({ lastSeq: Math.max(known?.lastSeq ?? 0, payload.entry.seq) });
    if (event === 'visitor:presence' && known) {
      patch({ visitor: { ...known.visitor, presence: payload.presence, since: payload.since } });
    }
    if (event === 'entries:read' && known) {
      patch({ reads: { ...known.reads, [payload.by]: Math.max(known.reads[payload.by], payload.seq) } });
    }
    if (event === 'alert:raised') alerts.set(payload.alert.alertId, payload.alert);
  });
  return () => ({
    agent,
    offers: [...offers.values()],
    conversations: [...conversations.values()],
    alerts: [...alerts.values()].filter(
      (alert) => !isOver(alert) && (isLead || conversations.has(alert.conversationId ?? '')),
    ),
  });
}

export interface OpenKnows {
  readonly entries: Entry[];
  readonly notes: Note[];
}

/** One conversation as somebody sees it who opened it once. */
export async function openListens(peer: Staff, conversationId: string): Promise<() => OpenKnows> {
  const snapshot = await peer.ask('conversation:open', { conversationId });
  const entries = new Map(snapshot.entries.map((entry) => [entry.seq, entry]));
  const notes = new Map(snapshot.notes.map((note) => [note.noteId, note]));
  peer.socket.onAny((event: string, payload: Payload) => {
    if (payload.conversationId !== conversationId) return;
    if (event === 'conversation:entry') keep(entries, payload.entry);
    if (event === 'note:added') notes.set(payload.note.noteId, payload.note);
  });
  return () => ({ entries: inOrder(entries), notes: [...notes.values()] });
}

export async function wallboardListens(peer: Staff): Promise<() => Wallboard> {
  let { wallboard } = await peer.ask('wallboard:watch', {});
  peer.socket.on('wallboard:changed', (event: { wallboard: Wallboard }) => {
    if (event.wallboard.revision > wallboard.revision) wallboard = event.wallboard;
  });
  return () => wallboard;
}

const byId = <T>(list: readonly T[], id: (each: T) => string): T[] =>
  [...list].sort((a, b) => (id(a) < id(b) ? -1 : 1));

/** Without what moves by itself: times left and times waited, and how long the wait may still be. */
export const still = {
  visitor: ({ conversation, entries }: VisitorKnows) => ({
    ...{ entries, conversation: { ...conversation, queue: conversation.queue?.position ?? null } },
  }),
  desk: ({ agent, offers, conversations, alerts }: DeskKnows) => ({
    agent,
    offers: byId(offers, ({ offerId }) => offerId).map(({ expiresInMs: _, waitedMs: __, ...offer }) => offer),
    conversations: byId(conversations, ({ conversationId }) => conversationId),
    alerts: byId(alerts, ({ alertId }) => alertId),
  }),
  open: ({ entries, notes }: OpenKnows) => ({ entries, notes: byId(notes, ({ noteId }) => noteId) }),
  wallboard: ({ at: _, revision: __, ...wallboard }: Wallboard) => wallboard,
};
