/** Which calls to leads on call are due, and what the answer to one of them means; pure. */
import type { OnCallCall } from '../alert-record.ts';
import type { DutyTurnDoc } from './duty-turns.store.ts';

const SECOND = 1_000;
/** After so many tries the same pause again and again, as long as nobody has taken it. */
const PAUSES_MS: readonly number[] = [2 * SECOND, 5 * SECOND, 10 * SECOND, 30 * SECOND];
/** A call whose process died is made again after this: well above the time an answer may take. */
export const CALL_LEASE_MS = 15 * SECOND;

type Turn = Pick<DutyTurnDoc, '_id' | 'agentId' | 'name' | 'channels'>;

/** The calls as they stand, with those of whoever has come on call since. A way nobody can call by itself is a person's. */
export function callsTo(
  alertId: string,
  standing: readonly OnCallCall[],
  onCall: readonly Turn[],
  { reachable, now }: { readonly reachable: readonly string[]; readonly now: number },
): readonly OnCallCall[] {
  const wanted = onCall.flatMap(({ _id: dutyId, agentId, name, channels }) =>
    channels.map((channel, way): OnCallCall => {
      const byUs = reachable.includes(channel);
      const callId = `${alertId}.${dutyId}.${way}`;
      const begins = byUs ? { state: 'calling' as const, dueAt: now } : { state: 'ring' as const, dueAt: null };
      return { callId, dutyId, agentId, name, channel, attempt: 0, ...begins };
    }),
  );
  const added = wanted.filter(({ callId }) => !standing.some((call) => call.callId === callId));
  return added.length === 0 ? standing : [...standing, ...added];
}

/** Begun: nobody else makes it until the lease is over. */
export function begun(call: OnCallCall, now: number): OnCallCall {
  return { ...call, attempt: call.attempt + 1, dueAt: now + CALL_LEASE_MS };
}

/** Answered with yes, it is done; else it is tried again, and says so. */
export function settled(call: OnCallCall, came: boolean, now: number): OnCallCall {
  if (came) return { ...call, state: 'called', dueAt: null };
  const pause = PAUSES_MS[Math.min(call.attempt, PAUSES_MS.length) - 1] ?? PAUSES_MS[0] ?? SECOND;
  return { ...call, state: 'not_reached', dueAt: now + pause };
}

export function isDue({ dueAt }: OnCallCall, now: number): boolean {
  return dueAt !== null && dueAt <= now;
}
