/** The queue's part of the staff and supervisor tables: command → use case. */
import type { StaffCommands } from '../../shared/protocol/staff.ts';
import type { SupervisorCommands } from '../../shared/protocol/supervisor.ts';
import type { StaffCaller } from '../conversations/index.ts';
import type { Handlers } from '../platform/bind-command.ts';
import { acceptOffer } from './accept-offer.ts';
import { endPause, setAvailability } from './availability.ts';
import { listColleagues } from './colleagues.ts';
import type { QueueDeps } from './deps.ts';
import { assign, prioritise, takeOver } from './intervene.ts';
import { declineOffer } from './return-offer.ts';
import { returnToQueue } from './return-to-queue.ts';
import { leaveConversation, transfer } from './transfer.ts';

type Mine = Pick<
  Handlers<StaffCommands & SupervisorCommands, StaffCaller>,
  | 'availability:set'
  | 'pause:end'
  | 'colleagues:list'
  | 'offer:accept'
  | 'offer:decline'
  | 'conversation:transfer'
  | 'conversation:leave'
  | 'conversation:take-over'
  | 'conversation:assign'
  | 'conversation:prioritise'
  | 'conversation:return'
>;

export function queueHandlers(deps: QueueDeps): Mine {
  return {
    'availability:set': (input, caller) => setAvailability(deps, input, caller),
    'pause:end': (_input, caller) => endPause(deps, caller),
    'colleagues:list': (_input, caller) => listColleagues(deps, caller),
    'offer:accept': (input, caller) => acceptOffer(deps, input, caller),
    'offer:decline': (input, caller) => declineOffer(deps, input, caller),
    'conversation:transfer': (input, caller) => transfer(deps, input, caller),
    'conversation:leave': (input, caller) => leaveConversation(deps, input, caller),
    'conversation:take-over': (input, caller) => takeOver(deps, input, caller),
    'conversation:assign': (input, caller) => assign(deps, input, caller),
    'conversation:prioritise': (input, caller) => prioritise(deps, input, caller),
    'conversation:return': (input, caller) => returnToQueue(deps, input, caller),
  };
}
