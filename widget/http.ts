/** The few things the panel asks over HTTP: lists of codes, and leaving when the page goes. */
import type { Choice, Lists } from './questions.ts';

export const json = { 'content-type': 'application/json' };
export const quiet: RequestInit = { cache: 'no-store', credentials: 'omit', referrerPolicy: 'no-referrer' };

export async function fetchLists(): Promise<Lists | null> {
  try {
    const response = await fetch('/api/v1/reference', quiet);
    const { value } = await response.json();
    return { topics: choices(value.topics), areas: choices(value.areas) };
  } catch {
    // The two questions are left out, and nobody is kept waiting for them.
    return null;
  }
}

function choices(list: readonly Choice[]): readonly Choice[] {
  return list.map(({ code, label }) => ({ code, label }));
}

/** Gets through while the page is going away; the server answers 204 to any token (V3). */
export function sendLeave(token: string, clientId: string, reason: 'ended' | 'exit'): void {
  const body = JSON.stringify({ token, clientId, reason });
  const path = '/api/v1/visitor/leave';
  try {
    if (navigator.sendBeacon(path, new Blob([body], { type: 'application/json' }))) return;
  } catch {
    // Then the request below is the one.
  }
  fetch(path, { ...quiet, method: 'POST', headers: json, body, keepalive: true }).catch(() => undefined);
}
