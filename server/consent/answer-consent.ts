/** The visitor answers a card: the entry and the records that prove it are written together, or not at all. */
import { CONSENT_REVIEW_MS, settleAnswers } from '../../shared/domain/consent.ts';
import type { InputOf, OutputOf } from '../../shared/protocol/define.ts';
import type { ConsentAnswer } from '../../shared/protocol/entry.ts';
import type { VisitorCommands } from '../../shared/protocol/visitor.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { VISITOR } from '../conversations/index.ts';
import { type Card, type ConsentDoc, consentId, type RequestDoc } from './consent-record.ts';
import type { ConsentDeps } from './deps.ts';
import { supersedeIn } from './supersede.ts';

type Input = InputOf<VisitorCommands, 'consent:answer'> & { readonly conversationId: string };
type Output = OutputOf<VisitorCommands, 'consent:answer'>;

export async function answerConsent(deps: ConsentDeps, input: Input): Promise<Result<Output>> {
  const { conversationId, clientId, requestId, answers } = input;
  const posted = await deps.log.post<readonly string[]>({
    conversationId,
    clientId,
    author: VISITOR,
    content: { kind: 'consent_answered' },
    replay: async (first) => {
      const data = first.content.data as { requestId: string; answers: readonly ConsentAnswer[] };
      return data.requestId === requestId && sameAnswers(data.answers, answers) ? ok([]) : fail('conflict');
    },
    work: async ({ session, conversation, seq, at }) => {
      const request = await deps.consents.findRequest(session, requestId);
      if (request?.kind !== 'ask' || request.conversationId !== conversationId) return fail('not_found');
      const settled = settleAnswers(request.recipients, answers);
      if (!settled.ok) return settled;
      const card = await deps.consents.openCard(request);
      const family = await deps.person.familyOf(session, conversation);
      const stopped: string[] = [];
      for (const answer of settled.value) {
        const older = await deps.consents.consentsAbout(session, family, answer.recipientId);
        stopped.push(...(await supersedeIn(deps, session, older, at)).map(({ _id }) => _id));
        await deps.consents.insertConsent(session, await recordOf(deps, request, card, answer, { seq, at }));
      }
      const answered = settled.value.map((answer) => answer.recipientId);
      const recipients = request.recipients.map((each) =>
        answered.includes(each.recipientId) ? { ...each, state: 'answered' as const } : each,
      );
      await deps.consents.changeRequest(session, requestId, { recipients });
      await deps.audit.record(
        {
          actor: VISITOR,
          action: 'consent.answer',
          target: { kind: 'conversation', id: conversationId },
          meta: { requestId, answers: settled.value.map((each) => `${each.recipientId}:${each.decision}`) },
        },
        session,
      );
      const data = { requestId, answers: settled.value };
      return ok({ value: stopped, content: { kind: 'consent_answered', data } });
    },
  });
  if (!posted.ok) return posted;
  for (const id of posted.value.value) deps.outbox.changed(id);
  deps.person.answered(conversationId);
  return ok({ seq: posted.value.seq, at: posted.value.at });
}

async function recordOf(
  deps: ConsentDeps,
  request: RequestDoc,
  card: Card,
  { recipientId, decision, items }: ConsentAnswer,
  { seq, at }: { readonly seq: number; readonly at: number },
): Promise<ConsentDoc> {
  const id = consentId(request._id, recipientId);
  const shown = card.recipients.find((each) => each.recipientId === recipientId);
  const asked = request.recipients.find((each) => each.recipientId === recipientId);
  if (!shown || !asked) throw new Error('the card and its request name different recipients');
  const reviewAt = at + CONSENT_REVIEW_MS;
  return {
    _id: id,
    conversationId: request.conversationId,
    requestId: request._id,
    recipientId,
    decision,
    itemIds: items,
    givenAt: at,
    reviewAt,
    withdrawnAt: null,
    withdrawnHow: null,
    referralId: null,
    supersededAt: null,
    wordingVersion: request.wordingVersion,
    language: request.language,
    method: 'chat_typed',
    evidenceSeq: seq,
    askedBy: request.askedBy.agentId,
    ...asked.ground,
    record: await deps.consents.sealRecord(request._id, id, {
      wording: card.wording,
      purpose: shown.purpose,
      recipientName: shown.name,
      items: shown.items.filter(({ itemId }) => items.includes(itemId)).map(({ itemId, label }) => ({ itemId, label })),
    }),
    versions: request.versions,
    purgeAt: deps.purgeAt(new Date(reviewAt)),
    legalHold: false,
  };
}

function sameAnswers(first: readonly ConsentAnswer[], again: readonly ConsentAnswer[]): boolean {
  const essence = (answers: readonly ConsentAnswer[]) =>
    JSON.stringify(
      answers.map(({ recipientId, decision, items }) => [
        recipientId,
        decision === 'given' && items.length === 0 ? 'declined' : decision,
        items,
      ]),
    );
  return essence(first) === essence(again);
}
