// The assessments of what is looked at, as rows: codes, names of staff and times. Forgotten with the view that shows them.
import { useEffect } from 'react';
import { create } from 'zustand';
import type { AssessmentRow } from '../../shared/protocol/assessment.ts';
import type { WireError } from '../../shared/protocol/errors.ts';
import { forgetAtSignOut } from '../app/forgetting.ts';
import { newestOnly } from '../connection/newest-only.ts';
import { listAssessments } from './assessment-calls.ts';
import { isShown, showing } from './linger.ts';
import { placeOf, type Subject } from './subject.ts';

interface Known {
  readonly rows: readonly AssessmentRow[] | null;
  readonly error: WireError | null;
}

const nothing: Known = { rows: null, error: null };
const useLists = create<Readonly<Record<string, Known>>>(() => ({}));

forgetAtSignOut(() => useLists.setState({}, true));

const keyOf = (place: string): string => `list ${place}`;

/** Asked for each time it is looked at: a colleague may have begun another meanwhile. */
export function useAssessmentList(subject: Subject): Known {
  const place = placeOf(subject);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the place says which subject it is
  useEffect(() => {
    const letGo = showing(keyOf(place), () => keep(place, null));
    void reloadList(subject);
    return letGo;
  }, [place]);
  return useLists((lists) => lists[place] ?? nothing);
}

const newest = newestOnly();

export async function reloadList(subject: Subject): Promise<void> {
  const place = placeOf(subject);
  const reply = await newest.ask(place, () => listAssessments(subject));
  if (reply === null || !isShown(keyOf(place))) return;
  const known = useLists.getState()[place] ?? nothing;
  keep(place, reply.ok ? { rows: reply.value.assessments, error: null } : { ...known, error: reply.error });
}

/** Asks again where it is on the screen. */
export function reloadShownList(subject: Subject): void {
  if (isShown(keyOf(placeOf(subject)))) void reloadList(subject);
}

function keep(place: string, known: Known | null): void {
  useLists.setState((lists) => {
    const { [place]: _before, ...rest } = lists;
    return known === null ? rest : { ...rest, [place]: known };
  }, true);
}
