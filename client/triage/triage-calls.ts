// What the board asks of the server, typed by the routes.
import type { Reply, WireError } from '../../shared/protocol/errors.ts';
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
type Allocated = ValueOf<Routes['allocate']>;
export interface Stepped {
  readonly referral: InboundReferral;
  /** Of a case that was made; null where it is not the caller's to read. */
  readonly case?: CaseView | null;
}

export interface BoardFilter {
  readonly state: string;
  /** `me`, `nobody`, or nothing for everybody's. */
  readonly owner: string;
  readonly area: string;
  /** Of one file alone. */
  readonly importId: string;
}

export const listReferrals = (filter: BoardFilter, after?: string): Promise<Reply<Board>> => {
  const query = new URLSearchParams(
    Object.entries({ ...filter, after: after ?? '' }).filter(([, value]) => value !== ''),
  );
  return ask('GET', `/inbound/referrals?${query}`);
};

export const openReferral = (referralId: string): Promise<Reply<OpenedReferral>> =>
  ask('POST', `/inbound/referrals/${referralId}/open`, {});

export const stepReferral = (
  { referralId, revision }: Pick<InboundReferral, 'referralId' | 'revision'>,
  what: string,
  body: object,
): Promise<Reply<Stepped>> => ask('POST', `/inbound/referrals/${referralId}/${what}`, { revision, ...body });

const allocateReferrals = (body: object): Promise<Reply<Allocated>> => ask('POST', '/inbound/referrals/allocate', body);

/** So many at once; more go one after the other. */
const AT_ONCE = 100;

interface AllocatedAll {
  readonly given: number;
  readonly refused: number;
  readonly answered: readonly string[];
  /** What stopped it; those before have been given. */
  readonly error: WireError | null;
}

/** `clientId` is of the first part. Given twice, one is refused by its revision: nobody is given to two. */
export async function allocateAll(
  wish: { readonly clientId: string; readonly agentId: string; readonly overCap: boolean },
  referrals: readonly Pick<InboundReferral, 'referralId' | 'revision'>[],
): Promise<AllocatedAll> {
  let [given, refused] = [0, 0];
  const answered: string[] = [];
  for (let from = 0; from < referrals.length; from += AT_ONCE) {
    const clientId = from === 0 ? wish.clientId : crypto.randomUUID();
    const reply = await allocateReferrals({ ...wish, clientId, referrals: referrals.slice(from, from + AT_ONCE) });
    if (!reply.ok) return { given, refused, answered, error: reply.error };
    given += reply.value.given.length;
    answered.push(...[...reply.value.given, ...reply.value.refused].map(({ referralId }) => referralId));
    refused += reply.value.refused.length;
  }
  return { given, refused, answered, error: null };
}
