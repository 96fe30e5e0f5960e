// Signing in and out. The session is a cookie that this page cannot read; the account says who it belongs to.

import type { Action } from '../../shared/domain/permissions.ts';
import { relationsFor } from '../../shared/domain/permissions.ts';
import type { Reply } from '../../shared/protocol/errors.ts';
import { ask } from '../connection/http.ts';
import { forgetEverything } from './forgetting.ts';
import { endLive, startLive } from './live.ts';
import { type Account, useLive } from './store.ts';
import { clearView } from './view.ts';

interface Signed {
  readonly account: Account;
}

export interface Credentials {
  readonly email: string;
  readonly password: string;
  readonly code?: string;
}

/** The account of this browser, if it is signed in. Opens the desk's line to the server. */
export async function currentAccount(): Promise<Account | null> {
  const known = useLive.getState().account;
  if (known !== null) return known;
  const reply = await ask<Signed>('GET', '/session');
  if (!reply.ok) return null;
  begin(reply.value.account);
  return reply.value.account;
}

let lastHere: string | null = null;

/** A session that ran out keeps what was half written for whoever signs in again, and for nobody else. */
export async function signIn(credentials: Credentials): Promise<Reply<Signed>> {
  const reply = await ask<Signed>('POST', '/session', credentials);
  if (!reply.ok) return reply;
  const { agentId } = reply.value.account;
  if (lastHere !== null && lastHere !== agentId) forgetWhatWasWritten();
  begin(reply.value.account);
  return reply;
}

export async function signOut(): Promise<void> {
  await ask('DELETE', '/session');
  endLive(null);
  forgetWhatWasWritten();
}

function begin(account: Account): void {
  lastHere = account.agentId;
  startLive(account);
}

function forgetWhatWasWritten(): void {
  clearView();
  forgetEverything();
}

/** Whether the role may ever do this; the server decides again each time (A1). */
export function useMay(action: Action): boolean {
  const role = useLive((live) => live.account?.role);
  return role !== undefined && relationsFor(action, role).length > 0;
}
