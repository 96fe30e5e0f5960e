/** The HTTP routes of the portal and of the service's side of it: a table. */
import { portalRoutes } from '../../shared/protocol/http/portal.ts';
import { referralThreadRoutes } from '../../shared/protocol/http/referral-thread.ts';
import { asStaff, heldByStaff } from '../platform/as-staff.ts';
import { handle, type RouteTable } from '../platform/http-route.ts';
import { answerReferral } from './answer-referral.ts';
import { changeCard, listCards, readCard } from './cards.ts';
import type { PortalDeps } from './deps.ts';
import { listReferrals, openReferral } from './read-referrals.ts';
import { answerPartner, readThread } from './service-thread.ts';
import { isTheirs, ownPartner } from './theirs.ts';

interface OfReferral {
  readonly params: { readonly referralId: string };
}

export function createPortalRoutes(deps: PortalDeps): RouteTable {
  const ownTable = heldByStaff(async (_input: unknown, who) => ownPartner(who));
  const theirs = heldByStaff(async ({ params }: OfReferral, who) =>
    isTheirs(await deps.outbox.find(params.referralId), who) ? ['own'] : [],
  );
  const ours = heldByStaff(async ({ params }: OfReferral, who) => {
    const row = await deps.outbox.find(params.referralId);
    return row?.kind === 'referral' && (await deps.mayRead(row, who)) ? ['own'] : [];
  });
  return [
    handle(portalRoutes.list, {
      held: ownTable,
      handler: asStaff(({ query }, who) => listReferrals(deps, query, who)),
    }),
    handle(portalRoutes.open, {
      held: theirs,
      handler: asStaff(({ params }, who) => openReferral(deps, params.referralId, who)),
    }),
    handle(portalRoutes.answer, {
      held: theirs,
      handler: asStaff(({ params, body }, who) => answerReferral(deps, { ...params, answer: body }, who)),
    }),
    handle(portalRoutes.card, {
      held: ownTable,
      handler: asStaff((_input, { partnerId }) => readCard(deps, partnerId)),
    }),
    handle(portalRoutes.setCard, {
      held: ownTable,
      handler: asStaff(({ body }, who) => changeCard(deps, who.partnerId, body, who)),
    }),
    handle(referralThreadRoutes.read, {
      held: ours,
      handler: asStaff(({ params }, who) => readThread(deps, params.referralId, who)),
    }),
    handle(referralThreadRoutes.answer, {
      held: ours,
      handler: asStaff(({ params, body }, who) => answerPartner(deps, { ...params, ...body }, who)),
    }),
    handle(referralThreadRoutes.cards, { handler: () => listCards(deps) }),
    handle(referralThreadRoutes.setCard, {
      handler: asStaff(({ params, body }, who) => changeCard(deps, params.recipientId, body, who)),
    }),
  ];
}
