/** The HTTP routes of what did not go and of what is not answered: a table. */
import { referralAnswerRoutes } from '../../shared/protocol/http/referral-answers.ts';
import { followUpRoutes } from '../../shared/protocol/http/referral-follow-up.ts';
import { asStaff, heldByStaff } from '../platform/as-staff.ts';
import { handle, type RouteTable } from '../platform/http-route.ts';
import { listCameBack, seeToCameBack } from './came-back.ts';
import { type ChaseDeps, chaseReferral, readChase, relationsTo } from './chase-referral.ts';
import { keepReferral } from './decide-referral.ts';
import { listHeld, listUnanswered, listUndeliverable, retryReferral } from './follow-up.ts';
import { leaveNotMade, listNotMade, made } from './not-made.ts';

export function createFollowUpRoutes(deps: ChaseDeps): RouteTable {
  const held = heldByStaff<{ readonly params: { readonly referralId: string } }>(async ({ params }, who) => {
    const row = await deps.outbox.find(params.referralId);
    return row ? relationsTo(deps, row, who) : [];
  });
  const heldConsent = heldByStaff<{ readonly params: { readonly consentId: string } }>(async ({ params }, who) => {
    const consent = await deps.consents.consent(params.consentId);
    return consent ? relationsTo(deps, made(consent), who) : [];
  });
  return [
    handle(followUpRoutes.undeliverable, { handler: asStaff((_input, who) => listUndeliverable(deps, who)) }),
    handle(followUpRoutes.held, { handler: asStaff((_input, who) => listHeld(deps, who)) }),
    handle(followUpRoutes.unanswered, { handler: asStaff((_input, who) => listUnanswered(deps, who)) }),
    handle(followUpRoutes.keep, {
      handler: asStaff(({ params, body }, who) => keepReferral(deps, { ...params, ...body, actor: who })),
    }),
    handle(followUpRoutes.retry, {
      handler: asStaff(({ params, body }, who) => retryReferral(deps, { ...params, ...body }, who)),
    }),
    handle(referralAnswerRoutes.cameBack, { handler: asStaff((_input, who) => listCameBack(deps, who)) }),
    handle(referralAnswerRoutes.seen, {
      held,
      handler: asStaff(({ params, body }, who) => seeToCameBack(deps, { ...params, ...body }, who)),
    }),
    handle(referralAnswerRoutes.notMade, { handler: asStaff((_input, who) => listNotMade(deps, who)) }),
    handle(referralAnswerRoutes.leave, {
      held: heldConsent,
      handler: asStaff(({ params, body }, who) => leaveNotMade(deps, { ...params, ...body }, who)),
    }),
    handle(followUpRoutes.readChase, {
      held,
      handler: asStaff(({ params }, who) => readChase(deps, params.referralId, who)),
    }),
    handle(followUpRoutes.chase, {
      held,
      handler: asStaff(({ params, body }, who) => chaseReferral(deps, { ...params, ...body }, who)),
    }),
  ];
}
