/** Taking an alert by name. That nobody leads is no alert to be taken: it stands until a lead is here or on call (H5). */
import type { InputOf, OutputOf } from '../../shared/protocol/define.ts';
import type { SupervisorCommands } from '../../shared/protocol/supervisor.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { StaffCaller } from '../conversations/index.ts';
import { thereForOne } from '../kept-out/index.ts';
import { transact } from '../platform/transaction.ts';
import { aboutAlert } from './alert-record.ts';
import type { SafeguardingDeps } from './deps.ts';
import { NO_LEAD_KIND } from './show-alert.ts';

/** Taken by name, by the first; taken again by the same person it is the same answer. */
export async function acknowledgeAlert(
  deps: SafeguardingDeps,
  { alertId }: InputOf<SupervisorCommands, 'alert:acknowledge'>,
  caller: StaffCaller,
): Promise<Result<OutputOf<SupervisorCommands, 'alert:acknowledge'>>> {
  const found = await thereForOne(deps.keptOut, await deps.alerts.find(alertId), caller.agentId, aboutAlert);
  if (found === null) return fail('not_found');
  // Nobody's word puts a lead on duty: it stands until one is.
  if (found.kind === NO_LEAD_KIND) return fail('conflict', { reason: 'stands_until_a_lead_is_on_duty' });
  const by = { agentId: caller.agentId, name: caller.name };
  const taken = await transact(deps.database, async (session) => {
    const done = await deps.alerts.acknowledge(alertId, by, deps.clock.now(), session);
    const actor = { id: caller.agentId, role: caller.role };
    if (done)
      await deps.audit.record({ actor, action: 'alert.acknowledge', target: { kind: 'alert', id: alertId } }, session);
    return done;
  });
  const doc = await deps.alerts.find(alertId);
  if (!doc) return fail('not_found');
  if (!taken && doc.acknowledgedBy?.agentId !== caller.agentId) {
    return fail('conflict', { takenBy: doc.acknowledgedBy?.name ?? '' });
  }
  if (taken) deps.signals.publish('alert', { alertId });
  return ok({ alert: await deps.alerts.view(doc) });
}
