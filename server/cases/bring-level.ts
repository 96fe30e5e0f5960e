/** A conversation that becomes part of a case may bring a level of risk that was found in it: it raises the case, and never lowers it. */
import { rankOfLevel, type StandingLevel } from '../../shared/domain/risk-level.ts';
import type { Session } from '../platform/mongo.ts';
import type { CaseChange, CaseDoc } from './case.ts';
import type { CaseCaller, CasesDeps } from './deps.ts';
import { changeRiskIn, levelOf } from './person-risk.ts';
import { withRisk } from './section-dues.ts';

export interface LevelBrought {
  readonly level: StandingLevel;
  readonly conversationId: string;
  readonly caller: CaseCaller;
  readonly at: number;
}

/** What of the case changes with it; its place in the timeline, and the case that this one is part of, are written at once. */
export async function bringLevelIn(
  deps: CasesDeps,
  session: Session,
  doc: Pick<CaseDoc, '_id' | 'risk' | 'due' | 'mergedInto'>,
  { level, conversationId, caller, at }: LevelBrought,
): Promise<CaseChange> {
  const about = { kind: 'conversation', id: conversationId };
  if (doc.mergedInto !== null) {
    const raise = { to: level, by: 'tool', lowers: false, about, text: null, caller } as const;
    await changeRiskIn(deps, session, doc.mergedInto, raise);
  }
  if (rankOfLevel(level) <= rankOfLevel(levelOf(doc))) return {};
  const by = { agentId: caller.agentId, name: caller.name };
  const codes = { from: doc.risk, to: level, by: 'tool' };
  await deps.events.addIn(session, { caseId: doc._id, kind: 'risk_changed', by, about, codes, at });
  return withRisk(doc, level, at);
}
