/**
 * Delivers a conversation to the sockets of this node that follow it: entries in seq order as they are folded, changes of
 * the conversation as whole views. Who left is out of the room before the next entry is emitted.
 */
import type { Background } from '../platform/background.ts';
import type { Follower, Rooms } from '../platform/rooms.ts';
import type { Shown } from '../platform/shown.ts';
import type { Signals } from '../platform/signals.redis.ts';
import { noSteps, type Steps } from '../platform/steps.ts';
import type { ConversationsStore } from './conversations.store.ts';
import { type LogEntry, presentEntry } from './log.ts';
import type { Presenter } from './presenter.ts';
import { hasConflict } from './staff-reach.ts';
import type { Tail } from './tail.ts';
import { viewTold } from './told-versions.ts';
import { isLogBehind, staysIn, whoJoins } from './who-stays.ts';

export const VISITOR_FOLLOWER = 'visitor';

export function conversationRoom(conversationId: string): string {
  return `conversation:${conversationId}`;
}

export function agentRoom(agentId: string): string {
  return `agent:${agentId}`;
}

/** Supervisors who read along, visibly (V5); they stay when writers change. */
export function watchRoom(conversationId: string): string {
  return `watch:${conversationId}`;
}

const CHANGED = 'conversation:changed';
const NOTHING_DUE = new Set<string>();

export interface Delivery {
  entry(entry: LogEntry): void;
  /** Tells every node that a conversation changed; `agents` are those concerned now or until now. */
  changed(conversationId: string, agents: readonly string[]): void;
  /** Shows those on this node how it stands now, whether or not a signal said so. */
  showHere(conversationId: string, agents: readonly string[]): void;
}

export interface DeliveryOptions {
  readonly rooms: Rooms;
  readonly signals: Signals;
  readonly background: Background;
  readonly conversations: ConversationsStore;
  readonly presenter: () => Presenter;
  readonly shown: Shown;
  readonly steps?: Steps;
  /** Makes the log of a conversation live on this node: entries of other nodes are dropped where nobody follows. */
  readonly follow: (conversationId: string) => Promise<Tail | null>;
  /** Folds what other nodes wrote and this one has not heard of. */
  readonly catchUp: (tail: Tail) => Promise<unknown>;
  /** Staff on this node follow it from now on who did not before. */
  readonly joined: (conversationId: string, newcomers: readonly Follower[]) => void;
  /** These read along until now: those in it are to know that they do no longer (V5). */
  readonly stoppedWatching: (conversationId: string, watchers: readonly Follower[]) => void;
}

export function createDelivery(options: DeliveryOptions): Delivery {
  const { rooms, signals, background, conversations, presenter, follow, catchUp, steps = noSteps } = options;

  function join(conversationId: string, agents: Iterable<string>): void {
    const room = conversationRoom(conversationId);
    const newcomers: Follower[] = [];
    for (const agentId of agents) {
      for (const follower of rooms.followers(agentRoom(agentId))) {
        if (!rooms.has(room, follower.socketId)) newcomers.push(follower);
        rooms.join(room, follower);
      }
    }
    if (newcomers.length > 0) options.joined(conversationId, newcomers);
  }

  function emitEntry(follower: Follower, entry: LogEntry): void {
    const { conversationId } = entry;
    if (follower.who === VISITOR_FOLLOWER) {
      follower.emit('conversation:entry', {
        entry: presentEntry(entry, { audience: 'visitor', id: VISITOR_FOLLOWER }),
      });
    } else {
      const shown = presentEntry(entry, { audience: 'staff', id: follower.who });
      follower.emit('conversation:entry', { conversationId, entry: shown });
    }
  }

  function dismiss(conversationId: string, keep: (who: string) => boolean): void {
    const room = conversationRoom(conversationId);
    for (const follower of rooms.followers(room)) {
      const stays =
        follower.who === VISITOR_FOLLOWER ||
        keep(follower.who) ||
        rooms.has(watchRoom(conversationId), follower.socketId);
      if (stays) continue;
      rooms.leave(room, follower.socketId);
      follower.emit('conversation:closed', { conversationId });
    }
  }

  /** They know somebody in it: also who read along is out, before anything more is shown. */
  function sendAway(conversationId: string, isKeptOut: (who: string) => boolean): void {
    const watchers = rooms.followers(watchRoom(conversationId)).filter(({ who }) => isKeptOut(who));
    for (const { socketId } of watchers) rooms.leave(watchRoom(conversationId), socketId);
    for (const follower of rooms.followers(conversationRoom(conversationId))) {
      if (!isKeptOut(follower.who)) continue;
      rooms.leave(conversationRoom(conversationId), follower.socketId);
      follower.emit('conversation:closed', { conversationId });
    }
    if (watchers.length > 0) options.stoppedWatching(conversationId, watchers);
  }

  async function emitChange(conversationId: string, agents: readonly string[]): Promise<void> {
    const room = conversationRoom(conversationId);
    const concerned = agents.some((agentId) => rooms.followers(agentRoom(agentId)).length > 0);
    if (!concerned && rooms.followers(room).length === 0) return;
    const doc = await conversations.find(conversationId);
    if (!doc) return;
    sendAway(conversationId, (who) => hasConflict(doc, who));
    // Loaded for whoever is given it and never opened it here. The document may be older than the log by now, and must not
    // bring back whom an entry has sent away (A1); or the log here is the older one.
    const tail = await follow(conversationId);
    if (tail && isLogBehind(doc, tail)) await catchUp(tail);
    // In the turn in which that is known: nothing is folded in between.
    join(conversationId, whoJoins(doc, tail));
    const followers = rooms.followers(room);
    const visitors = followers.filter((follower) => follower.who === VISITOR_FOLLOWER);
    const staff = followers.filter((follower) => follower.who !== VISITOR_FOLLOWER);
    if (visitors.length > 0) {
      const conversation = await presenter().toVisitor(doc);
      for (const follower of visitors) follower.emit('conversation:changed', { conversation });
    }
    if (staff.length > 0) {
      const conversation = await presenter().toStaff(doc);
      // Whoever was sent away meanwhile, by the entry that gave it to another, is shown nothing of it any more (A1).
      const here = staff.filter(({ socketId }) => rooms.has(room, socketId));
      for (const follower of here) follower.emit('conversation:changed', { conversationId, conversation });
    }
    viewTold(options.shown, doc, 'tell');
    dismiss(conversationId, (who) => staysIn(doc, tail, who));
  }

  /** One at a time a conversation, so that an older view never comes, nor sends anybody away, after a newer one. */
  const due = new Map<string, Set<string>>();

  async function showChanges(conversationId: string): Promise<void> {
    try {
      for (let agents = due.get(conversationId); agents; agents = next(conversationId)) {
        due.set(conversationId, NOTHING_DUE);
        await emitChange(conversationId, [...agents]);
      }
    } finally {
      due.delete(conversationId);
    }
  }

  /** What was asked for while the last was shown. */
  function next(conversationId: string): Set<string> | undefined {
    const agents = due.get(conversationId);
    return agents === NOTHING_DUE ? undefined : agents;
  }

  function show(conversationId: string, agents: readonly string[]): void {
    const running = due.get(conversationId);
    due.set(conversationId, new Set([...(running ?? []), ...agents]));
    if (!running) background.run(showChanges(conversationId), 'a change could not be shown');
  }

  signals.subscribe(CHANGED, ({ conversationId, agents }) => {
    if (typeof conversationId !== 'string' || !Array.isArray(agents)) return;
    show(conversationId, agents.map(String));
  });

  return {
    entry: (entry) => {
      const { writers } = entry.content;
      const room = conversationRoom(entry.conversationId);
      if (writers) join(entry.conversationId, writers);
      rooms.each(room, (follower) => emitEntry(follower, entry));
      if (writers) dismiss(entry.conversationId, (who) => writers.includes(who));
    },
    showHere: show,
    changed: (conversationId, agents) => {
      steps('change:tell');
      signals.publish(CHANGED, { conversationId, agents: [...agents] });
    },
  };
}
