/**
 * What is written when two cases become one: the other is part of the one that stays, and what presses in it presses there. The
 * higher risk, the younger age and everybody who works on either stand in it; open it stays, where either was.
 */
import { ruleBandOf } from '../../shared/domain/age-known.ts';
import { isUnder18 } from '../../shared/domain/priority.ts';
import { rankOfLevel } from '../../shared/domain/risk-level.ts';
import { ok } from '../../shared/result.ts';
import type { Session } from '../platform/mongo.ts';
import { adoptAgeIn } from './adopt-age.ts';
import type { CaseChange, CaseDoc } from './case.ts';
import { changeCaseIn } from './change-case.ts';
import type { CaseCaller, CaseMoment, CasesDeps } from './deps.ts';
import { mergedInto } from './family.ts';
import { keepOutIn } from './keep-out.ts';
import { familyKeptUntil, keepPartsIn } from './kept-until.ts';
import { withLent } from './lent-workers.ts';
import { withMirrored } from './mirrored.ts';
import { personAge } from './person-age.ts';
import { levelOf } from './person-risk.ts';
import { reopenIn } from './reopen-case.ts';
import { repeatOf } from './same-person.ts';

interface Joining {
  readonly into: CaseDoc;
  readonly other: CaseDoc;
  readonly caller: CaseCaller;
}

export async function joinIn(deps: CasesDeps, session: Session, { into, other, caller }: Joining): Promise<void> {
  const meta = { into: into._id, other: other._id };
  // Whoever must not see the one must not see what it became, nor what became part of it.
  const barred = [...into.exclusions, ...other.exclusions];
  let purgeAt: Date | null = null;
  let lentWorkers: readonly string[] = [];
  await changeCaseIn(deps, session, { caseId: into._id, caller }, async (doc, _session, now) => {
    // Whoever is helped now is helped in the case that stays.
    const reopened = other.state === 'open' ? await reopenIn(deps, session, doc, { said: null, caller, at: now }) : {};
    const keptOut = await keepOutIn(deps, session, { doc, now }, barred);
    const parts = await mergedInto(deps, doc._id, session);
    const lentAlready = parts.flatMap((part) => part.lentWorkers ?? []);
    const joined = withLent({ ...doc, ...keptOut }, other, lentAlready);
    lentWorkers = joined.lent;
    purgeAt = familyKeptUntil(deps, { ...doc, ...reopened }, [...parts, { ...other, mergedAt: now }]);
    await keepPartsIn(deps, session, parts, purgeAt);
    const about = { kind: 'case', id: other._id };
    const event = { kind: 'merged', about, codes: { reference: other.reference } };
    const people = { ...keptOut, workers: joined.workers };
    const change = {
      ...reopened,
      ...people,
      ...(await youngerAgeIn(deps, session, { doc, other, caller, now })),
      ...(await higherRiskIn(deps, session, { doc, other, caller, now })),
      ...withMirrored(doc, other),
      ...{ purgeAt, repeat: await repeatOf(deps, { ...doc, ...people }, { session, joining: [other] }) },
    };
    return ok({ change, action: 'case.merge', meta, event, value: null });
  });
  await changeCaseIn(deps, session, { caseId: other._id, caller }, async (doc, _session, now) => {
    const keptOut = await keepOutIn(deps, session, { doc, now }, barred);
    const about = { kind: 'case', id: into._id };
    const event = { kind: 'merged_into', about, codes: { reference: into.reference, was: doc.state } };
    const change = {
      ...keptOut,
      state: 'merged',
      ...{ mergedInto: into._id, mergedAt: now, purgeAt, lentWorkers },
      stateBefore: doc.state === 'closed' ? 'closed' : 'open',
    } as const;
    return ok({ change, action: 'case.merge', meta, event, value: null });
  });
}

interface Raising extends CaseMoment {
  readonly other: CaseDoc;
  readonly caller: CaseCaller;
}

/** The risk of either stands in what they became: to join two cases is not to lower one of them. */
async function higherRiskIn(
  deps: Pick<CasesDeps, 'events'>,
  session: Session,
  { doc, other, caller, now: at }: Raising,
): Promise<CaseChange> {
  if (rankOfLevel(levelOf(other)) <= rankOfLevel(levelOf(doc))) return {};
  const by = { agentId: caller.agentId, name: caller.name };
  const about = { kind: 'case', id: other._id };
  const codes = { from: doc.risk, to: other.risk, by: 'merge' };
  await deps.events.addIn(session, { caseId: doc._id, kind: 'risk_changed', by, about, codes, at });
  return { risk: other.risk, riskAt: other.riskAt };
}

/** A child in either is a child in what they became. */
async function youngerAgeIn(
  deps: CasesDeps,
  session: Session,
  { doc, other, caller, now }: Raising,
): Promise<CaseChange> {
  const band = ruleBandOf((await personAge(deps, other, session)).age);
  if (band === null || !isUnder18(band)) return {};
  const by = { agentId: caller.agentId, name: caller.name };
  return (await adoptAgeIn(deps, session, doc, { ageBand: band, by, now })) ?? {};
}
