// Short sentences about what just happened or failed. What needs a person stays until it is closed.
import { create } from 'zustand';
import type { WireError } from '../../shared/protocol/errors.ts';
import { say } from './words.ts';

export interface Notice {
  readonly id: number;
  readonly tone: 'done' | 'problem';
  readonly text: string;
}

const DONE_MS = 6_000;
let next = 1;
export const useNotices = create<{ readonly notices: readonly Notice[] }>(() => ({ notices: [] }));

export function notify(tone: Notice['tone'], text: string): void {
  const id = next++;
  useNotices.setState(({ notices }) => ({ notices: [...notices.slice(-3), { id, tone, text }] }));
  if (tone === 'done') window.setTimeout(() => dismiss(id), DONE_MS);
}

export function dismiss(id: number): void {
  useNotices.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
}

/** The server's sentence already tells a person what to do; a reference is added where there is one. */
export function sentenceOf(error: WireError): string {
  const reference = error.details?.reference;
  return reference === undefined ? error.message : `${error.message} ${say('reference', { reference })}`;
}

/** What has to be corrected, where the server named it: for a form with one field, which has no place beside each. */
export function correctionOf(error: WireError): string {
  const messages = new Set((error.details?.issues ?? []).map(({ message }) => message));
  return messages.size > 0 ? [...messages].join(' ') : sentenceOf(error);
}

export function notifyProblem(error: WireError): void {
  notify('problem', sentenceOf(error));
}
