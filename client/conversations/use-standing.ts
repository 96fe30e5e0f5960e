import { useLive } from '../app/store.ts';
import type { Thread } from '../desk/desk.ts';
import { type Standing, standingOf } from './standing.ts';

export function useStanding(thread: Thread): Standing {
  const agentId = useLive((live) => live.account?.agentId ?? null);
  return standingOf(thread.conversation, agentId);
}
