// The assessments of what is looked at, as rows: codes, names of staff and times. Forgotten with the view that shows them.
import { useCallback, useEffect, useState } from 'react';
import type { AssessmentRow } from '../../shared/protocol/assessment.ts';
import type { WireError } from '../../shared/protocol/errors.ts';
import { listAssessments } from './assessment-calls.ts';
import { placeOf, type Subject } from './subject.ts';

export interface AssessmentList {
  readonly rows: readonly AssessmentRow[] | null;
  readonly error: WireError | null;
  readonly reload: () => Promise<void>;
}

type Known = Omit<AssessmentList, 'reload'>;

const nothing: Known = { rows: null, error: null };

export function useAssessmentList(subject: Subject): AssessmentList {
  const [known, setKnown] = useState(nothing);
  const key = placeOf(subject);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says which subject it is
  const reload = useCallback(async () => {
    const reply = await listAssessments(subject);
    setKnown(({ rows }) => (reply.ok ? { rows: reply.value.assessments, error: null } : { rows, error: reply.error }));
  }, [key]);
  useEffect(() => {
    setKnown(nothing);
    void reload();
  }, [reload]);
  return { ...known, reload };
}
