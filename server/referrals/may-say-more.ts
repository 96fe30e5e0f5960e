/** Whether more may be said to a partner about a person: only under the consent in force, and not once they asked to stop (C1, H4). */
import { isInForce } from '../../shared/domain/consent.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Session } from '../platform/mongo.ts';
import type { ReferralsDeps } from './deps.ts';
import { requestThatStops } from './pause-referral.ts';
import type { ReferralRow } from './referral-record.ts';

type Deps = Pick<ReferralsDeps, 'openRequestOf' | 'consents' | 'clock'>;

export async function maySayMore(deps: Deps, session: Session, row: ReferralRow): Promise<Result<null>> {
  if ((await requestThatStops(deps, session, row)) !== null) return fail('conflict', { reason: 'asked_to_stop' });
  const consent = await deps.consents.findConsent(session, row.consentId);
  return consent !== null && isInForce(consent, deps.clock.now()) ? ok(null) : fail('consent_missing');
}
