/** The HTTP routes of received referrals and of those who send them: a table. */
import { inboundReferralRoutes as routes } from '../../shared/protocol/http/inbound-referrals.ts';
import { inboundSenderRoutes as senders } from '../../shared/protocol/http/inbound-senders.ts';
import { asStaff, heldByStaff } from '../platform/as-staff.ts';
import { handle, type RouteTable } from '../platform/http-route.ts';
import { allocateReferrals } from './allocate-referrals.ts';
import { chooseProvider } from './choose-provider.ts';
import { convertReferral } from './convert-referral.ts';
import { type FeedDeps, takeFromFeed } from './feed.ts';
import { joinReferral } from './join-referral.ts';
import { addKey, addSender, listSenders, revokeKey } from './keep-senders.ts';
import { listReferrals } from './list-referrals.ts';
import { openReferral } from './open-referral.ts';
import { relationsToReferral } from './reach-referral.ts';
import { closeReferral, reopenReferral, sendBackReferral, triageReferral } from './triage-referral.ts';
import { letReferralGoOn, recordReferralAttempt, sayContactSafety } from './try-contact.ts';

export function createInboundReferralRoutes(deps: FeedDeps): RouteTable {
  const held = heldByStaff(({ params }: { readonly params: { readonly referralId: string } }, who) =>
    relationsToReferral(deps, params.referralId, who),
  );
  return [
    handle(routes.send, { handler: ({ body }, caller) => takeFromFeed(deps, body, caller) }),
    handle(routes.list, { handler: asStaff(({ query }, who) => listReferrals(deps, query, who)) }),
    handle(routes.allocate, { handler: asStaff(({ body }, who) => allocateReferrals(deps, body, who)) }),
    handle(routes.open, { held, handler: asStaff(({ params }, who) => openReferral(deps, params.referralId, who)) }),
    handle(routes.triage, {
      handler: asStaff(({ params, body }, who) => triageReferral(deps, { ...params, ...body }, who)),
    }),
    handle(routes.sendBack, {
      handler: asStaff(({ params, body }, who) => sendBackReferral(deps, { ...params, ...body }, who)),
    }),
    handle(routes.attempt, {
      held,
      handler: asStaff(({ params, body }, who) => recordReferralAttempt(deps, { ...params, ...body }, who)),
    }),
    handle(routes.goOn, {
      handler: asStaff(({ params, body }, who) => letReferralGoOn(deps, { ...params, ...body }, who)),
    }),
    handle(routes.contactSafety, {
      held,
      handler: asStaff(({ params, body }, who) => sayContactSafety(deps, { ...params, ...body }, who)),
    }),
    handle(routes.choose, {
      held,
      handler: asStaff(({ params, body }, who) => chooseProvider(deps, { ...params, ...body }, who)),
    }),
    handle(routes.close, {
      held,
      handler: asStaff(({ params, body }, who) => closeReferral(deps, { ...params, ...body }, who)),
    }),
    handle(routes.reopen, {
      held,
      handler: asStaff(({ params, body }, who) => reopenReferral(deps, { ...params, ...body }, who)),
    }),
    handle(routes.join, {
      held,
      handler: asStaff(({ params, body }, who) => joinReferral(deps, { ...params, ...body }, who)),
    }),
    handle(routes.convert, {
      held,
      handler: asStaff(({ params, body }, who) => convertReferral(deps, { ...params, ...body }, who)),
    }),
    handle(senders.list, { handler: asStaff(() => listSenders(deps)) }),
    handle(senders.add, { handler: asStaff(({ body }, who) => addSender(deps, body, who)) }),
    handle(senders.addKey, { handler: asStaff(({ params, body }, who) => addKey(deps, { ...params, ...body }, who)) }),
    handle(senders.revokeKey, { handler: asStaff(({ params }, who) => revokeKey(deps, params, who)) }),
  ];
}
