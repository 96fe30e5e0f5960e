/** Safeguarding's part of the staff and supervisor tables: command → use case. */
import type { StaffCommands } from '../../shared/protocol/staff.ts';
import type { SupervisorCommands } from '../../shared/protocol/supervisor.ts';
import type { StaffCaller } from '../conversations/index.ts';
import type { Handlers } from '../platform/bind-command.ts';
import { acknowledgeAlert } from './acknowledge-alert.ts';
import type { SafeguardingDeps } from './deps.ts';
import { agreeEmergency } from './emergency/agree-to-end.ts';
import { openEmergency, updateEmergency } from './emergency/note-emergency.ts';
import { raiseEmergency } from './emergency/raise-emergency.ts';

type Mine = Pick<
  Handlers<StaffCommands & SupervisorCommands, StaffCaller>,
  'emergency:raise' | 'emergency:update' | 'emergency:open' | 'emergency:agree' | 'alert:acknowledge'
>;

export function safeguardingHandlers(deps: SafeguardingDeps): Mine {
  return {
    'emergency:raise': (input, caller) => raiseEmergency(deps, input, caller),
    'emergency:update': (input, caller) => updateEmergency(deps, input, caller),
    'emergency:open': (input, caller) => openEmergency(deps, input, caller),
    'emergency:agree': (input, caller) => agreeEmergency(deps, input, caller),
    'alert:acknowledge': (input, caller) => acknowledgeAlert(deps, input, caller),
  };
}
