/** The card of a partner: changed by the partner itself or by a coordinator, onto the revision that was read, on record. */
import { londonDay } from '../../shared/domain/opening-hours.ts';
import type { CardToWrite } from '../../shared/protocol/http/portal.ts';
import type { PartnerWithCard } from '../../shared/protocol/http/referral-thread.ts';
import type { PartnerCard } from '../../shared/protocol/partner-card.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { type CardDoc, presentCard } from '../partners/index.ts';
import type { StaffSession } from '../platform/http-route.ts';
import { transact } from '../platform/transaction.ts';
import { cardFaults } from './answer-faults.ts';
import type { PortalDeps } from './deps.ts';

type Card = Promise<Result<{ card: PartnerCard | null }>>;

const today = ({ clock }: Pick<PortalDeps, 'clock'>): string => londonDay(new Date(clock.now()));

export async function readCard(deps: PortalDeps, recipientId: string | null | undefined): Card {
  if (!recipientId) return fail('not_found');
  return ok({ card: presentCard(await deps.cards.find(recipientId), today(deps)) });
}

export async function listCards(deps: PortalDeps): Promise<Result<{ partners: PartnerWithCard[] }>> {
  const cards = await deps.cards.all();
  const day = today(deps);
  return ok({
    partners: deps.partners.list(deps.clock.now()).map(({ recipient: { recipientId, name }, usable }) => ({
      ...{ recipientId, name, usable },
      card: presentCard(cards.get(recipientId), day),
    })),
  });
}

export async function changeCard(
  deps: PortalDeps,
  recipientId: string | null | undefined,
  { revision, ...body }: CardToWrite,
  who: StaffSession,
): Card {
  if (!recipientId || deps.partners.find(recipientId, deps.clock.now()) === null) return fail('not_found');
  const issues = cardFaults(body, today(deps));
  if (issues.length > 0) return fail('bad_request', { issues });
  const side = who.role === 'partner' ? 'partner' : 'service';
  const written = await transact(deps.database, async (session): Promise<Result<CardDoc>> => {
    const before = await deps.cards.find(recipientId, session);
    const doc: CardDoc = {
      ...{ _id: recipientId, ...body, revision: revision + 1, updatedAt: deps.clock.now() },
      updatedBy: { agentId: who.agentId, name: who.name, side },
    };
    const moved = (before?.revision ?? 0) !== revision || (await deps.cards.putIn(session, doc, revision)) === null;
    if (moved) {
      const { revision: stands = 0, updatedBy } = before ?? {};
      return fail('conflict', { reason: 'changed_meanwhile', revision: stands, changedBy: updatedBy?.name ?? null });
    }
    await deps.audit.record(
      {
        actor: { id: who.agentId, role: who.role },
        action: 'partner_card.change',
        target: { kind: 'partner', id: recipientId },
        meta: { revision: doc.revision, stopsIntakeUntil: body.stopsIntakeUntil, waitWeeks: body.waitWeeks },
      },
      session,
    );
    return ok(doc);
  });
  return written.ok ? ok({ card: presentCard(written.value, today(deps)) }) : written;
}
