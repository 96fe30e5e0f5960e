/** Which desks an alert concerns, and showing it there: with the snapshot, and with each change. */
import { relationsFor } from '../../shared/domain/permissions.ts';
import type { Alert } from '../../shared/protocol/desk.ts';
import { agentRoom, conversationRoom, type StaffCaller } from '../conversations/index.ts';
import { gather } from '../platform/gather.ts';
import { closeWhatIsOver } from './alerts.ts';
import type { SafeguardingDeps } from './deps.ts';

/** Every alert reaches the desks of leads and supervisors, and of those in the conversation. */
const LEADS_ROOM = 'leads';
/** Whoever answers for the service's front door, leads or not, hears of these too, but of no other alert. */
const INBOUND_ROOM = 'inbound';
const FRONT_DOOR_KINDS: readonly string[] = ['message_received', 'cases_without_owner'];
/** Everybody at work must know that there is no lead to call, before they need one. */
const DESKS_ROOM = 'desks';
export const NO_LEAD_KIND = 'no_lead' as const;

export function alertRooms(caller: Pick<StaffCaller, 'role'>): string[] {
  if (isLead(caller)) return [DESKS_ROOM, LEADS_ROOM];
  return readsInbound(caller) ? [DESKS_ROOM, INBOUND_ROOM] : [DESKS_ROOM];
}

/** Rooms of those who see alerts of this kind besides the leads. */
function readersOf(kind: string): string[] {
  if (kind === NO_LEAD_KIND) return [DESKS_ROOM];
  return FRONT_DOOR_KINDS.includes(kind) ? [INBOUND_ROOM] : [];
}

/** Alerts for a desk: leads and supervisors see all; others those of conversations they hold, and of their role. */
export async function alertsFor(
  deps: SafeguardingDeps,
  caller: StaffCaller,
  conversationIds: readonly string[],
): Promise<Alert[]> {
  const open = await deps.alerts.open();
  const mine = isLead(caller)
    ? open
    : open.filter(({ conversationId, kind }) =>
        conversationId === null
          ? kind === NO_LEAD_KIND || (FRONT_DOOR_KINDS.includes(kind) && readsInbound(caller))
          : conversationIds.includes(conversationId),
      );
  return Promise.all(mine.map((doc) => deps.alerts.view(doc)));
}

export function isLead({ role }: Pick<StaffCaller, 'role'>): boolean {
  return role === 'supervisor' || role === 'safeguarding_lead';
}

function readsInbound({ role }: Pick<StaffCaller, 'role'>): boolean {
  return relationsFor('inbound.read', role).includes('any');
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
  // Shown after a newer one, it would ring again although it was taken, or is over.
  if (!deps.alertsShown.tell(doc._id, doc.changedAt)) return;
  const inConversation = doc.conversationId ? deps.rooms.followers(conversationRoom(doc.conversationId)) : [];
  const raiser = doc.agentId ? deps.rooms.followers(agentRoom(doc.agentId)) : [];
  const staff = inConversation.filter(({ who }) => who !== 'visitor');
  const readers = readersOf(doc.kind).flatMap((room) => deps.rooms.followers(room));
  const all = new Map(
    [...deps.rooms.followers(LEADS_ROOM), ...readers, ...staff, ...raiser].map((follower) => [
      follower.socketId,
      follower,
    ]),
  );
  for (const follower of all.values()) follower.emit('alert:raised', { alert });
}
