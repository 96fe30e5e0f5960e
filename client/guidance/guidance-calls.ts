// What the pages ask of guidance, pathways, MARAC and the clocks of a case.
import type { Reply } from '../../shared/protocol/errors.ts';
import type { caseClockRoutes } from '../../shared/protocol/http/case-clocks.ts';
import type { RouteSpec } from '../../shared/protocol/http/define.ts';
import type { guidanceRoutes } from '../../shared/protocol/http/guidance.ts';
import { ask } from '../connection/http.ts';
import type { InputOfRoute, ValueOf } from '../connection/protocol.ts';

type Routes = typeof guidanceRoutes;
type Clocks = typeof caseClockRoutes;
type Answer<R extends RouteSpec> = Promise<Reply<ValueOf<R>>>;
export type PathwayInput = InputOfRoute<Routes['answer']>;
export type MaracInput = InputOfRoute<Routes['refer']>;
export type MaracMoveInput = InputOfRoute<Routes['move']>;

const of = (caseId: string, rest: string): string => `/cases/${encodeURIComponent(caseId)}/${rest}`;

export const readGuidance = (caseId: string): Answer<Routes['read']> => ask('GET', of(caseId, 'guidance'));

export const answerPathway = (caseId: string, answer: PathwayInput): Answer<Routes['answer']> =>
  ask('POST', of(caseId, 'pathways'), answer);

export const noteWish = (caseId: string, wish: InputOfRoute<Routes['wish']>): Answer<Routes['wish']> =>
  ask('POST', of(caseId, 'wishes'), wish);

export const referToMarac = (caseId: string, referral: MaracInput): Answer<Routes['refer']> =>
  ask('POST', of(caseId, 'marac'), referral);

export const moveMarac = (caseId: string, referralId: string, move: MaracMoveInput): Answer<Routes['move']> =>
  ask('POST', of(caseId, `marac/${referralId}/moves`), move);

export const listClocks = (caseId: string): Answer<Clocks['list']> => ask('GET', of(caseId, 'clocks'));

export const stopClock = (caseId: string, stop: InputOfRoute<Clocks['stop']>): Answer<Clocks['stop']> =>
  ask('POST', of(caseId, 'clocks/stop'), stop);

export const pauseClock = (caseId: string, pause: InputOfRoute<Clocks['pause']>): Answer<Clocks['pause']> =>
  ask('POST', of(caseId, 'clocks/pause'), pause);

export const finishDuty = (
  caseId: string,
  duty: string,
  done: InputOfRoute<Clocks['finishDuty']>,
): Answer<Clocks['finishDuty']> => ask('POST', of(caseId, `duties/${duty}/done`), done);
