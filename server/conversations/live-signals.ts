/** Typing, read marks, presence and notes: signals handed to this node's followers; never stored in the log. */

import { iso } from '../platform/ports.ts';
import { conversationRoom, VISITOR_FOLLOWER } from './delivery.ts';
import type { ConversationsDeps } from './deps.ts';
import { showNote } from './show-note.ts';
import { presenceTold } from './told-versions.ts';
import { presenceOf } from './views.ts';
import { closeReplaced } from './visitor-presence.ts';

export function handLiveSignals(deps: ConversationsDeps): void {
  const { rooms, signals, store, background } = deps;
  const followers = (conversationId: string) => rooms.followers(conversationRoom(conversationId));

  signals.subscribe('typing', ({ conversationId, who, typing }) => {
    if (typeof conversationId !== 'string') return;
    for (const follower of followers(conversationId)) {
      if (follower.who === who) continue;
      if (follower.who === VISITOR_FOLLOWER) follower.emit('typing:changed', { typing });
      else if (who === VISITOR_FOLLOWER) follower.emit('typing:changed', { conversationId, typing });
    }
  });

  signals.subscribe('reads', ({ conversationId, by, seq }) => {
    if (typeof conversationId !== 'string') return;
    for (const follower of followers(conversationId)) {
      if (follower.who !== VISITOR_FOLLOWER) follower.emit('entries:read', { conversationId, by, seq });
      else if (by === 'agent') follower.emit('entries:read', { seq });
    }
  });

  signals.subscribe('visitor:presence', ({ conversationId }) => {
    if (typeof conversationId !== 'string') return;
    const staff = followers(conversationId).filter(({ who }) => who !== VISITOR_FOLLOWER);
    if (staff.length === 0) return;
    const show = store.find(conversationId).then((doc) => {
      if (!doc) return;
      presenceTold(deps.shown, doc, 'tell');
      const event = { conversationId, presence: presenceOf(doc.connection), since: iso(doc.connection.since) };
      for (const follower of staff) follower.emit('visitor:presence', event);
    });
    background.run(show, 'presence could not be shown');
  });

  signals.subscribe('note', ({ conversationId, noteId }) => {
    if (typeof conversationId !== 'string' || typeof noteId !== 'string') return;
    background.run(showNote(deps, conversationId, noteId), 'a note could not be shown');
  });

  signals.subscribe('visitor:dead', ({ conversationId }) => {
    if (typeof conversationId !== 'string') return;
    for (const follower of followers(conversationId)) {
      if (follower.who !== VISITOR_FOLLOWER) continue;
      rooms.leave(conversationRoom(conversationId), follower.socketId);
      // After the acknowledgement of the exit itself, which is on its way in this turn.
      setImmediate(() => follower.close());
    }
  });

  signals.subscribe('visitor:connected', ({ conversationId }) => {
    if (typeof conversationId !== 'string') return;
    background.run(closeReplaced(deps, conversationId), 'a connection that was replaced could not be closed');
  });
}
