/** Safeguarding's part of the staff and supervisor tables: command → use case. */
import type { StaffCommands } from '../../shared/protocol/staff.ts';
import type { SupervisorCommands } from '../../shared/protocol/supervisor.ts';
import type { StaffCaller } from '../conversations/index.ts';
import type { Handlers } from '../platform/bind-command.ts';
import { acknowledgeAlert, raiseEmergency, type SafeguardingDeps, updateEmergency } from './alerts.ts';

type Mine = Pick<
  Handlers<StaffCommands & SupervisorCommands, StaffCaller>,
  'emergency:raise' | 'emergency:update' | 'alert:acknowledge'
>;

export function safeguardingHandlers(deps: SafeguardingDeps): Mine {
  return {
    'emergency:raise': (input, caller) => raiseEmergency(deps, input, caller),
    'emergency:update': (input, caller) => updateEmergency(deps, input, caller),
    'alert:acknowledge': (input, caller) => acknowledgeAlert(deps, input, caller),
  };
}
