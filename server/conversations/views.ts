/** A conversation as each side may see it, from what is stored; pure. */

import { visitorState } from '../../shared/domain/conversation-state.ts';
import type {
  QueuePlace,
  StaffConversation,
  SurveyQuestion,
  VisitorConversation,
  VisitorPresence,
  WrapUp,
} from '../../shared/protocol/conversation.ts';
import type { PreChat } from '../../shared/protocol/pre-chat.ts';
import { iso, isoOrNull } from '../platform/ports.ts';
import type { Connection, ConversationDoc } from './conversation.ts';

export interface VisitorViewParts {
  readonly lastSeq: number;
  readonly agentPresence: 'connected' | 'away';
  readonly queue: QueuePlace | null;
  readonly survey: readonly SurveyQuestion[] | null;
}

export function visitorView(doc: ConversationDoc, parts: VisitorViewParts): VisitorConversation {
  const state = visitorState(doc.state);
  return {
    conversationId: doc._id,
    revision: doc.revision,
    state,
    lastSeq: parts.lastSeq,
    agent: state === 'active' && doc.holder ? { name: doc.holder.name, presence: parts.agentPresence } : null,
    queue: state === 'waiting' ? parts.queue : null,
    reads: { agent: doc.reads.agent },
    createdAt: iso(doc.createdAt),
    endedAt: isoOrNull(doc.endedAt),
    survey: state === 'ended' && parts.survey ? { questions: [...parts.survey] } : null,
  };
}

export interface StaffViewParts {
  readonly lastSeq: number;
  readonly preChat: PreChat | null;
  readonly wrapUp: WrapUp | null;
}

export function presenceOf(connection: Connection): VisitorPresence {
  return connection.state;
}

export function staffView(doc: ConversationDoc, parts: StaffViewParts): StaffConversation {
  return {
    conversationId: doc._id,
    revision: doc.revision,
    state: doc.state,
    channel: doc.channel,
    queueId: doc.queueId,
    priority: doc.priority,
    enqueuedAt: iso(doc.enqueuedAt),
    acceptedAt: isoOrNull(doc.acceptedAt),
    endedAt: isoOrNull(doc.endedAt),
    endReason: doc.endReason,
    lastSeq: parts.lastSeq,
    holder: doc.holder,
    consulting: [...doc.consulting],
    visitor: { presence: presenceOf(doc.connection), since: iso(doc.connection.since), language: doc.language },
    reads: doc.reads,
    preChat: parts.preChat,
    wrapUp: parts.wrapUp,
    ageBand: doc.ageBand,
    riskFlag: doc.riskFlag,
    ...(doc.competence?.noteId ? { competenceNoteId: doc.competence.noteId } : {}),
    caseId: doc.caseId ?? null,
    opening: [...doc.opening],
  };
}
