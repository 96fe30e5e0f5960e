// What the team's pages ask of cover and of waiting lists.
import type { Reply } from '../../shared/protocol/errors.ts';
import type { Cover, coverRoutes } from '../../shared/protocol/http/cover.ts';
import type { planRoutes } from '../../shared/protocol/http/plans.ts';
import { ask } from '../connection/http.ts';
import type { ValueOf } from '../connection/protocol.ts';

type Routes = typeof coverRoutes;
export type WaitingLists = ValueOf<(typeof planRoutes)['waitingList']>;

export const listCover = (): Promise<Reply<ValueOf<Routes['list']>>> => ask('GET', '/cover');
export const setCover = (cover: Readonly<Record<string, unknown>>): Promise<Reply<ValueOf<Routes['set']>>> =>
  ask('POST', '/cover', cover);
export const endCover = ({ coverId, revision }: Cover): Promise<Reply<ValueOf<Routes['end']>>> =>
  ask('POST', `/cover/${encodeURIComponent(coverId)}/end`, { revision });
export const readWaitingLists = (): Promise<Reply<WaitingLists>> => ask('GET', '/waiting-lists');
