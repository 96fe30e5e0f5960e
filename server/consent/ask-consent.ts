/** A worker asks in the chat whether something may be shared: with whom, what for, and the very values. */
import { cardLock } from '../../shared/domain/consent.ts';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import type { InputOf, OutputOf } from '../../shared/protocol/define.ts';
import type { ConsentRecipient } from '../../shared/protocol/entry.ts';
import type { StaffCommands } from '../../shared/protocol/staff.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { authorOf, mayReach, type StaffCaller } from '../conversations/index.ts';
import type { Session } from '../platform/mongo.ts';
import { asksTheSame, buildCard } from './card.ts';
import type { RequestDoc, RequestedRecipient } from './consent-record.ts';
import type { ConsentDeps } from './deps.ts';
import { requestIdOf } from './request-id.ts';
import { wordingToUse } from './wording-to-use.ts';

type Input = InputOf<StaffCommands, 'consent:ask'> & { readonly actor: StaffCaller };
type Output = OutputOf<StaffCommands, 'consent:ask'>;

export async function askConsent(deps: ConsentDeps, input: Input): Promise<Result<Output>> {
  const { conversationId, clientId, actor, wordingVersion } = input;
  const requestId = requestIdOf(conversationId, clientId);
  const find = (recipientId: string) => deps.partners.find(recipientId, deps.clock.now());
  const card = buildCard(input.recipients, find);
  const posted = await deps.log.post({
    conversationId,
    clientId,
    author: authorOf(actor),
    content: { kind: 'consent_asked' },
    replay: async (first) => {
      const data = first.content.data as { wordingVersion: string; recipients: ConsentRecipient[] };
      const same = data.wordingVersion === wordingVersion && asksTheSame(data.recipients, input.recipients, find);
      return same ? ok(null) : fail('conflict');
    },
    work: async ({ session, conversation, seq, at }) => {
      const allowed = mayReach(conversation, 'consent.ask', actor);
      if (!allowed.ok) return allowed;
      const { ageBand } = conversation;
      const chosen = { kind: 'ask', version: wordingVersion, language: input.language, ageBand } as const;
      const found = wordingToUse(deps.wordings(), { ...chosen, day: londonDay(new Date(at)) });
      if (!found.ok) return found;
      if (!card.ok) return card;
      const lock = cardLock(conversation.ageBand, conversation.competence);
      if (!lock.ok) return lock;
      const [wording, recipients] = [found.value, card.value];
      await supersede(deps, session, conversationId, recipients);
      const doc: RequestDoc = {
        _id: requestId,
        kind: 'ask',
        conversationId,
        askedBy: { agentId: actor.agentId, name: actor.name },
        askedAt: at,
        askedSeq: seq,
        wordingVersion,
        language: wording.language,
        recipients: recipients.map((each) => requested(deps, each)),
        answeredAt: null,
        card: await deps.consents.sealCard(requestId, { wording: wording.text, recipients }),
        versions: conversation.versions,
        purgeAt: deps.purgeAt(new Date(at)),
        legalHold: false,
      };
      await deps.consents.insertRequest(session, doc);
      await deps.audit.record(
        {
          actor: { id: actor.agentId, role: actor.role },
          action: 'consent.ask',
          target: { kind: 'conversation', id: conversationId },
          meta: { requestId, wordingVersion, recipientIds: recipients.map((each) => each.recipientId) },
        },
        session,
      );
      const { language } = wording;
      const data = { requestId, wordingVersion, language, wording: wording.text, recipients };
      return ok({ value: null, content: { kind: 'consent_asked', data } });
    },
  });
  return posted.ok ? ok({ requestId, seq: posted.value.seq, at: posted.value.at }) : posted;
}

/** A newer card about the same recipient takes the place of one that nobody has answered. */
async function supersede(
  deps: ConsentDeps,
  session: Session,
  conversationId: string,
  recipients: readonly ConsentRecipient[],
): Promise<void> {
  const ids = recipients.map((each) => each.recipientId);
  for (const request of await deps.consents.openRequests(session, conversationId, ids)) {
    const changed = request.recipients.map((each) =>
      each.state === 'open' && ids.includes(each.recipientId) ? { ...each, state: 'superseded' as const } : each,
    );
    await deps.consents.changeRequest(session, request._id, { recipients: changed });
  }
}

function requested(deps: ConsentDeps, { recipientId, items }: ConsentRecipient): RequestedRecipient {
  const found = deps.partners.find(recipientId, deps.clock.now())?.recipient;
  return {
    recipientId,
    items: items.map(({ itemId, needed }) => ({ itemId, needed })),
    state: 'open',
    ground: {
      lawfulBasis: found?.lawfulBasis ?? '',
      art9Condition: found?.art9Condition ?? '',
      sch1Condition: found?.sch1Condition ?? '',
    },
  };
}
