export type { ConversationDoc, Exclusion, Holder, StandingOffer } from './conversation.ts';
export {
  type ConversationsStore,
  conversationsSpec,
  createConversationsStore,
  RevisionMoved,
} from './conversations.store.ts';
export { type CreatedLog, createLog } from './create-log.ts';
export { agentRoom, conversationRoom, createDelivery, type Delivery, participants, watchRoom } from './delivery.ts';
export type { ConversationsDeps, QueuePort, SafeguardingPort, ServicePort, StaffCaller } from './deps.ts';
export { endConversation } from './end-conversation.ts';
export { entriesSpec, isConversationId } from './entries.store.ts';
export { handLiveSignals } from './live-signals.ts';
export { type Author, type ConversationLog, type LogEntry, presentEntry, SYSTEM, VISITOR } from './log.ts';
export { createNotesStore, notesSpec } from './notes.store.ts';
export { createPresenter, type Presenter } from './presenter.ts';
export { redactEntry } from './redact-entry.ts';
export { conversationHandlers } from './staff.socket.ts';
export { authorOf, follow, pageForStaff, releaseCompetence, storeNote } from './staff-commands.ts';
export { hasConflict, mayReach, reach, relationsTo } from './staff-reach.ts';
export { updateConversation } from './update-conversation.ts';
export type { QueuePlace } from './views.ts';
export { LOBBY_ROOM, type VisitorPorts, visitorNamespace } from './visitor.socket.ts';
export { conversationOfToken, leaveByToken } from './visitor-commands.ts';
export {
  affirmVisitors,
  dropNodeVisitors,
  restartVisitorGrace,
  sweepLostVisitors,
  sweepSilent,
} from './visitor-presence.ts';
export { createVisitorTokens } from './visitor-token.ts';
