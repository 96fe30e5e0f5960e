import { useEffect, useState } from 'react';
import type { caseloadRoutes } from '../../shared/protocol/http/caseloads.ts';
import { ask } from '../connection/http.ts';
import type { ValueOf } from '../connection/protocol.ts';

export type Caseloads = ValueOf<(typeof caseloadRoutes)['list']>;

/** For whoever gives cases; nobody else asks. */
export function useCaseloads(may: boolean): Caseloads | null {
  const [loads, setLoads] = useState<Caseloads | null>(null);
  useEffect(() => {
    if (!may) return;
    void ask<Caseloads>('GET', '/caseloads').then((reply) => {
      if (reply.ok) setLoads(reply.value);
    });
  }, [may]);
  return loads;
}
