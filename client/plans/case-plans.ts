// Plans and actions of one case, while a page shows them.
import { useCallback, useEffect, useState } from 'react';
import type { WireError } from '../../shared/protocol/errors.ts';
import type { Action } from '../../shared/protocol/http/actions.ts';
import type { CaseView } from '../../shared/protocol/http/cases.ts';
import type { Plan } from '../../shared/protocol/http/plans.ts';
import { reloadShownCase } from '../cases/open-cases.ts';
import type { Choice } from '../ui/field.tsx';
import { listPlans } from './plan-calls.ts';

export interface CasePlans {
  readonly plans: readonly Plan[];
  readonly actions: readonly Action[];
}

/** What everything on the page needs: the case, what stands in it, and how to ask again after a change. */
export interface PlansPage extends CasePlans {
  readonly view: CaseView;
  /** What was asked again; null where it could not be. */
  readonly reload: () => Promise<CasePlans | null>;
}

export function useCasePlans(caseId: string) {
  const [loaded, setLoaded] = useState<CasePlans | null>(null);
  const [error, setError] = useState<WireError | null>(null);
  const load = useCallback(async (): Promise<CasePlans | null> => {
    const reply = await listPlans(caseId);
    setError(reply.ok ? null : reply.error);
    if (reply.ok) setLoaded(reply.value);
    return reply.ok ? reply.value : null;
  }, [caseId]);
  useEffect(() => void load(), [load]);
  const reload = useCallback(async () => {
    // What is due stands in the head of the page as well.
    reloadShownCase(caseId);
    return load();
  }, [caseId, load]);
  return { loaded, error, reload };
}

/** Who can lead a plan or do an action: whoever works in the case. */
export function workersOf({ row, workers }: CaseView): readonly Choice[] {
  return [row.owner, ...workers].flatMap((each) => (each === null ? [] : [{ code: each.agentId, label: each.name }]));
}

export const isOpenPlan = ({ state }: Plan): boolean => state === 'waiting' || state === 'active';

/** As a draft of this case is known, so that its part can be marked while one is half written. */
export const plansKey = (caseId: string, rest = ''): string => `plans ${caseId} ${rest}`;
