/**
 * The *Tell* card (H2): sharing we may do anyway. It says so honestly, its answer is kept, and it gates nothing: a wording
 * of this kind can never carry a consent.
 */
import { londonDay } from '../../shared/domain/opening-hours.ts';
import type { InputOf, OutputOf } from '../../shared/protocol/define.ts';
import type { StaffCommands } from '../../shared/protocol/staff.ts';
import type { VisitorCommands } from '../../shared/protocol/visitor.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { fillIn } from '../../shared/text/text.ts';
import { authorOf, mayReach, type StaffCaller, VISITOR } from '../conversations/index.ts';
import type { ConsentDeps } from './deps.ts';
import { requestIdOf } from './request-id.ts';
import { wordingToUse } from './wording-to-use.ts';

type TellInput = InputOf<StaffCommands, 'sharing:tell'> & { readonly actor: StaffCaller };
type AnswerInput = InputOf<VisitorCommands, 'sharing:answer'> & { readonly conversationId: string };

export async function tellSharing(
  deps: ConsentDeps,
  input: TellInput,
): Promise<Result<OutputOf<StaffCommands, 'sharing:tell'>>> {
  const { conversationId, clientId, actor, wordingVersion, language, recipientName } = input;
  const requestId = requestIdOf(conversationId, clientId);
  const posted = await deps.log.post({
    conversationId,
    clientId,
    author: authorOf(actor),
    content: { kind: 'sharing_told' },
    replay: async (first) => {
      const data = first.content.data as { wordingVersion: string; recipientName: string };
      const same = data.wordingVersion === wordingVersion && data.recipientName === recipientName;
      return same ? ok(null) : fail('conflict');
    },
    work: async ({ session, conversation, seq, at }) => {
      const allowed = mayReach(conversation, 'sharing.tell', actor);
      if (!allowed.ok) return allowed;
      const { ageBand } = conversation;
      const chosen = { kind: 'tell', version: wordingVersion, language, ageBand } as const;
      const found = wordingToUse(deps.wordings(), { ...chosen, day: londonDay(new Date(at)) });
      if (!found.ok) return found;
      const wording = found.value;
      const text = fillIn(wording.text, { who: recipientName });
      await deps.consents.insertRequest(session, {
        _id: requestId,
        kind: 'tell',
        conversationId,
        askedBy: { agentId: actor.agentId, name: actor.name },
        askedAt: at,
        askedSeq: seq,
        wordingVersion,
        language: wording.language,
        recipients: [],
        answeredAt: null,
        card: await deps.consents.sealCard(requestId, { wording: text, recipients: [], recipientName }),
        versions: conversation.versions,
        purgeAt: deps.purgeAt(new Date(at)),
        legalHold: false,
      });
      await deps.audit.record(
        {
          actor: { id: actor.agentId, role: actor.role },
          action: 'sharing.tell',
          target: { kind: 'conversation', id: conversationId },
          meta: { requestId, wordingVersion },
        },
        session,
      );
      await deps.leads.callIn(session, { conversationId, requestId });
      const data = { requestId, wordingVersion, wording: text, recipientName };
      return ok({ value: null, content: { kind: 'sharing_told', data } });
    },
  });
  if (!posted.ok) return posted;
  deps.leads.announce(requestId);
  return ok({ requestId, seq: posted.value.seq, at: posted.value.at });
}

export async function answerSharing(
  deps: ConsentDeps,
  input: AnswerInput,
): Promise<Result<OutputOf<VisitorCommands, 'sharing:answer'>>> {
  const { conversationId, clientId, requestId, agrees, text } = input;
  const data = { requestId, agrees, ...(text === undefined ? {} : { text }) };
  const posted = await deps.log.post({
    conversationId,
    clientId,
    author: VISITOR,
    content: { kind: 'sharing_answered', data },
    replay: async (first) =>
      JSON.stringify(first.content.data) === JSON.stringify(data) ? ok(null) : fail('conflict'),
    work: async ({ session, at }) => {
      const told = await deps.consents.findRequest(session, requestId);
      if (told?.kind !== 'tell' || told.conversationId !== conversationId) return fail('not_found');
      if (told.answeredAt !== null) return fail('conflict', { reason: 'already_answered' });
      await deps.consents.changeRequest(session, requestId, { answeredAt: at, agrees });
      await deps.audit.record(
        {
          actor: VISITOR,
          action: 'sharing.answer',
          target: { kind: 'conversation', id: conversationId },
          meta: { requestId, agrees },
        },
        session,
      );
      return ok({ value: null });
    },
  });
  return posted.ok ? ok({ seq: posted.value.seq, at: posted.value.at }) : posted;
}
