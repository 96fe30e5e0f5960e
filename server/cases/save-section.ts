/**
 * Saves one section under the revision that was read. Somebody else's change in between is a conflict that names them; what
 * the section was before is kept. Codes, keys and what is due follow in the same transaction.
 */
import type { z } from 'zod';
import { type SectionFault, sectionFaults } from '../../shared/domain/case-faults.ts';
import type { CaseSection } from '../../shared/domain/case-sections.ts';
import { codeFaults, codesInSection } from '../../shared/domain/code-faults.ts';
import { withStandingNumbers } from '../../shared/domain/hidden-number.ts';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import type { AnySectionBody, SectionBody } from '../../shared/protocol/case-sections.ts';
import type { CaseRow, caseRoutes, SavedSection } from '../../shared/protocol/http/cases.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Session } from '../platform/mongo.ts';
import type { CaseChange, CaseDoc } from './case.ts';
import { withPoliceClock } from './case-clocks.ts';
import { calledNameOf, codesOf } from './case-codes.ts';
import { changeCase, changedMeanwhile } from './change-case.ts';
import { compensationAfter } from './compensation-due.ts';
import { hasConflict, perpetratorMatches, personMatches, withKeys } from './conflict-check.ts';
import type { CaseCaller, CasesDeps } from './deps.ts';
import { emptySection } from './empty-section.ts';
import { presentRow, presentSection } from './present-case.ts';
import { reachCase } from './reach-case.ts';
import { refreshRepeatsIn, repeatOf } from './same-person.ts';
import { settledBySections, withSectionDues } from './section-dues.ts';
import type { SectionDoc } from './sections.store.ts';
import { settledInFamily } from './settle-in-family.ts';

type Input = z.infer<typeof caseRoutes.saveSection.body> & { readonly caseId: string };
type Saved = Result<{ section: SavedSection; row: CaseRow; conflict: boolean }>;

export async function saveSection(deps: CasesDeps, input: Input, caller: CaseCaller): Promise<Saved> {
  const { caseId, section, body, revision } = input;
  const reached = await reachCase(deps, 'case.write', caller, caseId);
  if (!reached.ok) return reached;
  const issues = sectionFaults(body, londonDay(new Date(deps.clock.now())));
  if (issues.length > 0) return refusedFor(issues);
  const by = { agentId: caller.agentId, name: caller.name };
  const changed = await changeCase(deps, caseId, caller, async (doc, session, now) => {
    if (doc.state === 'merged') return fail('conflict', { reason: 'merged' });
    const before = await deps.sections.find(caseId, section, session);
    if ((before?.revision ?? 0) !== revision) return changedMeanwhile(before?.revision ?? 0, before?.changedBy ?? null);
    const strange = await strangeCodes(deps, { doc, section, body, before });
    if (strange.length > 0) return refusedFor(strange);
    const full = await withNumbers(deps, body, before);
    if (!full.ok) return full;
    const next = await deps.sections.seal({ caseId, section, revision: revision + 1, body: full.value, at: now, by });
    if (!(await deps.sections.putIn(session, next, before))) return changedMeanwhile(revision, null);
    const given = { [section]: full.value };
    const settled = await settledAfter(deps, session, doc, given);
    const effects = { ...settled, ...(await effectsOf(deps, { ...doc, ...settled }, given)) };
    const claim = await compensationAfter(deps, { ...doc, ...effects }, given, session);
    const change = { ...effects, ...claim, ...(await repeatAfter(deps, session, doc, effects, section)) };
    const event = { kind: 'section_saved', about: { kind: 'section', id: section }, codes: { section } };
    return ok({ change, action: 'case.save', meta: { section, revision: revision + 1 }, event, value: next });
  });
  if (!changed.ok) return changed;
  const { doc, value } = changed.value;
  return ok({
    section: await presentSection(deps, value),
    row: await presentRow(deps, doc),
    conflict: await hasConflict(deps, doc, caller),
  });
}

const refusedFor = (faults: readonly SectionFault[]): Result<never> =>
  fail('bad_request', { issues: faults.map((each) => ({ ...each, path: `body.${each.path}` })) });

interface Saving {
  readonly doc: CaseDoc;
  readonly section: CaseSection;
  readonly body: AnySectionBody;
  readonly before: SectionDoc | null;
}

/** What no list in force knows and did not stand here before; opened for it is what stood only where something is strange. */
async function strangeCodes(deps: CasesDeps, { doc, section, body, before }: Saving): Promise<SectionFault[]> {
  const { codes } = deps.facts();
  const given = codesInSection(body);
  if (codeFaults(given, codes).length === 0) return [];
  const stood =
    before === null ? emptySection(section, doc.versions.victimsCode ?? '') : await deps.sections.open(before);
  return codeFaults(given, codes, codesInSection(stood));
}

/** Numbers were read hidden: what stands there stays, and is never lost for having been out of sight. */
async function withNumbers(
  { sections }: Pick<CasesDeps, 'sections'>,
  body: AnySectionBody,
  before: SectionDoc | null,
): Promise<Result<AnySectionBody>> {
  if (!('people' in body)) return ok(body);
  const standing = before === null ? { people: [] } : await sections.open(before);
  const full = withStandingNumbers(body, 'people' in standing ? standing : { people: [] });
  if (full.unknown.length === 0) return ok(full.body);
  const message = 'This hidden number is not the one that stands here now. Type the whole number, or leave it empty.';
  return fail('bad_request', { issues: full.unknown.map((at) => ({ path: `body.people.${at}.phone`, message })) });
}

/** Name, birth and incidents say whether they come again; another name says it of other cases as well. */
async function repeatAfter(
  deps: CasesDeps,
  session: Session,
  doc: CaseDoc,
  effects: CaseChange,
  section: CaseSection,
): Promise<CaseChange> {
  if (section !== 'person' && section !== 'incidents') return {};
  const after = { ...doc, ...effects };
  if (section === 'person') await refreshRepeatsIn(deps, session, { before: doc, after });
  return { repeat: await repeatOf(deps, after, { session }) };
}

type Given = { readonly [S in CaseSection]?: SectionBody<S> };

/** What was due of it in this case or in what became part of it is not due any more. */
async function settledAfter(deps: CasesDeps, session: Session, doc: CaseDoc, given: Given): Promise<CaseChange> {
  let change: CaseChange = {};
  for (const dueId of settledBySections(given))
    change = { ...change, ...(await settledInFamily(deps, session, { ...doc, ...change }, dueId)) };
  return change;
}

/** What else of the case turns on a section. */
async function effectsOf(deps: CasesDeps, doc: CaseDoc, given: Given): Promise<CaseChange> {
  const today = londonDay(new Date(deps.clock.now()));
  const { person, people, justice, safety_plan: plan } = given;
  const blind = person ? withKeys(doc.blind, 'person', personMatches(person), deps.blindIndex) : doc.blind;
  const conflictKeys = people
    ? withKeys(doc.conflictKeys, 'people', perpetratorMatches(people), deps.blindIndex)
    : doc.conflictKeys;
  const called = person ? calledNameOf(person) : null;
  return {
    ...codesOf(given, today),
    ...{ blind, conflictKeys },
    ...(person ? { calledName: called === null ? null : await deps.cases.seal(doc._id, 'calledName', called) } : {}),
    ...(justice || plan ? withSectionDues(doc, given) : {}),
    ...(justice ? withPoliceClock(doc, justice) : {}),
  };
}
