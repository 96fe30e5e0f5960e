// Ties the connection to the store: one socket for the page, started after sign-in and stopped at sign-out.

import { relationsFor } from '../../shared/domain/permissions.ts';
import { createCommander } from '../connection/commander.ts';
import type { Command, EventName, Name, StaffEvent } from '../connection/protocol.ts';
import { openSocket, type StaffSocket } from '../connection/socket.ts';
import { bringLevel, catchUp, type SyncTarget } from '../connection/sync.ts';
import { settle } from '../conversations/outbox.ts';
import type { Desk } from '../desk/desk.ts';
import { hasGap } from '../desk/entries.ts';
import { openDesk, openThread, reduceDesk, withoutThread } from '../desk/reduce.ts';
import { type Account, emptyLive, setLive, useLive } from './store.ts';

let socket: StaffSocket | null = null;
let commander: Command | null = null;
const catchingUp = new Set<string>();
const afterLevel = new Set<() => void>();
const onEvents = new Map<EventName, Set<() => void>>();

export const command: Command = (name, input) => {
  if (commander === null) throw new Error('The desk is not open. Sign in first.');
  return commander(name, input);
};

/** A change that the answer to a command brings, made as an event would make it. */
export function changeDesk(change: (desk: Desk) => Desk): void {
  setLive(({ desk }) => ({ desk: change(desk) }));
}

/** Loads a log from where the desk has it, or from the start. */
export function loadThread(conversationId: string, watched = false): Promise<boolean> {
  return catchUp(target, conversationId, watched);
}

/** Runs after each connect once the desk is level again, and returns how to stop that. */
export function onLevel(run: () => void): () => void {
  afterLevel.add(run);
  return () => void afterLevel.delete(run);
}

/** Runs at each such event, which says only that something is to be asked for again; returns how to stop that. */
export function onStaffEvent(name: EventName, run: () => void): () => void {
  const all = onEvents.get(name) ?? new Set();
  onEvents.set(name, all.add(run));
  return () => void all.delete(run);
}

const target: SyncTarget = {
  command: <K extends Name>(name: K, input: Parameters<typeof command<K>>[1]) => command(name, input),
  desk: () => useLive.getState().desk,
  onDesk: (snapshot) =>
    setLive(({ desk }) => ({
      desk: openDesk(desk, snapshot, performance.now()),
      clockOffsetMs: Date.parse(snapshot.serverTime) - Date.now(),
    })),
  onPage: (page, watched) =>
    setLive(({ desk, outbox }) => ({
      desk: openThread(desk, page, watched),
      outbox: settle(outbox, page.entries),
    })),
  onGone: (conversationId) => setLive(({ desk }) => ({ desk: withoutThread(desk, conversationId) })),
};

export function startLive(account: Account): void {
  if (socket !== null) return;
  setLive(() => ({ ...emptyLive, account }));
  socket = openSocket({
    onConnected: () => void level(),
    onLost: () => setLive(({ line }) => ({ line: line === 'connecting' ? line : 'reconnecting' })),
    onRefused: (code) => {
      if (code === 'unauthenticated') endLive('expired');
    },
    onEvent,
  });
  commander = createCommander(socket);
}

export function endLive(because: string | null): void {
  socket?.close();
  socket = null;
  commander = null;
  useLive.setState({ ...emptyLive, endedBecause: because });
}

/** A role without a desk has nothing to bring level. */
async function level(): Promise<void> {
  const role = useLive.getState().account?.role;
  const hasDesk = role !== undefined && relationsFor('desk.open', role).length > 0;
  if (hasDesk && !(await bringLevel(target))) return;
  setLive(() => ({ line: 'connected' }));
  for (const run of afterLevel) run();
}

function onEvent(event: StaffEvent): void {
  if (event.name === 'session:ended') {
    endLive(event.payload.reason);
    return;
  }
  if (event.name === 'server:draining') setLive(() => ({ line: 'draining' }));
  setLive(({ desk, outbox }) => ({
    desk: reduceDesk(desk, event, performance.now()),
    outbox: event.name === 'conversation:entry' ? settle(outbox, [event.payload.entry]) : outbox,
  }));
  for (const run of onEvents.get(event.name) ?? []) run();
  if (event.name === 'conversation:entry') loadWhatIsMissing(event.payload.conversationId);
  if (event.name === 'conversation:changed') loadWhatIsMissing(event.payload.conversationId);
  if (event.name === 'wallboard:changed') {
    setLive(() => ({ clockOffsetMs: Date.parse(event.payload.wallboard.at) - Date.now() }));
  }
}

/** A gap, or a conversation that came onto the desk by an assignment, is loaded once, not once an event. */
function loadWhatIsMissing(conversationId: string): void {
  const thread = useLive.getState().desk.threads[conversationId];
  if (thread === undefined || catchingUp.has(conversationId)) return;
  if (thread.loaded && !hasGap(thread.entries)) return;
  catchingUp.add(conversationId);
  void catchUp(target, conversationId, thread.watched).finally(() => catchingUp.delete(conversationId));
}
