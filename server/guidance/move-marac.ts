/** What became of a referral to MARAC: each state once, in order, with what is due next in the case. */
import type { z } from 'zod';
import { judgeMarac, type MaracMove } from '../../shared/domain/marac-state.ts';
import { londonDay, minuteOfDay, momentAt } from '../../shared/domain/opening-hours.ts';
import { workingDayAfter } from '../../shared/domain/working-days.ts';
import type { MaracReferral } from '../../shared/protocol/guidance.ts';
import type { guidanceRoutes } from '../../shared/protocol/http/guidance.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import {
  acknowledgementOf,
  type CaseCaller,
  type CaseDoc,
  changeCase,
  familyOf,
  reachCase,
  withClockStopped,
  withDue,
  withWait,
} from '../cases/index.ts';
import type { GuidanceDeps } from './deps.ts';
import { type MaracChange, type MaracDoc, MaracMoved } from './marac.store.ts';
import { presentMarac } from './present.ts';

type Input = z.infer<typeof guidanceRoutes.move.body> & { readonly caseId: string; readonly referralId: string };
type Moved = Result<{ referral: MaracReferral }>;

export async function moveMarac(deps: GuidanceDeps, input: Input, caller: CaseCaller): Promise<Moved> {
  const { referralId } = input;
  const reached = await reachCase(deps.cases, 'case.write', caller, input.caseId);
  if (!reached.ok) return reached;
  const found = await deps.marac.find(referralId);
  if (!found || !(await familyOf(deps.cases, reached.value)).includes(found.caseId)) return fail('not_found');
  const { caseId } = found;
  const today = londonDay(new Date(deps.cases.clock.now()));
  const verdict = judgeMarac(found, moveOf(input), today);
  if (verdict.verdict === 'same') return show(deps, found);
  if (verdict.verdict === 'refused')
    return fail('bad_request', { issues: [{ path: 'body.cause', message: verdict.sentence }] });
  if (found.revision !== input.revision) return changedMeanwhile(found);
  const { to: state, listedFor } = verdict;
  try {
    const changed = await changeCase(deps.cases, caseId, caller, async (doc, session, now) => {
      const by = { agentId: caller.agentId, name: caller.name };
      const change: MaracChange = {
        ...{ state, listedFor, history: [...found.history, { state, at: now, by }] },
        ...(input.cause === 'hear' ? { heardOn: input.on } : {}),
        ...(input.cause === 'return_actions'
          ? { actions: await deps.marac.seal(found, 'actions', input.actions) }
          : {}),
      };
      const after = await deps.marac.changeIn(session, found, change);
      const codes = { panel: found.panel, ...(listedFor === null ? {} : { listedFor }) };
      const text = 'said' in input ? input.said : null;
      const event = { kind: `marac_${state}`, about: { kind: 'marac', id: referralId }, codes, text };
      return ok({
        change: effectsOn(deps, doc, after, now),
        action: `case.marac_${state}`,
        meta: codes,
        event,
        value: after,
      });
    });
    return changed.ok ? show(deps, changed.value.value) : changed;
  } catch (error) {
    if (!(error instanceof MaracMoved)) throw error;
    const now = await deps.marac.find(referralId);
    return now ? changedMeanwhile(now) : fail('not_found');
  }
}

function changedMeanwhile({ revision, history }: MaracDoc): Result<never> {
  const changedBy = history.at(-1)?.by.name ?? '';
  return fail('conflict', { reason: 'changed_meanwhile', revision, changedBy });
}

function moveOf(input: Input): MaracMove {
  if (input.cause === 'list') return { cause: 'list', meetingOn: input.meetingOn };
  return input.cause === 'hear' ? { cause: 'hear', on: input.on } : { cause: input.cause };
}

/** Actions of a meeting come back within a week, or somebody asks for them (K). */
const ACTIONS_WITHIN_DAYS = 5;

/** The panel has it as soon as it says anything; on the day of the meeting, and some days after it, somebody asks. */
function effectsOn({ cases }: GuidanceDeps, doc: CaseDoc, { _id, state, listedFor, heardOn }: MaracDoc, now: number) {
  const close = minuteOfDay(cases.facts().clocks.closeOfDay);
  const at = (day: string) => momentAt(day, close).getTime();
  const dueId = `marac:${_id}`;
  const over = state === 'actions_returned' || state === 'recalled';
  const due = () => {
    if (state === 'listed' && listedFor !== null) return { kind: 'marac_meeting', at: at(listedFor) } as const;
    if (state === 'heard' && heardOn !== null)
      return { kind: 'marac_actions', at: at(workingDayAfter(heardOn, ACTIONS_WITHIN_DAYS).day) } as const;
    return null;
  };
  return {
    ...withClockStopped(doc, acknowledgementOf(_id), now),
    ...withDue(doc, dueId, due()),
    ...(over ? withWait(doc, dueId, null) : {}),
  };
}

async function show({ marac, pack }: GuidanceDeps, doc: MaracDoc): Promise<Moved> {
  return ok({ referral: await presentMarac(marac, pack.maracPanels, doc) });
}
