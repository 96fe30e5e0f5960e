/** A partner looks: a list without anything about a person, and each opened by itself after that is on record (A2). */
import type { PortalReferral, portalRoutes } from '../../shared/protocol/http/portal.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { StaffSession, ValueOf } from '../platform/http-route.ts';
import { cursorAt, readCursor } from '../platform/time-cursor.ts';
import type { PortalDeps } from './deps.ts';
import { presentContents, presentRow } from './present.ts';
import { isTheirs } from './theirs.ts';
import { threadShown, withheldOf } from './what-shows.ts';

type Listed = ValueOf<(typeof portalRoutes)['list']>;
type Opened = ValueOf<(typeof portalRoutes)['open']>;

const AT_ONCE = 50;

export async function listReferrals(
  deps: PortalDeps,
  { state, before }: { readonly state?: PortalReferral['state'] | undefined; readonly before?: string | undefined },
  who: StaffSession,
): Promise<Result<Listed>> {
  const { partnerId = null } = who;
  if (partnerId === null) return fail('not_found');
  const asked = { partnerId, state: state ?? null, before: readCursor(before), limit: AT_ONCE + 1 };
  const [found, counts] = await Promise.all([deps.rows.list(asked), deps.rows.countByState(partnerId)]);
  const shown = found.slice(0, AT_ONCE).filter((row) => isTheirs(row, who));
  const last = found.length > AT_ONCE ? shown.at(-1) : undefined;
  return ok({
    partner: { recipientId: partnerId, name: nameOf(deps, partnerId) },
    desk: deps.desk,
    referrals: shown.map(presentRow),
    counts,
    next: last ? cursorAt({ at: last.firstSentAt ?? 0, _id: last._id }) : null,
  });
}

function nameOf({ partners, clock }: Pick<PortalDeps, 'partners' | 'clock'>, partnerId: string): string {
  return partners.find(partnerId, clock.now())?.recipient.name ?? partnerId;
}

export async function openReferral(deps: PortalDeps, referralId: string, who: StaffSession): Promise<Result<Opened>> {
  const row = await deps.outbox.find(referralId);
  if (!isTheirs(row, who)) return fail('not_found');
  const withheld = withheldOf(deps, row);
  await deps.audit.record({
    actor: { id: who.agentId, role: who.role },
    action: 'portal.read',
    target: { kind: 'referral', id: referralId },
    meta: { recipientId: row.recipientId, state: row.state },
  });
  const sent = withheld === null ? await deps.sent.of(referralId) : null;
  return ok({
    referral: presentRow(row),
    contents: sent === null ? null : presentContents(sent),
    withheld,
    thread: await threadShown(deps, row),
  });
}
