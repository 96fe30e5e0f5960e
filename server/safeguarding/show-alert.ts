/** Which desks an alert concerns, and showing it there: with the snapshot, and with each change. */
import { type Action, isLeadRole, relationsFor } from '../../shared/domain/permissions.ts';
import type { Alert } from '../../shared/protocol/desk.ts';
import { agentRoom, conversationRoom, type StaffCaller } from '../conversations/index.ts';
import { thereFor } from '../kept-out/index.ts';
import { gather } from '../platform/gather.ts';
import { aboutAlert } from './alert-record.ts';
import { closeWhatIsOver } from './alerts.ts';
import type { SafeguardingDeps } from './deps.ts';

/** Every alert reaches the desks of leads and supervisors, and of those in the conversation. */
const LEADS_ROOM = 'leads';
/** That nobody leads; what puts it away is a lead, no word of anybody's. */
export const NO_LEAD_KIND = 'no_lead' as const;

/** Kinds that others see besides the leads: whoever may do this everywhere, wherever they sit. */
const SEEN_WITH: Readonly<Record<string, Action>> = {
  message_received: 'inbound.read',
  // Whoever decides about a referral, sends it again or rings the partner need not know the conversation (H3, C2).
  referral_held: 'referral.release',
  referral_restored: 'referral.release',
  referral_undeliverable: 'referral.retry',
  recall_undeliverable: 'referral.retry',
  notice_undeliverable: 'referral.undeliverable',
  referral_unanswered: 'referral.undeliverable',
  withdrawal_asked: 'withdrawal.decide',
  withdrawal_high_risk: 'withdrawal.decide',
  withdrawal_late: 'withdrawal.decide',
  inbound_urgent: 'inbound_referral.triage',
  inbound_late: 'inbound_referral.triage',
  inbound_stopped: 'inbound_referral.triage',
  inbound_file_broken: 'inbound_referral.triage',
  cases_without_owner: 'case.allocate',
  case_without_owner: 'case.allocate',
  breach_reported: 'register.read',
  breach_due: 'register.read',
  // Everybody at work must know that there is no lead to call, before they need one.
  [NO_LEAD_KIND]: 'duty.read',
};

const roomOf = (action: Action): string => `alerts:${action}`;

function sees({ role }: Pick<StaffCaller, 'role'>, kind: string): boolean {
  const action = SEEN_WITH[kind];
  return action !== undefined && relationsFor(action, role).includes('any');
}

export function alertRooms(caller: Pick<StaffCaller, 'role'>): string[] {
  const seen = Object.entries(SEEN_WITH).filter(([kind]) => sees(caller, kind));
  const rooms = new Set(seen.map(([, action]) => roomOf(action)));
  return [...(isLead(caller) ? [LEADS_ROOM] : []), ...rooms];
}

/** Alerts for a desk: leads and supervisors see all; others those of conversations they hold, and of their role. */
export async function alertsFor(
  deps: SafeguardingDeps,
  caller: StaffCaller,
  conversationIds: readonly string[],
): Promise<Alert[]> {
  const all = await deps.alerts.open();
  const open = await thereFor(deps.keptOut, all, caller.agentId, aboutAlert);
  const mine = isLead(caller)
    ? open
    : open.filter(
        ({ conversationId, kind }) =>
          sees(caller, kind) || (conversationId !== null && conversationIds.includes(conversationId)),
      );
  return Promise.all(mine.map((doc) => deps.alerts.view(doc)));
}

export function isLead({ role }: Pick<StaffCaller, 'role'>): boolean {
  return isLeadRole(role);
}

export function handAlertSignals(deps: SafeguardingDeps): void {
  const { background } = deps;
  const changed = gather(
    { background, afterMs: GATHERED_FOR_MS, whatFailed: 'alerts could not be put away' },
    async (ids) => {
      const open = await deps.alerts.ofConversations(ids);
      for (const id of new Set(open.map(({ conversationId }) => conversationId)))
        if (id !== null) await closeWhatIsOver(deps, id);
    },
  );
  deps.signals.subscribe('conversation:changed', ({ conversationId }, origin) => {
    if (origin === 'here' && typeof conversationId === 'string') changed(conversationId);
  });
  deps.signals.subscribe('alert', ({ alertId }) => {
    if (typeof alertId !== 'string') return;
    deps.background.run(showAlert(deps, alertId), 'an alert could not be shown');
  });
}

/** Of a hundred changes in a moment hardly one has an alert: they are asked for together. */
const GATHERED_FOR_MS = 50;

export async function showAlert(deps: SafeguardingDeps, alertId: string): Promise<void> {
  const doc = await deps.alerts.find(alertId);
  if (!doc) return;
  const alert = await deps.alerts.view(doc);
  const isKeptOut = await deps.keptOut([aboutAlert(doc)]);
  // Shown after a newer one, it would ring again although it was taken, or is over.
  if (!deps.alertsShown.tell(doc._id, doc.changedAt)) return;
  const inConversation = doc.conversationId ? deps.rooms.followers(conversationRoom(doc.conversationId)) : [];
  const raiser = doc.agentId ? deps.rooms.followers(agentRoom(doc.agentId)) : [];
  const staff = inConversation.filter(({ who }) => who !== 'visitor');
  const seenWith = SEEN_WITH[doc.kind];
  const readers = seenWith === undefined ? [] : deps.rooms.followers(roomOf(seenWith));
  const all = new Map(
    [...deps.rooms.followers(LEADS_ROOM), ...readers, ...staff, ...raiser].map((follower) => [
      follower.socketId,
      follower,
    ]),
  );
  for (const follower of all.values())
    if (!isKeptOut(aboutAlert(doc), follower.who)) follower.emit('alert:raised', { alert });
}
