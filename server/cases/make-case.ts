/**
 * Makes a case of somebody who agreed to be identified: how they agreed and what was said to them is the first thing that
 * stands in it. What a conversation already told is carried over, so that nobody is asked twice.
 */
import { referenceFrom } from '../../shared/domain/case-reference.ts';
import { type CaseSection, NEVER_DUE } from '../../shared/domain/case-sections.ts';
import { codeFaults, given } from '../../shared/domain/code-faults.ts';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import { receivedFault } from '../../shared/domain/received-at.ts';
import type { SectionBody } from '../../shared/protocol/case-sections.ts';
import type { CaseView, NewCase } from '../../shared/protocol/http/cases.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Session } from '../platform/mongo.ts';
import { oncePerClientId } from '../platform/once-per-client-id.ts';
import { iso } from '../platform/ports.ts';
import { Refused } from '../platform/refused.ts';
import { transact } from '../platform/transaction.ts';
import { bringLevelIn } from './bring-level.ts';
import { carriedOver } from './carried-over.ts';
import { type CaseDoc, scopeOf } from './case.ts';
import { firstClocks } from './case-clocks.ts';
import { calledNameOf, codesOf, NO_CODES } from './case-codes.ts';
import { againWhenMoved } from './change-case.ts';
import { compensationAfter } from './compensation-due.ts';
import { personMatches, withKeys } from './conflict-check.ts';
import type { CaseCaller, CasesDeps } from './deps.ts';
import { emptySection } from './empty-section.ts';
import { openCase } from './open-case.ts';
import { presentCase } from './present-case.ts';
import { refreshRepeatsIn, repeatOf } from './same-person.ts';
import { faultsOfSections } from './section-faults.ts';
import type { SectionDoc } from './sections.store.ts';

type Written = { [S in CaseSection]?: SectionBody<S> };

/** What is written with the case or not at all, and may refuse it: nothing of the case stands then. May run more than once. */
export type Along = (session: Session, caseId: string) => Promise<Result<unknown>>;

export function makeCase(
  deps: CasesDeps,
  input: NewCase,
  caller: CaseCaller,
  along?: Along,
): Promise<Result<{ case: CaseView }>> {
  return oncePerClientId({
    find: () => deps.cases.ofClientId(input.clientId),
    again: (first) => again(deps, first, input, caller),
    make: () => make(deps, input, caller, along),
  });
}

async function make(
  deps: CasesDeps,
  input: NewCase,
  caller: CaseCaller,
  along: Along = async () => ok(null),
): Promise<Result<{ case: CaseView }>> {
  const conversation =
    input.conversationId === null ? ok(null) : await deps.conversations.read(input.conversationId, caller);
  if (!conversation.ok) return conversation;
  const now = deps.clock.now();
  const today = londonDay(new Date(now));
  const sections = carriedOver(input, conversation.value, { newId: () => deps.ids.uuid(), codes: deps.facts().codes });
  const { codes } = deps.facts();
  const paidBy = (await deps.staff.find(caller.agentId))?.fundingStream ?? null;
  // A grant that has ended since pays for no new case.
  if (paidBy !== null && codes.isInForce('fundingStreams', paidBy)) sections.support = supportPaidBy(paidBy);
  const faults = [
    ...receivedFaults(input, now),
    ...codeFaults(given('channel', 'channels', input.channel), codes),
    ...faultsOfSections(sections, today, codes),
  ];
  if (faults.length > 0) return fail('bad_request', { issues: faults });
  const caseId = deps.ids.uuid();
  const key = deps.newKey(scopeOf(caseId));
  const doc = await firstDocument(deps, { caseId, input, caller, now, today, sections });
  const stored = await sealSections(deps, { caseId, sections, at: now, caller });
  try {
    const made = await againWhenMoved(() => write(deps, { doc, stored, key, input, caller, now, along }));
    if (!made.ok) {
      deps.forgetKey(scopeOf(caseId));
      return made;
    }
  } catch (error) {
    deps.forgetKey(scopeOf(caseId));
    throw error;
  }
  if (input.conversationId !== null) await deps.conversations.linked(input.conversationId);
  deps.changed(caseId);
  const after = (await deps.cases.find(caseId)) ?? doc;
  return ok({ case: await presentCase(deps, after, caller) });
}

/** What nobody has written yet, but by whom their work is paid. */
function supportPaidBy(fundingStream: string): SectionBody<'support'> {
  return { ...(emptySection('support', '') as SectionBody<'support'>), fundingStream };
}

interface Writing {
  readonly doc: CaseDoc;
  readonly stored: readonly SectionDoc[];
  readonly key: { insertIn(session: Session): Promise<void> };
  readonly input: NewCase;
  readonly caller: CaseCaller;
  readonly now: number;
  readonly along: Along;
}

/** Key, case, sections, timeline, the link of the conversation and the record of who made it: all, or nothing. */
function write(deps: CasesDeps, { doc, stored, key, input, caller, now, along }: Writing): Promise<Result<null>> {
  const caseId = doc._id;
  const by = { agentId: caller.agentId, name: caller.name };
  const { agreement, channel, conversationId } = input;
  return transact<Result<null>>(deps.database, async (session) => {
    await key.insertIn(session);
    const exclusions = conversationId === null ? [] : await deps.conversations.keptOutOfIn(session, conversationId);
    const repeat = await repeatOf(deps, doc, { session });
    await deps.cases.insertIn(session, { ...doc, exclusions, repeat });
    await refreshRepeatsIn(deps, session, { before: null, after: { ...doc, exclusions } });
    for (const section of stored) await deps.sections.putIn(session, section, null);
    const codes = { how: agreement.how, channel, received: iso(doc.receivedAt ?? doc.openedAt) };
    await deps.events.addIn(session, { caseId, kind: 'opened', by, codes, text: agreement.said, at: now });
    if (conversationId !== null) {
      const linked = await deps.conversations.linkIn(session, { conversationId, caseId }, caller);
      if (!linked.ok) throw new Refused(linked);
      const about = { kind: 'conversation', id: conversationId };
      await deps.events.addIn(session, { caseId, kind: 'conversation_linked', by, about, at: now + 1 });
      const brought = { level: linked.value, conversationId, caller, at: now + 2 };
      // As it stands: with it went what its age makes due.
      const standing = (await deps.cases.find(caseId, session)) ?? doc;
      const change = await bringLevelIn(deps, session, standing, brought);
      if (change.risk !== undefined) await deps.cases.changeIn(session, standing, change);
    }
    const beside = await along(session, caseId);
    if (!beside.ok) throw new Refused(beside);
    const target = { kind: 'case', id: caseId };
    const actor = { id: caller.agentId, role: caller.role };
    await deps.audit.record(
      { actor, action: 'case.make', target, meta: { how: agreement.how, conversationId } },
      session,
    );
    return ok(null);
  });
}

function receivedFaults({ receivedAt, conversationId }: NewCase, now: number): { path: string; message: string }[] {
  if (receivedAt === undefined) return [];
  const message =
    conversationId === null
      ? receivedFault(Date.parse(receivedAt), now)
      : 'This comes from a talk that is going on. When it reached us is known: leave it out.';
  return message === null ? [] : [{ path: 'receivedAt', message }];
}

/** All of it, the person too: another person under a clientId that was used is another case. */
function requestOf(input: NewCase, { agentId }: CaseCaller): readonly unknown[] {
  return [agentId, input];
}

/** The same effect asked for again is the same case; any other content under its clientId is a conflict. */
async function again(
  deps: CasesDeps,
  doc: CaseDoc,
  input: NewCase,
  caller: CaseCaller,
): Promise<Result<{ case: CaseView }>> {
  const same = deps.requestDigest.isOf(doc.requestDigest ?? '', requestOf(input, caller));
  // Whoever made it may know it no longer; and who still does sees it as it stands, which is on record (A2).
  return same ? openCase(deps, doc._id, caller) : fail('conflict', { reason: 'other_content' });
}

interface Making {
  readonly caseId: string;
  readonly input: NewCase;
  readonly caller: CaseCaller;
  readonly now: number;
  readonly today: string;
  readonly sections: Written;
}

async function firstDocument(
  deps: CasesDeps,
  { caseId, input, caller, now, today, sections }: Making,
): Promise<CaseDoc> {
  const by = { agentId: caller.agentId, name: caller.name };
  const person = sections.person ?? (emptySection('person', '') as SectionBody<'person'>);
  const called = calledNameOf(person);
  const { said, how } = input.agreement;
  const receivedAt = input.receivedAt === undefined ? now : Math.min(now, Date.parse(input.receivedAt));
  return {
    ...NO_CODES,
    ...codesOf(sections, today),
    ...{ _id: caseId, clientId: input.clientId, reference: newReference(deps), revision: 1, state: 'open' },
    ...{ channel: input.channel, requestDigest: deps.requestDigest.of(requestOf(input, caller)) },
    agreement: { how, at: now, by, said: await deps.cases.seal(caseId, 'agreement.said', said) },
    ...{ owner: by, workers: [], teamId: caller.teamId, exclusions: [] },
    ...{ risk: 'not_assessed', riskAt: null, due: [], nextDueAt: NEVER_DUE, waits: [] },
    ...(await compensationAfter(deps, { _id: caseId, due: [] }, sections)),
    // What came with their first word was known from then; the follower takes it away where nothing of it is urgent.
    ...{ clocks: firstClocks({ how, channel: input.channel, receivedAt, now }), urgentSince: receivedAt },
    calledName: called === null ? null : await deps.cases.seal(caseId, 'calledName', called),
    blind: withKeys([], 'person', personMatches(person), deps.blindIndex),
    conflictKeys: [],
    ...{ openedAt: now, receivedAt, closedAt: null, closureReason: null, mergedInto: null, stateBefore: null },
    versions: deps.facts().versions,
    ...{ purgeAt: null, legalHold: false },
  };
}

function newReference(deps: Pick<CasesDeps, 'ids'>): string {
  for (;;) {
    const reference = referenceFrom(deps.ids.bytes(16));
    if (reference !== null) return reference;
  }
}

function sealSections(
  deps: CasesDeps,
  { caseId, sections, at, caller }: { caseId: string; sections: Written; at: number; caller: CaseCaller },
): Promise<SectionDoc[]> {
  const by = { agentId: caller.agentId, name: caller.name };
  const written = Object.entries(sections) as [CaseSection, SectionBody<CaseSection>][];
  return Promise.all(
    written.map(([section, body]) => deps.sections.seal({ caseId, section, revision: 1, body, at, by })),
  );
}
