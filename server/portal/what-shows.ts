/** What of a referral its partner is shown: one rule, whether it opens it or is answered. */

import { londonDay } from '../../shared/domain/opening-hours.ts';
import { type Withheld, withheldFrom } from '../../shared/domain/partner-sees.ts';
import type { ThreadMessage } from '../../shared/protocol/http/portal.ts';
import { isAgreed } from '../service/index.ts';
import type { PortalDeps } from './deps.ts';
import { presentThread } from './present.ts';
import type { TheirRow } from './theirs.ts';

export function withheldOf(
  { partners, clock }: Pick<PortalDeps, 'partners' | 'clock'>,
  row: TheirRow,
): Withheld | null {
  const now = clock.now();
  const recipient = partners.find(row.recipientId, now)?.recipient;
  return withheldFrom(row.state, recipient !== undefined && isAgreed(recipient, londonDay(new Date(now))));
}

/** Where it is withheld: of what was said who took it on, and the no that they wrote themselves. */
export async function threadShown(
  deps: Pick<PortalDeps, 'partners' | 'clock' | 'thread'>,
  row: TheirRow,
): Promise<ThreadMessage[]> {
  const withheld = withheldOf(deps, row);
  const shown = (kind: string) =>
    withheld === null || kind === 'accept' || (kind === 'decline' && withheld === 'declined');
  return presentThread(
    deps.thread,
    (await deps.thread.of(row.referralId)).filter(({ kind }) => shown(kind)),
  );
}
