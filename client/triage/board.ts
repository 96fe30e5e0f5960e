// The board as it is asked for, page by page; an answer to an older question is thrown away.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Reply, WireError } from '../../shared/protocol/errors.ts';
import type { InboundReferral } from '../../shared/protocol/http/inbound-referrals.ts';
import { onLevel } from '../app/live.ts';
import { type Board, listReferrals } from './triage-calls.ts';

interface Listed {
  readonly rows: readonly InboundReferral[] | null;
  readonly next: string | null;
  readonly total: number | null;
  readonly error: WireError | null;
}

const nothing: Listed = { rows: null, next: null, total: null, error: null };
const LOOK_AGAIN_MS = 30_000;

/** `query` as the address has it. While it is `still`, nothing moves under the hands of who works in it. */
export function useBoard(query: string, still: boolean) {
  const [listed, setListed] = useState<Listed>(nothing);
  const asked = useRef(0);
  const shown = useRef(0);
  const isAsking = useRef(false);
  const show = useCallback(async (ask: () => Promise<Reply<Board>>, onto: readonly InboundReferral[] = []) => {
    asked.current += 1;
    const mine = asked.current;
    isAsking.current = true;
    const reply = await ask();
    if (mine !== asked.current) return;
    isAsking.current = false;
    if (!reply.ok) return setListed((known) => ({ ...known, error: reply.error }));
    const { referrals, next, openTotal: total } = reply.value;
    const rows = [...onto, ...referrals];
    shown.current = rows.length;
    setListed({ rows, next, total, error: null });
  }, []);
  /** As far down as it was shown: a step takes nobody back to the top. */
  const load = useCallback(() => show(() => listAsFar(query, shown.current)), [query, show]);
  const { rows, next } = listed;
  const more = () => show(() => listReferrals(query, next ?? undefined), rows ?? []);
  useEffect(() => {
    shown.current = 0;
    setListed(nothing);
    void load();
    return onLevel(() => void load());
  }, [load]);
  useEffect(() => {
    if (still) return;
    const timer = window.setInterval(() => {
      if (document.visibilityState === 'visible' && !isAsking.current) void load();
    }, LOOK_AGAIN_MS);
    return () => window.clearInterval(timer);
  }, [still, load]);
  return { ...listed, load, more };
}

async function listAsFar(query: string, count: number): Promise<Reply<Board>> {
  let reply = await listReferrals(query);
  while (reply.ok && reply.value.next !== null && reply.value.referrals.length < count) {
    const page = await listReferrals(query, reply.value.next);
    if (!page.ok) return page;
    reply = { ok: true, value: { ...page.value, referrals: [...reply.value.referrals, ...page.value.referrals] } };
  }
  return reply;
}
