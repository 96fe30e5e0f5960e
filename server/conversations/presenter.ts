/** Loads what a view needs besides the document: the last seq, sealed parts, the agent's presence, the place. */
import type { mongo } from 'mongoose';
import { visitorState } from '../../shared/domain/conversation-state.ts';
import type {
  QueuePlace,
  StaffConversation,
  SurveyQuestion,
  VisitorConversation,
  WrapUp,
} from '../../shared/protocol/conversation.ts';
import type { PreChat } from '../../shared/protocol/pre-chat.ts';
import { type Place, SealBroken } from '../platform/cipher.ts';
import { createSealedJson } from '../platform/sealed-json.ts';
import type { Sealing } from '../platform/sealing.store.ts';
import type { ConversationDoc } from './conversation.ts';
import { conversationsSpec } from './conversations.store.ts';
import type { ConversationLog } from './log.ts';
import { staffView, visitorView } from './views.ts';

export interface PresenterPorts {
  agentPresence(agentId: string): Promise<'connected' | 'away'>;
  placeOf(doc: ConversationDoc): Promise<QueuePlace | null>;
  /** The two questions of the end, or null where they are not asked (H14). */
  surveyFor(doc: ConversationDoc): readonly SurveyQuestion[] | null;
  /** A view of it goes out. */
  shows(doc: ConversationDoc): void;
}

export interface Presenter {
  toVisitor(doc: ConversationDoc): Promise<VisitorConversation>;
  toStaff(doc: ConversationDoc): Promise<StaffConversation>;
  preChat(doc: ConversationDoc): Promise<PreChat | null>;
  seal(conversationId: string, field: SealedField, value: unknown): Promise<mongo.Binary>;
}

export type SealedField = 'preChat' | 'wrapUp';

export function createPresenter(log: ConversationLog, sealing: Sealing, ports: PresenterPorts): Presenter {
  const sealed = createSealedJson(sealing);
  const place = (conversationId: string, field: SealedField): Place => ({
    collection: conversationsSpec.name,
    field,
    scope: conversationId,
    id: conversationId,
  });

  async function open<T>(doc: ConversationDoc, field: SealedField): Promise<T | null> {
    const value = doc[field];
    if (!value) return null;
    try {
      return await sealed.open<T>(place(doc._id, field), value);
    } catch (error) {
      // Shredded: what was said is gone for good, the codes stay.
      if (error instanceof SealBroken) return null;
      throw error;
    }
  }

  const presenter: Presenter = {
    toVisitor: async (doc) => {
      const state = visitorState(doc.state);
      ports.shows(doc);
      return visitorView(doc, {
        lastSeq: await log.lastSeq(doc._id),
        agentPresence: state === 'active' && doc.holder ? await ports.agentPresence(doc.holder.agentId) : 'away',
        queue: state === 'waiting' ? await ports.placeOf(doc) : null,
        survey: state === 'ended' ? ports.surveyFor(doc) : null,
      });
    },
    toStaff: async (doc) => {
      ports.shows(doc);
      return staffView(doc, {
        lastSeq: await log.lastSeq(doc._id),
        preChat: await presenter.preChat(doc),
        wrapUp: await open<WrapUp>(doc, 'wrapUp'),
      });
    },
    preChat: (doc) => open<PreChat>(doc, 'preChat'),
    seal: (conversationId, field, value) => sealed.seal(place(conversationId, field), value),
  };
  return presenter;
}
