/** A lead agrees that the conversation of an emergency may end. The first one's name stays; nobody takes it back. */
import type { InputOf } from '../../../shared/protocol/define.ts';
import type { Alert } from '../../../shared/protocol/desk.ts';
import type { SupervisorCommands } from '../../../shared/protocol/supervisor.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { StaffCaller } from '../../conversations/index.ts';
import { transact } from '../../platform/transaction.ts';
import type { SafeguardingDeps } from '../deps.ts';
import { emergencyOf } from './note-emergency.ts';

export async function agreeEmergency(
  deps: SafeguardingDeps,
  { alertId }: InputOf<SupervisorCommands, 'emergency:agree'>,
  caller: StaffCaller,
): Promise<Result<{ alert: Alert }>> {
  const found = await emergencyOf(deps, alertId, caller);
  if (!found.ok) return found;
  await agreeToEnd(deps, alertId, caller);
  const doc = await deps.alerts.find(alertId);
  return doc ? ok({ alert: await deps.alerts.view(doc) }) : fail('not_found');
}

export async function agreeToEnd(
  deps: SafeguardingDeps,
  alertId: string,
  { agentId, name, role }: Pick<StaffCaller, 'agentId' | 'name' | 'role'>,
): Promise<void> {
  const first = await transact(deps.database, async (session) => {
    const doc = await deps.alerts.find(alertId, session);
    if (!doc || doc.agreed) return false;
    const at = deps.clock.now();
    await deps.alerts.update(alertId, { agreed: { agentId, name, at } }, at, session);
    const target = { kind: 'conversation', id: doc.conversationId ?? alertId };
    const event = { actor: { id: agentId, role }, action: 'emergency.agree', target, meta: { alertId } };
    await deps.audit.record(event, session);
    return true;
  });
  if (first) deps.signals.publish('alert', { alertId });
}
