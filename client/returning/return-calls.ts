// What a worker asks of the server about somebody who came back with a reference and six words.
import type { Reply, WireError } from '../../shared/protocol/errors.ts';
import type { CheckInput, returnRoutes } from '../../shared/protocol/http/returns.ts';
import { ask } from '../connection/http.ts';
import type { ValueOf } from '../connection/protocol.ts';
import { correctionOf } from '../ui/notices.ts';
import { say, sayCode } from '../ui/words.ts';

type Routes = typeof returnRoutes;
type Changed = Promise<Reply<ValueOf<Routes['told']>>>;
export type Checked = ValueOf<Routes['check']>;
export type OpenedReturn = ValueOf<Routes['open']>;
export type NotesBefore = ValueOf<Routes['notes']>;

const pathOf = (returnId: string, step: string): string => `/returns/${encodeURIComponent(returnId)}/${step}`;

export const checkWords = (given: CheckInput): Promise<Reply<Checked>> => ask('POST', '/returns', given);

export const listReturns = (conversationId: string | null): Promise<Reply<ValueOf<Routes['list']>>> =>
  ask('GET', conversationId === null ? '/returns' : `/returns?conversationId=${encodeURIComponent(conversationId)}`);

export const openReturn = (returnId: string): Promise<Reply<OpenedReturn>> =>
  ask('POST', pathOf(returnId, 'open'), { safeNow: true });

export const writeTold = (returnId: string, outcome: string): Changed =>
  ask('POST', pathOf(returnId, 'told'), { outcome });

export const releaseReturn = (returnId: string): Changed => ask('POST', pathOf(returnId, 'release'), {});

export const stopFromReturn = (returnId: string): Changed => ask('POST', pathOf(returnId, 'stop'), {});

export const linkReturn = (returnId: string): Changed => ask('POST', pathOf(returnId, 'link'), {});

export const readNotesBefore = (returnId: string): Promise<Reply<NotesBefore>> =>
  ask('POST', pathOf(returnId, 'notes'), {});

export function refusalWords(error: WireError): string {
  if (error.code === 'rate_limited') return say('return.too_many');
  const { reason } = error.details ?? {};
  return error.code === 'conflict' && reason !== undefined ? sayCode('return.refused', reason) : correctionOf(error);
}
