// The list of a partner: asked for again when something of theirs changed, when the line is back, and when somebody looks here.
import { useCallback, useEffect, useState } from 'react';
import type { PortalReferral } from '../../shared/protocol/http/portal.ts';
import { onLevel, onStaffEvent } from '../app/live.ts';
import { type Asked, useAsked } from '../connection/use-asked.ts';
import { notifyProblem } from '../ui/notices.ts';
import { type Listed, listReferrals } from './portal-calls.ts';

export interface PortalList {
  readonly asked: Asked<Listed>;
  readonly referrals: readonly PortalReferral[];
  /** Null where there are no older ones. */
  readonly more: (() => Promise<void>) | null;
}

interface Older {
  readonly referrals: readonly PortalReferral[];
  readonly next: string | null;
}

export function usePortalList(state: string | null): PortalList {
  const question = useCallback(() => listReferrals(state), [state]);
  const asked = useAsked(question);
  const [older, setOlder] = useState<Older | null>(null);
  const { again } = asked;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was fetched of another state is of no use
  useEffect(() => setOlder(null), [state]);
  useEffect(() => {
    const stops = [onStaffEvent('portal:changed', again), onLevel(again)];
    window.addEventListener('focus', again);
    return () => {
      window.removeEventListener('focus', again);
      for (const stop of stops) stop();
    };
  }, [again]);
  const first = asked.value?.referrals ?? [];
  const known = new Set(first.map(({ referralId }) => referralId));
  const rest = (older?.referrals ?? []).filter(({ referralId }) => !known.has(referralId));
  const next = older === null ? (asked.value?.next ?? null) : older.next;
  return {
    asked,
    referrals: [...first, ...rest],
    more:
      next === null
        ? null
        : async () => {
            const reply = await listReferrals(state, next);
            if (!reply.ok) return notifyProblem(reply.error);
            const { referrals } = reply.value;
            setOlder((before) => ({ referrals: [...(before?.referrals ?? []), ...referrals], next: reply.value.next }));
          },
  };
}
