/**
 * What the gate of safe contact asks of a person: whether they may be a child, by the case that stays, and whether a stop stands
 * in any of their cases. A part that says "adult" under a child's case opens nothing (H10).
 */
import { type CaseDoc, casesThatStay, caseThatStays, familiesOf, familyOf } from '../cases/index.ts';
import type { Session } from '../platform/mongo.ts';
import type { StopDoc } from './attempts.store.ts';
import type { AtGate } from './contact.ts';
import type { ContactsDeps } from './deps.ts';

type Deps = Pick<ContactsDeps, 'cases' | 'attempts'>;

export interface PersonAtGate extends AtGate {
  /** The ids of their cases, the one that stays first. */
  readonly family: readonly string[];
  readonly stop: StopDoc | null;
}

export async function personAtGate(deps: Deps, of: CaseDoc, session?: Session): Promise<PersonAtGate> {
  // One after the other: a transaction carries one question at a time.
  const family = await familyOf(deps.cases, of, session);
  const stop = await deps.attempts.openStop(family, session);
  return { family, stop, stopped: stop !== null, ofChild: await isOfChild(deps, of, session) };
}

export async function isOfChild(deps: Pick<Deps, 'cases'>, of: CaseDoc, session?: Session): Promise<boolean> {
  return mayBeChild(await caseThatStays(deps.cases, of, session));
}

/** The same of many cases, by the id of each. */
export async function peopleAtGate(deps: Deps, cases: readonly CaseDoc[]): Promise<ReadonlyMap<string, AtGate>> {
  const [families, staying] = await Promise.all([familiesOf(deps.cases, cases), casesThatStay(deps.cases, cases)]);
  const stops = await deps.attempts.openStops([...families.values()].flat());
  return new Map(
    cases.map((of) => {
      const family = families.get(of._id) ?? [of._id];
      const stopped = stops.some(({ caseId }) => family.includes(caseId));
      return [of._id, { stopped, ofChild: mayBeChild(staying.get(of._id) ?? of) }];
    }),
  );
}

/** Of whoever is under 18, and of whoever may be: what was not said is not "adult". */
function mayBeChild({ ageBand }: Pick<CaseDoc, 'ageBand'>): boolean {
  return ageBand !== 'adult';
}
