/** A waiting list with the load of each lead beside it, so that whoever gives out places sees where there is room. */

import { londonDay } from '../../shared/domain/opening-hours.ts';
import { groupOn } from '../../shared/domain/plan-faults.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { CaseCaller } from '../cases/index.ts';
import type { PlansDeps } from './deps.ts';
import type { LeadLoad } from './plans.store.ts';
import { type Waiting, waitingFor } from './read-plans.ts';

interface Asked {
  readonly kind?: string | undefined;
  readonly group?: string | undefined;
}

type Lead = LeadLoad & { readonly cap: number | null };

export async function waitingList(
  deps: PlansDeps,
  { kind, group }: Asked,
  caller: CaseCaller,
): Promise<Result<{ waiting: Waiting[]; leads: Lead[] }>> {
  const of = { ...(kind === undefined ? {} : { kind }), ...(group === undefined ? {} : { group }) };
  const today = londonDay(new Date(deps.cases.clock.now()));
  const [waiting, loads] = await Promise.all([waitingFor(deps, of, caller), deps.plans.loads(of)]);
  const leads = loads.map((each) => ({ ...each, cap: groupOn(deps.groups, each.group, today)?.caseloadCap ?? null }));
  return ok({ waiting, leads });
}
