/** What the rules make of the answers of a case, worked out anew each time from what stands now; who reads it is recorded (A2). */
import { findAgeDuty } from '../../shared/domain/age-change.ts';
import { ruleBandOf } from '../../shared/domain/age-known.ts';
import { ageDefaults, ageRules } from '../../shared/domain/age-rules.ts';
import { judgeEligibility } from '../../shared/domain/eligibility.ts';
import { enhancedRights } from '../../shared/domain/enhanced-rights.ts';
import { mayOfferAgain, offeredUnder } from '../../shared/domain/pathway-outcome.ts';
import { panelFor, suggestPathways } from '../../shared/domain/pathways.ts';
import type { Guidance } from '../../shared/protocol/http/guidance.ts';
import { finderFor } from '../../shared/reference/force-areas.ts';
import { isValidOn } from '../../shared/reference/reference-item.ts';
import { rightsUnder } from '../../shared/reference/victims-code.ts';
import { ok, type Result } from '../../shared/result.ts';
import { ageDutyOf, type CaseCaller, type CaseDoc, familyOf, presentClocks, reachCase } from '../cases/index.ts';
import { iso } from '../platform/ports.ts';
import { type CaseFacts, readFacts } from './case-facts.ts';
import type { GuidanceDeps } from './deps.ts';
import { presentMarac, presentRecord, presentSignpost } from './present.ts';

export async function readGuidance(
  deps: GuidanceDeps,
  caseId: string,
  caller: CaseCaller,
): Promise<Result<{ guidance: Guidance }>> {
  const reached = await reachCase(deps.cases, 'case.read', caller, caseId);
  if (!reached.ok) return reached;
  const doc = reached.value;
  await deps.cases.audit.record({
    actor: { id: caller.agentId, role: caller.role },
    action: 'case.guidance',
    target: { kind: 'case', id: caseId },
  });
  const facts = await readFacts(deps, doc);
  const caseIds = await familyOf(deps.cases, doc);
  const records = await deps.records.answers(caseIds);
  const answered = await Promise.all(records.map((each) => presentRecord(deps.records, each)));
  const suggestions = suggestPathways(facts.pathways, deps.pack);
  const pathways = suggestions.map((each) => {
    const last = records.find(({ pathway }) => pathway === each.pathway);
    const known = last === undefined || last.outcome === null ? null : { ...last, outcome: last.outcome };
    return {
      ...each,
      answered: answered.find(({ pathway }) => pathway === each.pathway) ?? null,
      again: mayOfferAgain(
        known,
        each.rulings.flatMap((ruling) => offeredUnder([ruling])),
      ),
    };
  });
  const suggested = new Set(suggestions.map(({ pathway }) => pathway));
  const referrals = await deps.marac.ofCases(caseIds);
  return ok({
    guidance: {
      ...{ caseId, revision: doc.revision, day: facts.day, clocks: presentClocks(deps.cases, doc) },
      eligibility: eligibilityOf(deps, facts),
      rights: rightsOf(facts),
      age: ageOf(deps, doc, facts),
      pathways,
      earlier: answered.filter(({ pathway }) => !suggested.has(pathway)),
      wishes: facts.pathways.wishes,
      known: deps.pack.pathways
        .filter((each) => isValidOn(each, facts.day))
        .map(({ code, label, offer }) => ({ pathway: code, label, onRequest: offer === 'on_request' })),
      marac: await Promise.all(referrals.map((each) => presentMarac(deps.marac, deps.pack.maracPanels, each))),
    },
  });
}

function eligibilityOf({ pack }: GuidanceDeps, { eligibility }: CaseFacts): Guidance['eligibility'] {
  const ours = pack.areas.filter(({ council }) => council !== 'none').map(({ code }) => code);
  const judged = judgeEligibility(eligibility, ours);
  return { ...judged, signpost: judged.outcome === 'out_of_area' ? presentSignpost(finderFor(null)) : null };
}

function rightsOf({ rights, codeVersion, reported }: CaseFacts): Guidance['rights'] {
  const own = rightsUnder(codeVersion, { reported });
  return {
    ...enhancedRights(rights, codeVersion),
    rights: own.map(({ right, label, appliesTo }) => ({ right, label, appliesTo })),
  };
}

function ageOf({ pack }: GuidanceDeps, doc: CaseDoc, { age, pathways }: CaseFacts): Guidance['age'] {
  const maracFromAge = panelFor(pack.maracPanels, pathways)?.fromAge ?? ageDefaults.maracFromAge;
  const due = doc.due.flatMap(({ dueId, at }) => {
    const duty = findAgeDuty(ageDutyOf(dueId) ?? '');
    if (!duty) return [];
    const { code, kind, to, sentence } = duty;
    return [{ duty: code, kind, to, sentence, dueAt: iso(at) }];
  });
  // Due in two cases of one person it is done once, by the earlier.
  const earliestFirst = due.toSorted((a, b) => a.dueAt.localeCompare(b.dueAt));
  const duties = due.filter((each) => earliestFirst.find(({ duty }) => duty === each.duty) === each);
  return { band: ruleBandOf(age), rules: ageRules(age, { maracFromAge }), duties };
}
