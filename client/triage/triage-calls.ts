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

export const listReferrals = (narrowed: string, after?: string): Promise<Reply<Board>> => {
  const query = new URLSearchParams(narrowed);
  if (after !== undefined) query.set('after', after);
  return ask('GET', `/inbound/referrals?${query}`);
};

export const openReferral = (referralId: string): Promise<Reply<OpenedReferral>> =>
  ask('POST', `/inbound/referrals/${referralId}/open`, {});

export const stepReferral = (
  { referralId, revision }: Pick<InboundReferral, 'referralId' | 'revision'>,
  what: string,
  body: object,
): Promise<Reply<Stepped>> => ask('POST', `/inbound/referrals/${referralId}/${what}`, { revision, ...body });

/** The server takes no more at once. */
const PART = 100;

interface Allocating {
  readonly clientId: string;
  readonly agentId: string;
  readonly overCap: boolean;
  readonly referrals: readonly Pick<InboundReferral, 'referralId' | 'revision'>[];
}

const allocatePart = (body: Allocating): Promise<Reply<Allocated>> => ask('POST', '/inbound/referrals/allocate', body);

/** In parts; where one is refused, `done` has heard what was given before it. */
export async function allocateReferrals(
  { referrals, ...who }: Allocating,
  done: (part: Allocated) => void,
): Promise<Reply<null>> {
  for (let from = 0; from < referrals.length; from += PART) {
    const clientId = from === 0 ? who.clientId : crypto.randomUUID();
    const reply = await allocatePart({ ...who, clientId, referrals: referrals.slice(from, from + PART) });
    if (!reply.ok) return reply;
    done(reply.value);
  }
  return { ok: true, value: null };
}
