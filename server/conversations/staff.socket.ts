/** The conversations' part of the staff table: command → use case. */
import type { StaffCommands } from '../../shared/protocol/staff.ts';
import type { Handlers } from '../platform/bind-command.ts';
import type { ConversationsDeps, StaffCaller } from './deps.ts';
import {
  addNote,
  endByStaff,
  noteCompetence,
  openConversation,
  saveWrapUp,
  sendStaffMessage,
  setAge,
  staffRead,
  staffTyping,
  tickOpening,
} from './staff-commands.ts';

type Mine = Pick<
  Handlers<StaffCommands, StaffCaller>,
  | 'conversation:open'
  | 'message:send'
  | 'typing:set'
  | 'entries:read'
  | 'conversation:end'
  | 'wrap-up:save'
  | 'opening:tick'
  | 'age:set'
  | 'note:add'
  | 'competence:note'
>;

export function conversationHandlers(deps: ConversationsDeps): Mine {
  return {
    'conversation:open': (input, caller) => openConversation(deps, input, caller),
    'message:send': (input, caller) => sendStaffMessage(deps, input, caller),
    'typing:set': (input, caller) => staffTyping(deps, input, caller),
    'entries:read': (input, caller) => staffRead(deps, input, caller),
    'conversation:end': (input, caller) => endByStaff(deps, input, caller),
    'wrap-up:save': (input, caller) => saveWrapUp(deps, input, caller),
    'opening:tick': (input, caller) => tickOpening(deps, input, caller),
    'age:set': (input, caller) => setAge(deps, input, caller),
    'note:add': (input, caller) => addNote(deps, input, caller),
    'competence:note': (input, caller) => noteCompetence(deps, input, caller),
  };
}
