// What the portal asks the server for. Each opening of a referral is recorded there, so that it is asked for once a version.
import type { Reply } from '../../shared/protocol/errors.ts';
import type { portalRoutes } from '../../shared/protocol/http/portal.ts';
import type { referralThreadRoutes } from '../../shared/protocol/http/referral-thread.ts';
import { ask } from '../connection/http.ts';
import type { ValueOf } from '../connection/protocol.ts';

type Portal = typeof portalRoutes;
type Threads = typeof referralThreadRoutes;
export type Listed = ValueOf<Portal['list']>;
export type Opened = ValueOf<Portal['open']>;
export type Answered = ValueOf<Portal['answer']>;
export type OwnCard = ValueOf<Portal['card']>;

type Body = Readonly<Record<string, unknown>>;

export function listReferrals(state: string | null, before: string | null = null): Promise<Reply<Listed>> {
  const query = new URLSearchParams({ ...(state === null ? {} : { state }), ...(before === null ? {} : { before }) });
  return ask('GET', `/portal/referrals${query.size === 0 ? '' : `?${query.toString()}`}`);
}

export function openReferral(referralId: string): Promise<Reply<Opened>> {
  return ask('POST', `/portal/referrals/${encodeURIComponent(referralId)}/open`, {});
}

export function answerReferral(referralId: string, body: Body): Promise<Reply<Answered>> {
  return ask('POST', `/portal/referrals/${encodeURIComponent(referralId)}/answers`, body);
}

export function readOwnCard(): Promise<Reply<OwnCard>> {
  return ask('GET', '/portal/card');
}

export function saveOwnCard(body: Body): Promise<Reply<OwnCard>> {
  return ask('PUT', '/portal/card', body);
}

export function listCards(): Promise<Reply<ValueOf<Threads['cards']>>> {
  return ask('GET', '/partner-cards');
}

export function saveCardOf(recipientId: string, body: Body): Promise<Reply<OwnCard>> {
  return ask('PUT', `/partner-cards/${encodeURIComponent(recipientId)}`, body);
}
