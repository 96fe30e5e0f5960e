/** Whether a person's story may be told: what they answered, under which words, who asked, until when, and that it was taken back. */
import type { z } from 'zod';
import { caseStudyFaults, caseStudyStanding } from '../../shared/domain/case-study.ts';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import type { CaseStudyConsent, caseStudyRoutes } from '../../shared/protocol/http/case-study.ts';
import {
  type CaseStudyWording,
  caseStudyWordingOn,
  caseStudyWordings,
} from '../../shared/reference/case-study-wordings.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { oncePerClientId } from '../platform/once-per-client-id.ts';
import { iso } from '../platform/ports.ts';
import type { CaseStudyDoc, CaseStudyStore } from './case-study.store.ts';
import { changeCase } from './change-case.ts';
import type { CaseCaller, CasesDeps } from './deps.ts';
import { partsOf } from './family.ts';
import { reachCase } from './reach-case.ts';

export interface CaseStudyDeps extends CasesDeps {
  readonly caseStudies: CaseStudyStore;
}

type Routes = typeof caseStudyRoutes;
type Answered = Promise<Result<{ consent: CaseStudyConsent }>>;

export async function readCaseStudy(
  deps: CaseStudyDeps,
  caseId: string,
  caller: CaseCaller,
): Promise<Result<z.infer<Routes['list']['output']>>> {
  const reached = await reachCase(deps, 'case.read', caller, caseId);
  if (!reached.ok) return reached;
  const actor = { id: caller.agentId, role: caller.role };
  await deps.audit.record({ actor, action: 'case.case_study', target: { kind: 'case', id: caseId } });
  const docs = await deps.caseStudies.ofCases(await partsOf(deps, caseId));
  const wording = caseStudyWordingOn(todayOf(deps));
  return ok({
    consents: await Promise.all(docs.map((doc, at) => present(deps, doc, at > 0))),
    wording: wording ? { version: wording.code, text: wording.text } : null,
  });
}

type Recording = z.infer<Routes['record']['body']> & { readonly caseId: string };

export async function recordCaseStudy(deps: CaseStudyDeps, input: Recording, caller: CaseCaller): Answered {
  const reached = await reachCase(deps, 'case.write', caller, input.caseId);
  if (!reached.ok) return reached;
  return oncePerClientId({
    find: () => deps.caseStudies.ofClientId(input.clientId),
    again: (first) => again(deps, first, input, caller),
    make: () => record(deps, input, caller),
  });
}

async function record(deps: CaseStudyDeps, input: Recording, caller: CaseCaller): Answered {
  const { caseId, clientId, wordingVersion, answer, how, said, until } = input;
  const today = todayOf(deps);
  const issues = caseStudyFaults(input, today);
  if (caseStudyWordingOn(today)?.code !== wordingVersion)
    issues.push({
      path: 'wordingVersion',
      message: 'These words are no longer used. Load them again and ask with them.',
    });
  if (issues.length > 0) return fail('bad_request', { issues });
  const named = { _id: deps.ids.uuid(), caseId };
  const sealed = await deps.caseStudies.seal(named, 'said', said);
  const by = { agentId: caller.agentId, name: caller.name };
  const parts = await partsOf(deps, caseId);
  const changed = await changeCase(deps, caseId, caller, async (of, session, now) => {
    if (of.state !== 'open') return fail('conflict', { reason: of.state === 'merged' ? 'merged' : 'not_open' });
    const [newest] = await deps.caseStudies.ofCases(parts, session);
    if ((newest?._id ?? null) !== input.after)
      return fail('conflict', { reason: 'changed_meanwhile', changedBy: newest?.askedBy ?? null });
    const doc: CaseStudyDoc = {
      ...{ ...named, clientId, answer, how, until, wordingVersion, said: sealed, askedAt: now, askedBy: by },
      ...{ withdrawn: null, purgeAt: null, legalHold: false },
    };
    await deps.caseStudies.insertIn(session, doc);
    const codes = { answer, wording: wordingVersion };
    const event = { kind: 'case_study_asked', about: { kind: 'case_study', id: named._id }, codes };
    return ok({ change: {}, action: 'case.case_study_record', meta: codes, event, value: doc });
  });
  return changed.ok ? ok({ consent: await present(deps, changed.value.value) }) : changed;
}

async function again(deps: CaseStudyDeps, doc: CaseStudyDoc, input: Recording, caller: CaseCaller): Answered {
  const [newest] = await deps.caseStudies.ofCases([doc.caseId]);
  const consent = await present(deps, doc, newest !== undefined && newest._id !== doc._id);
  const kept = [doc.caseId, doc.askedBy.agentId, doc.wordingVersion, doc.answer, doc.how, doc.until, consent.said];
  const asked = [input.caseId, caller.agentId, input.wordingVersion, input.answer, input.how, input.until, input.said];
  return kept.every((each, at) => each === asked[at]) ? ok({ consent }) : fail('conflict', { reason: 'other_content' });
}

interface Withdrawing {
  readonly caseId: string;
  readonly consentId: string;
  readonly said: string;
}

/** Also of a case that is closed: that somebody changed their mind is never too late to write down. */
export async function withdrawCaseStudy(deps: CaseStudyDeps, input: Withdrawing, caller: CaseCaller): Answered {
  const { caseId, consentId, said } = input;
  const reached = await reachCase(deps, 'case.write', caller, caseId);
  if (!reached.ok) return reached;
  const parts = await partsOf(deps, caseId);
  const by = { agentId: caller.agentId, name: caller.name };
  const changed = await changeCase(deps, caseId, caller, async (_of, session, now) => {
    const doc = await deps.caseStudies.find(parts, consentId, session);
    if (!doc) return fail('not_found');
    if (doc.answer === 'no') return fail('conflict', { reason: 'declined' });
    const withdrawn = { at: now, by, said: await deps.caseStudies.seal(doc, 'withdrawn', said) };
    if (!(await deps.caseStudies.withdrawIn(session, doc, withdrawn))) return fail('conflict', { reason: 'withdrawn' });
    const about = { kind: 'case_study', id: consentId };
    const event = { kind: 'case_study_withdrawn', about };
    return ok({ change: {}, action: 'case.case_study_withdraw', event, value: { ...doc, withdrawn } });
  });
  return changed.ok ? ok({ consent: await present(deps, changed.value.value) }) : changed;
}

async function present(deps: CaseStudyDeps, doc: CaseStudyDoc, replaced = false): Promise<CaseStudyConsent> {
  const { _id: consentId, answer, how, until, wordingVersion, askedAt, askedBy, withdrawn } = doc;
  const wording = caseStudyWordings.find(({ code }: CaseStudyWording) => code === wordingVersion);
  return {
    ...{ consentId, answer, how, until, askedAt: iso(askedAt), askedBy },
    standing: caseStudyStanding({ answer, until, withdrawn: withdrawn !== null, replaced }, todayOf(deps)),
    said: await deps.caseStudies.open(doc, 'said', doc.said),
    wording: { version: wordingVersion, text: wording?.text ?? '' },
    withdrawn:
      withdrawn === null
        ? null
        : {
            ...{ at: iso(withdrawn.at), by: withdrawn.by },
            said: await deps.caseStudies.open(doc, 'withdrawn', withdrawn.said),
          },
  };
}

function todayOf({ clock }: Pick<CasesDeps, 'clock'>): string {
  return londonDay(new Date(clock.now()));
}
