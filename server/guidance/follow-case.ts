/** What pathways and panels have to say when a case ends: a referral that a panel has is a lead's to leave to it. */
import { isUnderWay } from '../../shared/domain/marac-state.ts';
import {
  type CaseChange,
  type CaseDoc,
  type CaseFollower,
  familyOf,
  settledInFamily,
  withWait,
} from '../cases/index.ts';
import type { Session } from '../platform/mongo.ts';
import type { GuidanceDeps } from './deps.ts';
import { pathwaysDueIn, tellLeads } from './due-of-pathway.ts';
import type { MaracDoc } from './marac.store.ts';

export function createGuidanceFollower(deps: Pick<GuidanceDeps, 'marac' | 'leads' | 'cases'>): CaseFollower {
  const underWay = async (session: Session, caseIds: readonly string[]): Promise<MaracDoc[]> =>
    (await deps.marac.ofCases(caseIds, session)).filter(({ state }) => isUnderWay(state));
  return {
    openIn: async (session, caseId) =>
      (await underWay(session, [caseId])).map(({ _id: id }) => ({
        ...{ kind: 'marac_referral', id, endsWithCase: true, byLead: true },
      })),
    endIn: async (session, { doc }) => {
      let change: CaseChange = {};
      // The referral stays as the panel has it; what we would do about it is not due any more.
      for (const { _id } of await underWay(session, await familyOf(deps.cases, doc, session)))
        change = { ...change, ...(await withoutReferral(deps, session, { ...doc, ...change }, _id)) };
      return change;
    },
    handOverIn: async () => undefined,
    ended: async (before, after) => {
      for (const pathway of pathwaysDueIn(before)) await tellLeads(deps, after, pathway);
    },
  };
}

async function withoutReferral(
  { cases }: Pick<GuidanceDeps, 'cases'>,
  session: Session,
  doc: CaseDoc,
  referralId: string,
): Promise<CaseChange> {
  const name = `marac:${referralId}`;
  const settled = await settledInFamily(cases, session, doc, name);
  const waits = settled.waits ?? doc.waits;
  const ours = waits.find(({ waitId }) => waitId.endsWith(name))?.waitId ?? name;
  return { ...settled, ...withWait({ waits }, ours, null) };
}
