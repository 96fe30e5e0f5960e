/**
 * The risk is the person's, whichever of their cases it was found in: what raises a case that became part of another raises the
 * one that it is part of in the same transaction, and what two people lowered is lowered there. The part keeps its own as well,
 * so that taking the two apart loses nothing. High risk never stands in a closed case: it is opened again with it.
 */
import { rankOfLevel, type StandingLevel } from '../../shared/domain/risk-level.ts';
import { standingLevel } from '../../shared/protocol/assessment.ts';
import { ok } from '../../shared/result.ts';
import type { Session } from '../platform/mongo.ts';
import { Refused } from '../platform/refused.ts';
import type { CaseDoc } from './case.ts';
import { changeCaseIn } from './change-case.ts';
import type { CaseCaller, CasesDeps } from './deps.ts';
import type { NewCaseEvent } from './events.store.ts';
import { reopenIn } from './reopen-case.ts';
import { withRisk } from './section-dues.ts';

export function levelOf({ risk }: Pick<CaseDoc, 'risk'>): StandingLevel {
  return standingLevel.safeParse(risk).data ?? 'not_assessed';
}

/** The level that stands for the person; null where there is no such case. */
export async function riskOfPerson(
  { cases }: Pick<CasesDeps, 'cases'>,
  session: Session,
  caseId: string,
): Promise<StandingLevel | null> {
  const doc = await cases.find(caseId, session);
  const root = doc === null || doc.mergedInto === null ? doc : await cases.find(doc.mergedInto, session);
  return root && levelOf(root);
}

export interface RiskChange {
  readonly to: StandingLevel;
  readonly by: 'tool' | 'judgement';
  readonly lowers: boolean;
  readonly about: NonNullable<NewCaseEvent['about']>;
  readonly text: string | null;
  readonly caller: CaseCaller;
}

/** In the case and in the one that it is part of: each only towards where it goes, since either may stand there already. */
export async function changeRiskIn(
  deps: CasesDeps,
  session: Session,
  caseId: string,
  change: RiskChange,
): Promise<void> {
  const doc = await deps.cases.find(caseId, session);
  if (!doc) return;
  await moveIn(deps, session, doc, change);
  const root = doc.mergedInto === null ? null : await deps.cases.find(doc.mergedInto, session);
  if (root) await moveIn(deps, session, root, change);
}

async function moveIn(deps: CasesDeps, session: Session, found: CaseDoc, change: RiskChange): Promise<void> {
  const { to, by, lowers, about, text, caller } = change;
  const moves = Math.sign(rankOfLevel(to) - rankOfLevel(levelOf(found)));
  if (moves !== (lowers ? -1 : 1)) return;
  const changed = await changeCaseIn(deps, session, { caseId: found._id, caller }, async (doc, _session, at) => {
    const codes = { from: doc.risk, to, by };
    const opened = to === 'high' ? await reopenIn(deps, session, doc, { said: null, caller, at }) : {};
    const event = { kind: 'risk_changed', about, codes, text };
    const moved = { ...opened, ...withRisk(doc, to, at) };
    return ok({ change: moved, action: 'case.risk', meta: codes, event, value: null });
  });
  if (!changed.ok) throw new Refused(changed);
}

/** The risk was looked at and stands: what asked for another look has had it, in the case that it is part of as well. */
export async function riskLookedAtIn(
  { cases }: Pick<CasesDeps, 'cases'>,
  session: Session,
  doc: Pick<CaseDoc, 'mergedInto'>,
  now: number,
): Promise<void> {
  const root = doc.mergedInto === null ? null : await cases.find(doc.mergedInto, session);
  if (root) await cases.changeIn(session, root, withRisk(root, root.risk, now));
}
