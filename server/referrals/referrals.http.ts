/** The HTTP routes of referrals: a table. */
import { londonDay } from '../../shared/domain/opening-hours.ts';
import { referralRoutes } from '../../shared/protocol/http/referrals.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Wording } from '../../shared/text/wording.ts';
import { type ConversationsStore, participants } from '../conversations/index.ts';
import type { CardsStore, Partners } from '../partners/index.ts';
import { asStaff, heldByStaff } from '../platform/as-staff.ts';
import { handle, type RouteTable } from '../platform/http-route.ts';
import type { Clock } from '../platform/ports.ts';
import type { Referrals } from './index.ts';
import { leaveMessage, type MessageDeps } from './leave-message.ts';
import { recipientViews, wordingsFor } from './list-recipients.ts';

export interface ReferralRoutesDeps {
  readonly conversations: Pick<ConversationsStore, 'find'>;
  readonly partners: Partners;
  readonly cards: Pick<CardsStore, 'all'>;
  readonly wordings: () => readonly Wording[];
  readonly referrals: Pick<Referrals, 'release'>;
  readonly messages: MessageDeps;
  readonly clock: Clock;
}

export function createReferralRoutes(deps: ReferralRoutesDeps): RouteTable {
  return [
    handle(referralRoutes.recipients, {
      held: heldByStaff(async ({ query }, { agentId }) => {
        const conversation = await deps.conversations.find(query.conversationId);
        return conversation && participants(conversation).includes(agentId) ? ['holder'] : [];
      }),
      handler: async ({ query }) => {
        const conversation = await deps.conversations.find(query.conversationId);
        if (!conversation) return fail('not_found');
        const now = deps.clock.now();
        const today = londonDay(new Date(now));
        return ok({
          recipients: recipientViews(deps.partners.list(now), await deps.cards.all(), today),
          wordings: wordingsFor(deps.wordings(), conversation.ageBand, today),
        });
      },
    }),
    handle(referralRoutes.release, {
      handler: asStaff(({ params, body }, who) =>
        deps.referrals.release({ actor: who, referralId: params.referralId, atOnce: body.atOnce }),
      ),
    }),
    handle(referralRoutes.message, {
      handler: ({ body }, { address }) => leaveMessage(deps.messages, { form: body, address }),
    }),
  ];
}
