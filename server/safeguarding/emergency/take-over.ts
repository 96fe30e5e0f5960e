/**
 * Who is in an emergency cannot answer anybody else: for each of their other conversations a supervisor is asked to take it
 * over, or to give it back to the queue. It stays where it is until a person has decided, so that nobody is dropped (H5).
 */
import type { ConversationDoc } from '../../conversations/index.ts';
import type { AlertDoc } from '../alert-record.ts';
import { closeAlert, newAlert } from '../alerts.ts';
import type { SafeguardingDeps } from '../deps.ts';

/** More than anybody can hold. */
const HELD_AT_MOST = 20;

/** Safe to do again and again: one alert an emergency and conversation, whoever acknowledged it. */
export async function askForTakeOver(
  deps: SafeguardingDeps,
  emergency: AlertDoc,
  { _id, holder, state }: ConversationDoc,
): Promise<void> {
  const wanted = holder && state === 'active' ? await othersOf(deps, holder.agentId, _id) : [];
  const asked = await deps.alerts.ofEmergency(emergency._id);
  for (const { conversationId } of asked.filter(({ closedAt }) => closedAt === null))
    if (!wanted.some((each) => each._id === conversationId)) await closeAsked(deps, asked, conversationId);
  for (const other of wanted) {
    if (asked.some(({ conversationId }) => conversationId === other._id)) continue;
    const { doc, first } = await deps.alerts.raise(
      newAlert(deps, {
        ...{ kind: 'take_over', emergencyId: emergency._id, causeId: `take_over:${emergency._id}:${other._id}` },
        ...{ conversationId: other._id, agentId: other.holder?.agentId ?? null },
      }),
    );
    if (first) deps.signals.publish('alert', { alertId: doc._id });
  }
}

async function closeAsked(
  deps: SafeguardingDeps,
  asked: readonly AlertDoc[],
  conversationId: string | null,
): Promise<void> {
  for (const alert of asked) if (alert.conversationId === conversationId) await closeAlert(deps, alert._id);
}

function othersOf(
  { store }: Pick<SafeguardingDeps, 'store'>,
  agentId: string,
  emergencyIn: string,
): Promise<ConversationDoc[]> {
  const held = { 'holder.agentId': agentId, state: 'active', _id: { $ne: emergencyIn } };
  return store.findMany(held, HELD_AT_MOST);
}
