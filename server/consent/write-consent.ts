/**
 * Staff write down what a person agreed to outside a chat: one recipient, every item a yes or a no, in the words that were read
 * out. It is their newest word about this recipient, whichever of their cases and chats held the older one.
 */
import { cardLock } from '../../shared/domain/consent.ts';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import {
  competenceNeeded,
  isNewestWord,
  observedFaults,
  releaseNeeded,
  saidAtFault,
  settleSaid,
} from '../../shared/domain/written-consent.ts';
import type { ConsentAnswer } from '../../shared/protocol/entry.ts';
import type { CaseConsent } from '../../shared/protocol/http/consents.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { AskWording } from '../../shared/text/wording.ts';
import { type CaseCaller, type CaseDoc, changeCase, reachCase } from '../cases/index.ts';
import type { Session } from '../platform/mongo.ts';
import { oncePerClientId } from '../platform/once-per-client-id.ts';
import { buildCard } from './card.ts';
import type { CaseConsentDeps } from './case-deps.ts';
import { type ConsentDoc, consentId } from './consent-record.ts';
import { personOfCase } from './family-of-case.ts';
import { presentOne } from './present-consent.ts';
import { endReleaseIn, proposeReleaseIn } from './release-consent.ts';
import { requestIdOf } from './request-id.ts';
import { withoutReviews, withReview } from './review-due.ts';
import { storeWrittenIn } from './store-written.ts';
import { supersedeIn } from './supersede.ts';
import { wordingToUse } from './wording-to-use.ts';
import type { WrittenInput as Input, Said, Writing } from './writing.ts';

type Answered = Promise<Result<{ consent: CaseConsent }>>;

export async function writeConsent(deps: CaseConsentDeps, input: Input, caller: CaseCaller): Answered {
  const reached = await reachCase(deps.cases, 'case.write', caller, input.caseId);
  if (!reached.ok) return reached;
  const requestId = requestIdOf(input.caseId, input.clientId);
  const content = [caller.agentId, input];
  return oncePerClientId({
    find: () => deps.consents.request(requestId),
    again: async ({ requestDigest }) => {
      if (requestDigest === undefined || !deps.digest.isOf(requestDigest, content))
        return fail('conflict', { reason: 'other_content' });
      const first = await deps.consents.consent(consentId(requestId, input.recipientId));
      return first ? ok({ consent: await presentOne(deps, first) }) : fail('not_found');
    },
    make: () => make(deps, { input, requestId, digest: deps.digest.of(content), caller }),
  });
}

async function make(deps: CaseConsentDeps, writing: Writing): Answered {
  const { input, requestId, caller } = writing;
  const said = saidOf(deps, input);
  if (!said.ok) return said;
  const changed = await changeCase(deps.cases, input.caseId, caller, async (doc, session, now) => {
    const person = await personOfCase(deps, doc, session);
    if (person.root.state !== 'open') return fail('conflict', { reason: 'not_open' });
    if (person.talks.some(({ open }) => open)) return fail('conflict', { reason: 'ask_in_chat' });
    const wording = wordingOf(deps, input, person.root);
    if (!wording.ok) return wording;
    const childLock = lockOf(said.value.answer, input, person.root);
    if (!childLock.ok) return childLock;
    const older = await deps.consents.consentsAbout(session, person.family, input.recipientId);
    if (!isNewestWord(said.value.saidAt, older)) return fail('conflict', { reason: 'newer_word' });
    const replaced = await supersedeIn(deps, session, older, now);
    for (const each of replaced) await endReleaseIn(deps, session, each, caller);
    const needsRelease = said.value.answer.decision === 'given' && releaseNeeded({ ...input, ...person.root });
    const consent = await storeWrittenIn(deps, session, {
      ...writing,
      ...said.value,
      wording: wording.value,
      needsRelease,
      now,
    });
    if (needsRelease) await proposeReleaseIn(deps, session, { writing, doc, person, consent, card: said.value.card });
    const change = await dueAfter(deps, session, doc, { replaced, consent });
    const codes = { recipient: input.recipientId, decision: consent.decision, how: input.method };
    const event = { kind: 'consent_written', about: { kind: 'consent', id: consent._id }, codes };
    const meta = { ...codes, requestId, items: consent.itemIds.join(' ') };
    return ok({ change, action: 'case.consent_write', meta, event, value: { consent, replaced } });
  });
  if (!changed.ok) return changed;
  const { consent, replaced } = changed.value.value;
  for (const { _id, release } of replaced) {
    deps.outbox.changed(_id);
    if (release === 'waiting') deps.release.putAway(_id);
  }
  if (consent.release === 'waiting') deps.release.announce(consent._id);
  return ok({ consent: await presentOne(deps, consent) });
}

/** Everything that can be judged by what was sent alone; all that is to be corrected at once. */
function saidOf(deps: CaseConsentDeps, input: Input): Result<Said> {
  const { recipientId, purpose, decision, items, observed } = input;
  const now = deps.cases.clock.now();
  const find = (id: string) => deps.partners.find(id, now);
  const fault = saidAtFault(Date.parse(input.saidAt), now);
  const issues = [...observedFaults(observed), ...(fault === null ? [] : [{ path: 'saidAt', message: fault }])];
  const asked = items.map(({ itemId, agreed, value }) => ({ itemId, value: agreed ? (value ?? '') : '' }));
  const card = buildCard([{ recipientId, purpose, items: asked }], find);
  const settled = settleSaid(find(recipientId)?.recipient.items ?? [], { recipientId, decision, items });
  if (!card.ok && card.error.code !== 'bad_request') return card;
  for (const each of [card, settled]) if (!each.ok) issues.push(...issuesOf(each.error.details?.issues));
  const [one] = card.ok ? card.value : [];
  if (issues.length > 0 || one === undefined || !settled.ok) return fail('bad_request', { issues });
  return ok({ answer: settled.value, card: one, saidAt: Math.min(Date.parse(input.saidAt), now) });
}

/** The card names its recipients in a list; here is one. */
function issuesOf(issues: readonly { readonly path: string; readonly message: string }[] = []) {
  return issues.map(({ path, message }) => ({ path: path.replace(/^recipients\.0\./, ''), message }));
}

/** Approved, for their age, and in force on the day on which it was read out (H11). */
function wordingOf(deps: CaseConsentDeps, input: Input, root: CaseDoc): Result<AskWording> {
  const day = londonDay(new Date(input.saidAt));
  const { wordingVersion: version, language } = input;
  return wordingToUse(deps.wordings(), { kind: 'ask', version, language, ageBand: root.ageBand, day });
}

/** Under 16 the note comes with the yes; the release of a lead follows it (H10). */
function lockOf({ decision }: ConsentAnswer, { competenceNote }: Input, { ageBand }: CaseDoc): Result<null> {
  if (decision !== 'given' || !competenceNeeded(ageBand)) return ok(null);
  return cardLock(ageBand, { noteId: competenceNote === null ? null : 'noted', releasedBy: 'to follow' });
}

interface Standing {
  readonly replaced: readonly ConsentDoc[];
  readonly consent: ConsentDoc;
}

async function dueAfter(deps: CaseConsentDeps, session: Session, doc: CaseDoc, { replaced, consent }: Standing) {
  const without = await withoutReviews(deps.cases, session, doc, replaced);
  return { ...without, ...withReview({ ...doc, ...without }, consent) };
}
