// The console's live state. Components read slices of it; only the actions of `live.ts` and the views' own actions write.
import { create } from 'zustand';
import type { Role } from '../../shared/protocol/desk.ts';
import type { Outbox } from '../conversations/outbox.ts';
import { type Desk, emptyDesk } from '../desk/desk.ts';

export interface Account {
  readonly agentId: string;
  readonly name: string;
  readonly role: Role;
  readonly teamId: string;
}

export type Line = 'connecting' | 'connected' | 'reconnecting' | 'draining';

export interface Live {
  readonly account: Account | null;
  readonly line: Line;
  readonly desk: Desk;
  readonly outbox: Outbox;
  /** Server's clock minus this machine's, for waits that count live. */
  readonly clockOffsetMs: number;
  /** Why the last session ended, shown once on the sign-in page. */
  readonly endedBecause: string | null;
}

export const emptyLive: Live = {
  account: null,
  line: 'connecting',
  desk: emptyDesk,
  outbox: [],
  clockOffsetMs: 0,
  endedBecause: null,
};

export const useLive = create<Live>(() => emptyLive);

export function setLive(change: (live: Live) => Partial<Live>): void {
  useLive.setState(change);
}
