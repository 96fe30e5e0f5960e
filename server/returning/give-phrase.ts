/**
 * Gives somebody who asked "can I come back to this?" a reference and six words (H13): shown once, kept as a hash, in place of what
 * they were given before. Where somebody close may find it they are warned first.
 */
import { referenceFrom } from '../../shared/domain/case-reference.ts';
import {
  judgePhrase,
  PHRASE_LIVES_MS,
  type PhraseFacts,
  phraseFrom,
  phraseWarnings,
} from '../../shared/domain/return-phrase.ts';
import type { GivenPhrase, GivePhrase } from '../../shared/protocol/http/returning.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { publicText } from '../../shared/text/en/public-pages.ts';
import { createOnce } from '../platform/create-once.ts';
import { iso } from '../platform/ports.ts';
import type { Caller, ReturningDeps, Subject } from './deps.ts';
import type { PhraseDoc } from './phrases.store.ts';
import { WITHDRAW_PATH } from './withdraw-page.ts';

export async function givePhrase(deps: ReturningDeps, input: GivePhrase, caller: Caller): Promise<Result<GivenPhrase>> {
  const subject = { caseId: input.caseId ?? null, conversationId: input.conversationId ?? null };
  const facts = await deps.people.factsFor(subject, caller);
  if (!facts.ok) return facts;
  return giveTo(deps, { ...input, subject, facts: facts.value, talkId: subject.conversationId }, caller);
}

export interface Giving extends Pick<GivePhrase, 'clientId' | 'asked' | 'insists' | 'inChat'> {
  readonly subject: Subject;
  readonly facts: PhraseFacts & { readonly reference: string | null };
  /** The chat that they are in. */
  readonly talkId: string | null;
}

/** To who may: whether they do was asked before. */
export async function giveTo(deps: ReturningDeps, giving: Giving, caller: Caller): Promise<Result<GivenPhrase>> {
  const { clientId, inChat, subject, facts, talkId } = giving;
  const refused = refusalOf(facts, giving);
  if (refused) return refused;
  const words = wordsFor(deps, clientId);
  const reference = facts.reference ?? referenceFor(deps, clientId);
  const given = await createOnce<PhraseDoc>(deps.database, {
    existing: (session) => deps.phrases.byClientId(clientId, session),
    // Used, replaced, or made under an older key: its words can be said no more.
    isSame: async (found) =>
      isOf(found, subject) && found.open && (await deps.passwords.verify(found.hash, words.join(' '))) === true,
    create: async (session) => {
      const doc = await phraseDoc(deps, { clientId, subject, reference, words, givenBy: caller.agentId });
      await deps.phrases.replaceIn(session, doc);
      const actor = { id: caller.agentId, role: caller.role };
      const meta = { insisted: phraseWarnings(facts).length > 0, inChat };
      await deps.audit.record({ actor, action: 'phrase.give', target: targetOf(subject), meta }, session);
      return ok(doc);
    },
  });
  if (!given.ok) return given;
  const address = `${deps.publicOrigin}${WITHDRAW_PATH}`;
  const line = publicText['phrase.line']
    .replace('{reference}', reference)
    .replace('{words}', words.join(' '))
    .replace('{address}', address);
  const shownInChat = inChat && talkId !== null && (await deps.people.sayInChat(talkId, clientId, line));
  return ok({ reference, words: [...words], address, expiresAt: iso(given.value.value.expiresAt), shownInChat });
}

function refusalOf(facts: PhraseFacts, { asked, insists }: Giving): Result<never> | null {
  const verdict = judgePhrase(facts, { asked, insists });
  if (verdict === 'give') return null;
  return fail('conflict', {
    reason: verdict,
    ...(verdict === 'warn_first' ? { warnings: phraseWarnings(facts) } : {}),
  });
}

export function targetOf({ caseId, conversationId }: Subject): { readonly kind: string; readonly id: string } {
  return caseId === null ? { kind: 'conversation', id: conversationId ?? '' } : { kind: 'case', id: caseId };
}

function isOf(doc: PhraseDoc, { caseId, conversationId }: Subject): boolean {
  return doc.caseId === caseId && doc.conversationId === conversationId;
}

interface Making {
  readonly clientId: string;
  readonly subject: Subject;
  readonly reference: string;
  readonly words: readonly string[];
  readonly givenBy: string;
}

async function phraseDoc(
  { ids, clock, passwords, references }: ReturningDeps,
  { clientId, subject, reference, words, givenBy }: Making,
): Promise<PhraseDoc> {
  const madeAt = clock.now();
  const expiresAt = madeAt + PHRASE_LIVES_MS;
  const hash = await passwords.hash(words.join(' '));
  return {
    ...{ _id: ids.uuid(), clientId, ...subject, referenceMacs: references.macs(reference), hash, givenBy },
    ...{ madeAt, expiresAt, open: true, usedAt: null, purgeAt: new Date(expiresAt), legalHold: false },
  };
}

/** Drawn from the clientId under our key: sent again it is answered with the same words, which stand nowhere. */
function wordsFor({ bytesFor }: ReturningDeps, clientId: string): readonly string[] {
  for (let draw = 0; ; draw += 1) {
    const words = phraseFrom(bytesFor(`words ${draw} ${clientId}`));
    if (words !== null) return words;
  }
}

function referenceFor({ bytesFor }: ReturningDeps, clientId: string): string {
  for (let draw = 0; ; draw += 1) {
    const reference = referenceFrom(bytesFor(`reference ${draw} ${clientId}`));
    if (reference !== null) return reference;
  }
}
