/** They asked about something by themselves: what is never suggested may be named from then on. */

import { londonDay } from '../../shared/domain/opening-hours.ts';
import { isValidOn } from '../../shared/reference/reference-item.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { type CaseCaller, changeCase, partsOf, reachCase } from '../cases/index.ts';
import { oncePerClientId } from '../platform/once-per-client-id.ts';
import type { GuidanceDeps } from './deps.ts';
import type { PathwayRecordDoc } from './pathway-records.store.ts';

interface Wish {
  readonly caseId: string;
  readonly clientId: string;
  readonly pathway: string;
  readonly said: string;
}

type Wishes = Result<{ wishes: string[] }>;

export async function recordWish(deps: GuidanceDeps, input: Wish, caller: CaseCaller): Promise<Wishes> {
  const { caseId, clientId, pathway } = input;
  const reached = await reachCase(deps.cases, 'case.write', caller, caseId);
  if (!reached.ok) return reached;
  const day = londonDay(new Date(deps.cases.clock.now()));
  if (!deps.pack.pathways.some((each) => each.code === pathway && isValidOn(each, day))) {
    const message = 'This service has no such pathway today. Choose one of the list.';
    return fail('bad_request', { issues: [{ path: 'body.pathway', message }] });
  }
  return oncePerClientId({
    find: () => deps.records.ofClientId(clientId),
    again: (first) => again(deps, first, input),
    make: () => record(deps, input, caller),
  });
}

async function record(deps: GuidanceDeps, input: Wish, caller: CaseCaller): Promise<Wishes> {
  const { caseId, clientId, pathway, said } = input;
  const changed = await changeCase(deps.cases, caseId, caller, async (_doc, session, at) => {
    const wish = await deps.records.insertIn(
      session,
      {
        ...{
          _id: deps.cases.ids.uuid(),
          clientId,
          caseId,
          kind: 'wish',
          pathway,
          outcome: null,
          offered: [],
          chosen: null,
        },
        ...{ saidNoReason: false, ruleIds: [], offeredUnder: [], next: 'nothing', at },
        ...{ by: { agentId: caller.agentId, name: caller.name }, purgeAt: null, legalHold: false },
      },
      said,
    );
    const event = {
      kind: 'pathway_wished',
      about: { kind: 'pathway', id: wish._id },
      codes: { pathway },
      text: said,
    };
    return ok({ change: {}, action: 'case.wish', meta: { pathway }, event, value: null });
  });
  return changed.ok ? ok({ wishes: await deps.records.wishes(await partsOf(deps.cases, caseId)) }) : changed;
}

async function again(
  { records, cases }: GuidanceDeps,
  doc: PathwayRecordDoc,
  { caseId, pathway, said }: Wish,
): Promise<Wishes> {
  const same = doc.kind === 'wish' && doc.caseId === caseId && doc.pathway === pathway;
  if (!same || (await records.whyOf(doc)) !== said) return fail('conflict');
  return ok({ wishes: await records.wishes(await partsOf(cases, caseId)) });
}
