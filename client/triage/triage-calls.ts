// What the board asks of the server, typed by the routes.
import type { Reply } from '../../shared/protocol/errors.ts';
import type { CaseView } from '../../shared/protocol/http/cases.ts';
import type {
  InboundReferral,
  inboundReferralRoutes,
  OpenedReferral,
} from '../../shared/protocol/http/inbound-referrals.ts';
import { ask } from '../connection/http.ts';
import type { ValueOf } from '../connection/protocol.ts';

type Routes = typeof inboundReferralRoutes;
export type Board = ValueOf<Routes['list']>;
export type Allocated = ValueOf<Routes['allocate']>;
export interface Stepped {
  readonly referral: InboundReferral;
  /** Of a case that was made; null where it is not the caller's to read. */
  readonly case?: CaseView | null;
}

export const listReferrals = (state: string, after?: string): Promise<Reply<Board>> => {
  const query = new URLSearchParams({ state, ...(after === undefined ? {} : { after }) });
  return ask('GET', `/inbound/referrals?${query}`);
};

export const openReferral = (referralId: string): Promise<Reply<OpenedReferral>> =>
  ask('POST', `/inbound/referrals/${referralId}/open`, {});

export const stepReferral = (
  { referralId, revision }: Pick<InboundReferral, 'referralId' | 'revision'>,
  what: string,
  body: object,
): Promise<Reply<Stepped>> => ask('POST', `/inbound/referrals/${referralId}/${what}`, { revision, ...body });

export const allocateReferrals = (body: object): Promise<Reply<Allocated>> =>
  ask('POST', '/inbound/referrals/allocate', body);
