// The concerns register as the console asks for it.
import type { Reply } from '../../../shared/protocol/errors.ts';
import type { concernRoutes } from '../../../shared/protocol/http/concerns.ts';
import { ask } from '../../connection/http.ts';
import type { ValueOf } from '../../connection/protocol.ts';

type Routes = typeof concernRoutes;
export type ConcernList = ValueOf<Routes['list']>;
export type OpenedConcern = ValueOf<Routes['open']>;

export function listConcerns(): Promise<Reply<ConcernList>> {
  return ask('GET', '/concerns');
}

export function raiseConcern(body: unknown): Promise<Reply<ValueOf<Routes['raise']>>> {
  return ask('POST', '/concerns', body);
}

const pathOf = (concernId: string, step: string): string => `/concerns/${encodeURIComponent(concernId)}/${step}`;

export function openConcern(concernId: string): Promise<Reply<OpenedConcern>> {
  return ask('POST', pathOf(concernId, 'open'), {});
}

export function stepConcern(concernId: string, body: unknown): Promise<Reply<ValueOf<Routes['step']>>> {
  return ask('POST', pathOf(concernId, 'steps'), body);
}
