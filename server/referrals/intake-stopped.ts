/** A partner that takes nobody now gets no new referral: who asked is told until when, and where to turn instead. */
import { londonDay } from '../../shared/domain/opening-hours.ts';
import { isIntakeStopped } from '../../shared/domain/partner-card.ts';
import { fail, type Result } from '../../shared/result.ts';
import type { Session } from '../platform/mongo.ts';
import type { ReferralsDeps } from './deps.ts';

/** Null: it takes referrals, or nobody has said otherwise. */
export async function intakeStopped(
  { cards, partners, clock }: Pick<ReferralsDeps, 'cards' | 'partners' | 'clock'>,
  session: Session,
  recipientId: string,
): Promise<Result<never> | null> {
  const now = clock.now();
  const day = londonDay(new Date(now));
  const card = await cards.find(recipientId, session);
  if (card === null || !isIntakeStopped(card, day)) return null;
  const kind = partners.find(recipientId, now)?.recipient.kind;
  const all = await cards.all();
  const takes = (id: string): boolean => {
    const theirs = all.get(id);
    return theirs === undefined || !isIntakeStopped(theirs, day);
  };
  const next = partners
    .list(now)
    .filter(({ recipient, usable }) => usable && recipient.kind === kind && takes(recipient.recipientId))
    .map(({ recipient }) => recipient.name);
  return fail('conflict', { reason: 'intake_stopped', until: card.stopsIntakeUntil, instead: card.instead, next });
}
