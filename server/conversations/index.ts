export { sweepAbandonedWrapUps } from './abandoned-wrap-ups.ts';
export { adoptAgeOfCase } from './adopt-age.ts';
export { changeAsRead } from './change-as-read.ts';
export type { ConversationChange, ConversationDoc, Exclusion, Holder } from './conversation.ts';
export {
  type ConversationsStore,
  conversationsSpec,
  createConversationsStore,
  RevisionMoved,
} from './conversations.store.ts';
export { countWithoutKey } from './count-without-key.store.ts';
export { createLog } from './create-log.ts';
export { agentRoom, conversationRoom, createDelivery, VISITOR_FOLLOWER, watchRoom } from './delivery.ts';
export type { ConversationsDeps, QueuePort, SafeguardingPort, ServicePort, StaffCaller } from './deps.ts';
export { endAllTokens } from './end-all-tokens.store.ts';
export { entriesSpec } from './entries.store.ts';
export { caseOf, keepLongIn, linkToCaseIn, recordIn } from './link-to-case.ts';
export { handLiveSignals } from './live-signals.ts';
export { type ConversationLog, type LogEntry, SYSTEM, VISITOR } from './log.ts';
export { createLogMeasures } from './log-measures.ts';
export { createNotesStore, notesSpec } from './notes.store.ts';
export { createPresenter } from './presenter.ts';
export { redactEntry } from './redact-entry.ts';
export { createMissedNotes } from './show-note.ts';
export { conversationHandlers } from './staff.socket.ts';
export { authorOf, follow, pageForStaff, releaseCompetence, storeNote } from './staff-commands.ts';
export { hasConflict, mayReach, reach } from './staff-reach.ts';
export { tellMissedChanges } from './tell-missed.ts';
export { viewTold } from './told-versions.ts';
export { updateConversation } from './update-conversation.ts';
export { LOBBY_ROOM, type VisitorPorts, visitorNamespace } from './visitor.socket.ts';
export { leaveByToken } from './visitor-commands.ts';
export {
  affirmVisitors,
  dropGhostVisitors,
  dropNodeVisitors,
  restartVisitorGrace,
  sweepLostVisitors,
  sweepSilent,
} from './visitor-presence.ts';
export { createVisitorTokens } from './visitor-token.ts';
export { participants } from './who-stays.ts';
