/** Supervision's part of the supervisor table: command → use case. */
import type { SupervisorCommands } from '../../shared/protocol/supervisor.ts';
import { ok } from '../../shared/result.ts';
import type { ConversationsDeps, StaffCaller } from '../conversations/index.ts';
import type { Handlers } from '../platform/bind-command.ts';
import type { Follower } from '../platform/rooms.ts';
import { type LiveWallboard, WALLBOARD_ROOM } from './live-wallboard.ts';
import { watchConversation, whisper } from './watch.ts';

type Mine = Pick<
  Handlers<SupervisorCommands, StaffCaller>,
  'wallboard:watch' | 'conversation:watch' | 'conversation:whisper'
>;

export function supervisionHandlers(deps: ConversationsDeps, wallboard: LiveWallboard, follower: Follower): Mine {
  return {
    'wallboard:watch': async () => {
      deps.rooms.join(WALLBOARD_ROOM, follower);
      return ok({ wallboard: await wallboard.now() });
    },
    'conversation:watch': (input, caller) => watchConversation(deps, input, caller, follower),
    'conversation:whisper': (input, caller) => whisper(deps, input, caller),
  };
}
