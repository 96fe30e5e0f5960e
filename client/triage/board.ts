// The board as it is asked for, page by page; an answer to an older question is thrown away.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { WireError } from '../../shared/protocol/errors.ts';
import type { InboundReferral } from '../../shared/protocol/http/inbound-referrals.ts';
import { onLevel } from '../app/live.ts';
import { listReferrals } from './triage-calls.ts';

interface Listed {
  readonly rows: readonly InboundReferral[] | null;
  readonly next: string | null;
  readonly error: WireError | null;
}

const nothing: Listed = { rows: null, next: null, error: null };

export function useBoard(state: string) {
  const [listed, setListed] = useState<Listed>(nothing);
  const asked = useRef(0);
  const load = useCallback(
    async (after?: string) => {
      asked.current += 1;
      const mine = asked.current;
      const reply = await listReferrals(state, after);
      if (mine !== asked.current) return;
      setListed((known) => {
        if (!reply.ok) return { ...known, error: reply.error };
        const { referrals, next } = reply.value;
        return { rows: after === undefined ? referrals : [...(known.rows ?? []), ...referrals], next, error: null };
      });
    },
    [state],
  );
  useEffect(() => {
    setListed(nothing);
    void load();
    return onLevel(() => void load());
  }, [load]);
  return { ...listed, load };
}
