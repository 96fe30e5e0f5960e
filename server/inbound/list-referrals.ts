/** The board: what runs out first comes first, from an index. A worker sees what was given to them. */
import type { z } from 'zod';
import { OPEN_REFERRAL_STATES } from '../../shared/domain/inbound-referral-state.ts';
import { relationsFor } from '../../shared/domain/permissions.ts';
import type { InboundReferral, inboundReferralRoutes } from '../../shared/protocol/http/inbound-referrals.ts';
import { ok, type Result } from '../../shared/result.ts';
import { cursorAt, readCursor } from '../platform/time-cursor.ts';
import type { InboundCaller, InboundDeps } from './deps.ts';
import { hiddenFrom } from './hidden-referrals.ts';
import type { Filter } from './inbound-referrals.store.ts';
import { presentReferrals } from './present-referral.ts';

type Query = z.infer<typeof inboundReferralRoutes.list.query>;

interface Board {
  readonly referrals: InboundReferral[];
  readonly next: string | null;
  readonly openTotal: number;
}

const SHOWN = 100;
const COUNTED_TO = 100_000;

export async function listReferrals(deps: InboundDeps, query: Query, caller: InboundCaller): Promise<Result<Board>> {
  const mine = await ownersOf(deps, caller);
  const filter = { $and: [mine, filterOf(query, caller)] };
  const docs = await deps.referrals.page({ filter, limit: SHOWN + 1, after: readCursor(query.after) });
  const page = docs.slice(0, SHOWN);
  const hidden = await hiddenFrom(deps, page, caller.agentId);
  const last = docs.length > SHOWN ? page.at(-1) : undefined;
  return ok({
    referrals: await presentReferrals(
      deps,
      page.filter(({ _id }) => !hidden.has(_id)),
    ),
    next: last === undefined ? null : cursorAt({ at: last.dueAt, _id: last._id }),
    openTotal: await deps.referrals.count({ $and: [mine, isOpen] }, COUNTED_TO),
  });
}

const isOpen: Filter = { state: { $in: [...OPEN_REFERRAL_STATES] } };

/** Nothing beyond what was given to them, or to whom they cover, for who does not answer for the service. */
async function ownersOf({ cases }: InboundDeps, { role, agentId }: InboundCaller): Promise<Filter> {
  if (relationsFor('inbound_referral.read', role).includes('any')) return {};
  return { 'owner.agentId': { $in: [agentId, ...(await cases.coveredBy(agentId))] } };
}

function filterOf({ state, owner, senderId, area, importId }: Query, { agentId }: InboundCaller): Filter {
  const owned = owner === 'me' ? agentId : owner;
  return {
    ...stateOf(state),
    ...(owned === undefined ? {} : owned === 'nobody' ? { owner: null } : { 'owner.agentId': owned }),
    ...(senderId === undefined ? {} : { senderId }),
    ...(area === undefined ? {} : { area }),
    ...(importId === undefined ? {} : { importId }),
  };
}

function stateOf(state: Query['state']): Filter {
  if (state === 'open') return isOpen;
  // Somebody here still has to ask for their yes, to see that it leaves, or to hear that it is there.
  return state === 'with_partner' ? { 'passing.open': true } : { state };
}
