/**
 * Whether the risk to a person is high, by all that is known of them: the level of their case, and what was flagged or wrapped up
 * in any of their conversations. Asked here wherever it decides: whether a referral leaves at once, and whether a lead does (H3, H4).
 */
import { type CaseDoc, type CasesDeps, caseThatStays, familyOf, levelOf } from './cases/index.ts';
import type { Duties } from './compose-duties.ts';
import type { ConversationDoc } from './conversations/index.ts';
import type { Session } from './platform/mongo.ts';

export interface RiskOf {
  /** Of whoever talks there, also by what is known of their case. */
  talk(conversation: ConversationDoc, session?: Session): Promise<boolean>;
  /** Of the person of this case, whichever of theirs it is; an open chat in which they were flagged counts as well. */
  case(doc: CaseDoc, session?: Session): Promise<boolean>;
}

export function createRiskOf({ store, presenter }: Pick<Duties, 'store' | 'presenter'>, cases: CasesDeps): RiskOf {
  const isHighIn = async (talk: ConversationDoc): Promise<boolean> =>
    talk.riskFlag || (await presenter.toStaff(talk)).wrapUp?.risk === 'high';
  const ofCase: RiskOf['case'] = async (doc, session) => {
    const root = await caseThatStays(cases, doc, session);
    if (levelOf(root) === 'high') return true;
    const caseIds = await familyOf(cases, root, session);
    const talks = session
      ? (await Promise.all(caseIds.map((caseId) => store.ofCaseIn(session, caseId)))).flat()
      : await store.findMany({ caseId: { $in: caseIds } });
    for (const talk of talks) if (await isHighIn(talk)) return true;
    return false;
  };
  return {
    case: ofCase,
    talk: async (conversation, session) => {
      if (await isHighIn(conversation)) return true;
      const found = conversation.caseId ? await cases.cases.find(conversation.caseId, session) : null;
      return found !== null && ofCase(found, session);
    },
  };
}
