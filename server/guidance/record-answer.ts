/**
 * Writes down what was offered, what was chosen and why (E1). The options are those that stand when it is written, so that
 * nothing is recorded as chosen that could not be. What a no leaves for the lead, and a yes for the worker, is due at once.
 */
import type { z } from 'zod';
import { judgePathwayAnswer, offeredUnder, type PathwayNext } from '../../shared/domain/pathway-outcome.ts';
import { describePathway, type Suggestion, suggestPathways } from '../../shared/domain/pathways.ts';
import type { PathwayRecord } from '../../shared/protocol/guidance.ts';
import type { guidanceRoutes } from '../../shared/protocol/http/guidance.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { type CaseCaller, type CaseDoc, changeCase, reachCase } from '../cases/index.ts';
import type { Session } from '../platform/mongo.ts';
import { oncePerClientId } from '../platform/once-per-client-id.ts';
import { readFacts } from './case-facts.ts';
import type { GuidanceDeps } from './deps.ts';
import { dueAfterIn, tellLeads } from './due-of-pathway.ts';
import type { PathwayRecordDoc } from './pathway-records.store.ts';
import { presentRecord } from './present.ts';

type Input = z.infer<typeof guidanceRoutes.answer.body> & { readonly caseId: string };
type Recorded = Result<{ record: PathwayRecord }>;

export async function recordAnswer(deps: GuidanceDeps, input: Input, caller: CaseCaller): Promise<Recorded> {
  const reached = await reachCase(deps.cases, 'case.write', caller, input.caseId);
  if (!reached.ok) return reached;
  return oncePerClientId({
    find: () => deps.records.ofClientId(input.clientId),
    again: (first) => again(deps, first, input, caller),
    make: () => record(deps, input, caller),
  });
}

async function record(deps: GuidanceDeps, input: Input, caller: CaseCaller): Promise<Recorded> {
  const changed = await changeCase(deps.cases, input.caseId, caller, async (doc, session, now) => {
    const offered = await offeredNow(deps, doc, input, session);
    if (!offered.ok) return offered;
    const { suggestion, next } = offered.value;
    const answer = await deps.records.insertIn(
      session,
      recordOf(deps, { input, caller, suggestion, next, now }),
      input.why,
    );
    const { pathway, outcome } = input;
    const codes = { pathway, outcome, ...(input.chosen === null ? {} : { chosen: input.chosen }) };
    const about = { kind: 'pathway', id: answer._id };
    const panel = suggestion.givenBy === 'panel';
    const change = await dueAfterIn(deps, session, { doc, pathway, next, panel, role: caller.role, now });
    const event = { kind: 'pathway_answered', about, codes };
    return ok({ change, action: 'case.pathway', meta: codes, event, value: answer });
  });
  if (!changed.ok) return changed;
  await tellLeads(deps, changed.value.doc, input.pathway);
  return ok({ record: await presentRecord(deps.records, changed.value.value) });
}

interface Offered {
  readonly suggestion: Suggestion;
  readonly next: PathwayNext;
}

async function offeredNow(deps: GuidanceDeps, doc: CaseDoc, input: Input, session: Session): Promise<Result<Offered>> {
  const { pathways: facts } = await readFacts(deps, doc, session);
  const suggested = suggestPathways(facts, deps.pack).find(({ pathway }) => pathway === input.pathway);
  const suggestion = suggested ?? describePathway(input.pathway, facts, deps.pack);
  if (!suggestion) return wrong('pathway', 'This service has no such pathway today. Choose one of the list.');
  if (suggestion.offer === 'on_request' && !suggested)
    return wrong('pathway', 'This is named only when they asked, and not at a first contact. Note their wish first.');
  const { outcome, chosen, why, saidNoReason } = input;
  const marac = suggestion.givenBy === 'panel';
  const verdict = judgePathwayAnswer(suggestion, { outcome, chosen, why, saidNoReason }, { marac });
  if (verdict.verdict === 'refused') return wrong(verdict.path, verdict.sentence);
  return ok({ suggestion, next: verdict.next });
}

function wrong(path: string, message: string): Result<never> {
  return fail('bad_request', { issues: [{ path: `body.${path}`, message }] });
}

interface Recording extends Offered {
  readonly input: Input;
  readonly caller: CaseCaller;
  readonly now: number;
}

function recordOf(
  { cases }: GuidanceDeps,
  { input, caller, suggestion, next, now }: Recording,
): Omit<PathwayRecordDoc, 'why'> {
  const { clientId, caseId, pathway, outcome, chosen, saidNoReason } = input;
  const { options, rulings } = suggestion;
  return {
    ...{ _id: cases.ids.uuid(), clientId, caseId, kind: 'answer', pathway, outcome, chosen, saidNoReason, next },
    ...{ offered: options, ruleIds: rulings.map(({ ruleId }) => ruleId), offeredUnder: offeredUnder(rulings) },
    ...{ at: now, by: { agentId: caller.agentId, name: caller.name }, purgeAt: null, legalHold: false },
  };
}

/** The same answer sent again is the first; another under its clientId is a conflict. */
async function again(
  { records }: GuidanceDeps,
  doc: PathwayRecordDoc,
  { caseId, pathway, outcome, chosen, why, saidNoReason }: Input,
  caller: CaseCaller,
): Promise<Recorded> {
  const same =
    doc.kind === 'answer' &&
    [doc.caseId, doc.pathway, doc.outcome, doc.chosen, doc.saidNoReason, doc.by.agentId].join() ===
      [caseId, pathway, outcome, chosen, saidNoReason, caller.agentId].join() &&
    (await records.whyOf(doc)) === why;
  return same ? ok({ record: await presentRecord(records, doc) }) : fail('conflict');
}
