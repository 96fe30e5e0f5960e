// The list as it is asked for, page by page; an answer to an older question is thrown away.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { CaseView } from '../../shared/domain/case-sections.ts';
import type { WireError } from '../../shared/protocol/errors.ts';
import type { CaseRow } from '../../shared/protocol/http/cases.ts';
import { onLevel } from '../app/live.ts';
import { countCases, listCases } from './case-calls.ts';
import { filtersIn } from './filters.ts';

export type Counts = Partial<Readonly<Record<CaseView, number>>>;

interface Listed {
  readonly rows: readonly CaseRow[] | null;
  readonly next: string | null;
  readonly error: WireError | null;
}

const nothing: Listed = { rows: null, next: null, error: null };

/** `query` is the address of the page: its codes say which cases. */
export function useCaseList(query: string) {
  const [listed, setListed] = useState<Listed>(nothing);
  const asked = useRef(0);
  const load = useCallback(
    async (after?: string) => {
      asked.current += 1;
      const mine = asked.current;
      const reply = await listCases(filtersIn(new URLSearchParams(query)), after);
      if (mine !== asked.current) return;
      setListed((known) => {
        if (!reply.ok) return { ...known, error: reply.error };
        const { cases, next } = reply.value;
        return { rows: after === undefined ? cases : [...(known.rows ?? []), ...cases], next, error: null };
      });
    },
    [query],
  );
  useEffect(() => {
    setListed(nothing);
    void load();
    return onLevel(() => void load());
  }, [load]);
  return { ...listed, load };
}

/** How many stand in each view, for the same owner as the list. */
export function useCaseCounts(owner: string | undefined): Counts {
  const [counts, setCounts] = useState<Counts>({});
  useEffect(() => {
    let here = true;
    const look = () =>
      void countCases(owner === 'nobody' ? undefined : owner).then((reply) => {
        if (here && reply.ok) setCounts(reply.value.counts);
      });
    look();
    const stop = onLevel(look);
    return () => {
      here = false;
      stop();
    };
  }, [owner]);
  return counts;
}
