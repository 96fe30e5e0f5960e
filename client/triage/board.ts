// The board as it is asked for, page by page; an answer to an older question is thrown away.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { WireError } from '../../shared/protocol/errors.ts';
import type { InboundReferral } from '../../shared/protocol/http/inbound-referrals.ts';
import { onLevel } from '../app/live.ts';
import { type Board, type BoardFilter, listReferrals } from './triage-calls.ts';

interface Listed {
  readonly rows: readonly InboundReferral[] | null;
  readonly next: string | null;
  readonly error: WireError | null;
  readonly openTotal: number;
}

const nothing: Listed = { rows: null, next: null, error: null, openTotal: 0 };

/** What others did with them shows by itself; nothing of it is sent to whoever looks at something else. */
const AGAIN_EVERY_MS = 30_000;

/**
 * `filter` must stay the same object while it asks for the same. `isStill`: somebody is at work in one of these rows, which must not go
 * from under their hands because another has closed it.
 */
export function useBoard(filter: BoardFilter, isStill: (rows: readonly InboundReferral[]) => boolean) {
  const [listed, setListed] = useState<Listed>(nothing);
  const asked = useRef(0);
  const shown = useRef(0);
  const stands = useRef(false);
  stands.current = isStill(listed.rows ?? []);
  /** Adds what comes after; without, reads all again that is shown, so that nobody loses their place. */
  const load = useCallback(
    async (after?: string) => {
      asked.current += 1;
      const mine = asked.current;
      const reply = after === undefined ? await readAll(filter, shown.current) : await listReferrals(filter, after);
      if (mine !== asked.current) return;
      setListed((known) => {
        if (!reply.ok) return { ...known, error: reply.error };
        const { referrals, next, openTotal } = reply.value;
        const rows = after === undefined ? referrals : [...(known.rows ?? []), ...referrals];
        shown.current = rows.length;
        return { rows, next, openTotal, error: null };
      });
    },
    [filter],
  );
  useEffect(() => {
    setListed(nothing);
    shown.current = 0;
    void load();
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible' && !stands.current) void load();
    }, AGAIN_EVERY_MS);
    const stop = onLevel(() => void load());
    return () => {
      clearInterval(timer);
      stop();
    };
  }, [load]);
  return { ...listed, load };
}

async function readAll(filter: BoardFilter, count: number): ReturnType<typeof listReferrals> {
  const referrals: Board['referrals'] = [];
  for (let after: string | undefined; ; ) {
    const reply = await listReferrals(filter, after);
    if (!reply.ok) return reply;
    referrals.push(...reply.value.referrals);
    const { next } = reply.value;
    if (next === null || referrals.length >= count) return { ok: true, value: { ...reply.value, referrals } };
    after = next;
  }
}
