// What the team's page asks of referrals that did not go and of those that nobody has answered.
import type { Reply } from '../../shared/protocol/errors.ts';
import type { CameBack, referralAnswerRoutes } from '../../shared/protocol/http/referral-answers.ts';
import type { followUpRoutes, Undeliverable } from '../../shared/protocol/http/referral-follow-up.ts';
import type { referralRoutes } from '../../shared/protocol/http/referrals.ts';
import { ask } from '../connection/http.ts';
import type { ValueOf } from '../connection/protocol.ts';

type Routes = typeof followUpRoutes;
export type NotSent = ValueOf<Routes['undeliverable']>;
export type Held = ValueOf<Routes['held']>;
export type NotAnswered = ValueOf<Routes['unanswered']>;
type Answers = typeof referralAnswerRoutes;
export type AllCameBack = ValueOf<Answers['cameBack']>;
export type AllNotMade = ValueOf<Answers['notMade']>;
export type Released = ValueOf<(typeof referralRoutes)['release']>;
type Chase = ValueOf<Routes['chase']>;

const pathOf = (referralId: string, step: string): string => `/referrals/${encodeURIComponent(referralId)}/${step}`;

export const readNotSent = (): Promise<Reply<NotSent>> => ask('GET', '/referrals/undeliverable');
export const readHeld = (): Promise<Reply<Held>> => ask('GET', '/referrals/held');
/** `atOnce`: the person asks for it, who could still think again. */
export const letGo = (referralId: string, atOnce = false): Promise<Reply<Released>> =>
  ask('POST', pathOf(referralId, 'release'), { atOnce });
export const keepHere = (referralId: string, reason: string): Promise<Reply<unknown>> =>
  ask('POST', pathOf(referralId, 'keep'), { reason });
export const readNotAnswered = (): Promise<Reply<NotAnswered>> => ask('GET', '/referrals/unanswered');
export const sendAgain = ({ referralId, deliveryId }: Undeliverable): Promise<Reply<ValueOf<Routes['retry']>>> =>
  ask('POST', pathOf(referralId, 'retry'), { deliveryId });
export const readChase = (referralId: string): Promise<Reply<Chase>> => ask('GET', pathOf(referralId, 'chase'));
export const saveChase = (referralId: string, chase: Readonly<Record<string, unknown>>): Promise<Reply<Chase>> =>
  ask('POST', pathOf(referralId, 'chase'), chase);
export const readCameBack = (): Promise<Reply<AllCameBack>> => ask('GET', '/referrals/came-back');
export const seeTo = ({ referralId, steps }: CameBack): Promise<Reply<unknown>> =>
  ask('POST', pathOf(referralId, 'seen'), { steps });
export const readNotMade = (): Promise<Reply<AllNotMade>> => ask('GET', '/referrals/not-made');
export const leaveUnmade = (consentId: string, reason: string): Promise<Reply<unknown>> =>
  ask('POST', `/consents/${encodeURIComponent(consentId)}/leave`, { reason });
