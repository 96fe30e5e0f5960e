/**
 * Somebody in a chat or on the telephone gives a reference and six words, and a worker checks them (H13). Right ones are used by it,
 * as they are by the page, and open to this worker alone what may be told. Of wrong ones it is said that they do not fit, in the
 * same steps and the same time whether there is such a reference or not.
 */
import { normalisedPhrase } from '../../shared/domain/return-phrase.ts';
import { RETURN_OPEN_MS } from '../../shared/domain/telling.ts';
import type { CheckInput, Returned } from '../../shared/protocol/http/returns.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Session } from '../platform/mongo.ts';
import { transact } from '../platform/transaction.ts';
import type { Caller, ReturningDeps } from './deps.ts';
import { targetOf } from './give-phrase.ts';
import type { PhraseDoc } from './phrases.store.ts';
import { auditReturn, isOwn, knownFor, presentReturn, reachReturn } from './reach-return.ts';
import type { ReturnDoc } from './returns.store.ts';
import { whenCasesRest } from './start-withdrawal.ts';

type Checked = Result<{ fits: boolean; returned: Returned | null }>;

const DOES_NOT_FIT: Checked = ok({ fits: false, returned: null });

export async function checkReturn(deps: ReturningDeps, input: CheckInput, caller: Caller): Promise<Checked> {
  const { clientId, conversationId } = input;
  const talk =
    conversationId === null ? ok({ saidNotSafe: false }) : await deps.people.talkWith(conversationId, caller);
  if (!talk.ok) return talk;
  const before = await deps.returns.byClientId(clientId);
  if (before !== null) return again(deps, before, input, caller);
  const macs = deps.references.macs(input.reference);
  const [mac = ''] = macs;
  const waitMs = await deps.checks.attempt(caller.agentId, mac);
  if (waitMs !== null) return fail('rate_limited', { retryAfterMs: waitMs });
  const phrase = await deps.phrases.newestBy(macs);
  const right = await deps.passwords.verify(phrase?.hash ?? null, normalisedPhrase(input.phrase));
  if (right === null) return fail('unavailable');
  const begun = right && phrase !== null ? await begin(deps, { phrase, input, ...talk.value, caller }) : null;
  if (begun === null) {
    await recordWrong(deps, phrase, caller);
    return DOES_NOT_FIT;
  }
  await deps.checks.wasRight(caller.agentId, mac);
  return shown(deps, begun, caller);
}

interface Beginning {
  readonly phrase: PhraseDoc;
  readonly input: CheckInput;
  readonly saidNotSafe: boolean;
  readonly caller: Caller;
}

/** Null: they fit nothing that is there for this caller, or no longer. */
async function begin(deps: ReturningDeps, beginning: Beginning): Promise<ReturnDoc | null> {
  const { phrase, caller } = beginning;
  if ((await knownFor(deps, phrase, caller)) === null) return null;
  if (!phrase.open) {
    await tellUsed(deps, beginning);
    return null;
  }
  const begun = await whenCasesRest(() => transact(deps.database, (session) => write(deps, session, beginning)));
  if (begun?.caseId) deps.people.changed(begun.caseId);
  return begun?.doc ?? null;
}

async function write(
  deps: ReturningDeps,
  session: Session,
  { phrase, input, saidNotSafe, caller }: Beginning,
): Promise<{ readonly doc: ReturnDoc; readonly caseId: string | null } | null> {
  const now = deps.clock.now();
  if (!(await deps.phrases.spendIn(session, phrase._id, now))) return null;
  const person = await deps.people.personIn(session, phrase);
  if (person === null) return null;
  const { agentId, name } = caller;
  const doc: ReturnDoc = {
    ...{ _id: deps.ids.uuid(), clientId: input.clientId, phraseId: phrase._id },
    ...{ caseId: phrase.caseId, conversationId: phrase.conversationId, givenAt: phrase.madeAt },
    ...{ talkId: input.conversationId, saidNotSafe, checkedBy: { agentId, name } },
    ...(phrase.restoredAt === undefined ? {} : { restored: true as const }),
    ...{ checkedAt: now, openUntil: now + RETURN_OPEN_MS, released: null, told: null, linked: null },
    ...{ purgeAt: deps.keptUntil(now), legalHold: false },
  };
  await deps.returns.insertIn(session, doc);
  const way = input.conversationId === null ? 'telephone' : 'chat';
  await auditReturn(deps, doc, caller, { action: 'return.check', meta: { ...targetOf(phrase), way } }, session);
  if (person.caseId !== null)
    await deps.people.happenedIn(session, person.caseId, {
      ...{ kind: 'returned_by_phrase', returnId: doc._id, codes: { way }, caller },
    });
  return { doc, caseId: person.caseId };
}

/** Right words that somebody has used already: whoever has the case must know that two people may have them. */
async function tellUsed(deps: ReturningDeps, { phrase, caller }: Beginning): Promise<void> {
  if (phrase.usedAt === null) return;
  const caseId = await whenCasesRest(() =>
    transact(deps.database, async (session) => {
      const person = await deps.people.personIn(session, phrase);
      if (person === null || person.caseId === null) return null;
      const happened = { kind: 'return_words_used' as const, returnId: null, codes: {}, caller };
      await deps.people.happenedIn(session, person.caseId, happened);
      return person.caseId;
    }),
  );
  if (caseId !== null) deps.people.changed(caseId);
}

/** Wrong words for a record that exists are on that record. */
async function recordWrong({ audit }: ReturningDeps, phrase: PhraseDoc | null, caller: Caller): Promise<void> {
  const actor = { id: caller.agentId, role: caller.role };
  const target = phrase === null ? { kind: 'reference', id: 'unknown' } : targetOf(phrase);
  await audit.record({ actor, action: 'return.refuse', target });
}

/** Sent again it is the first answer; with other words it is another check, under an id of its own. */
async function again(deps: ReturningDeps, doc: ReturnDoc, input: CheckInput, caller: Caller): Promise<Checked> {
  const phrase = await deps.phrases.find(doc.phraseId);
  const isReference = deps.references.macs(input.reference).some((mac) => phrase?.referenceMacs.includes(mac));
  const right = await deps.passwords.verify(phrase?.hash ?? null, normalisedPhrase(input.phrase));
  if (right === null) return fail('unavailable');
  const isSame = isOwn(doc, caller) && doc.talkId === input.conversationId && isReference && right;
  return isSame ? shown(deps, doc, caller) : fail('conflict', { reason: 'other_content' });
}

async function shown(deps: ReturningDeps, doc: ReturnDoc, caller: Caller): Promise<Checked> {
  const reached = await reachReturn(deps, doc, caller);
  return reached === null ? DOES_NOT_FIT : ok({ fits: true, returned: await presentReturn(deps, reached, caller) });
}
