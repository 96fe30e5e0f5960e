/** `redacted {seq}` removes the body of an earlier line, audited; the number stays, and so does every other line. */
import type { InputOf } from '../../shared/protocol/define.ts';
import type { SupervisorCommands } from '../../shared/protocol/supervisor.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { ConversationsDeps, StaffCaller } from './deps.ts';
import { authorOf, storeNote } from './staff-commands.ts';
import { reach } from './staff-reach.ts';

export async function redactEntry(
  deps: ConversationsDeps,
  { clientId, conversationId, seq, reason }: InputOf<SupervisorCommands, 'entry:redact'>,
  caller: StaffCaller,
): Promise<Result<{ seq: number; at: string }>> {
  const reached = await reach(deps, 'entry.redact', caller, conversationId);
  if (!reached.ok) return reached;
  const outcome = await deps.log.post<null>({
    conversationId,
    clientId,
    author: { ...authorOf(caller), role: 'supervisor' },
    content: { kind: 'redacted', data: { seq } },
    afterEnd: true,
    replay: async (first) => {
      const { data } = first.content;
      const same = typeof data === 'object' && data !== null && 'seq' in data && data.seq === seq;
      return same ? ok(null) : fail('conflict');
    },
    work: async ({ session }) => {
      if (!(await deps.log.store.redactIn(session, conversationId, seq))) return fail('not_found');
      const actor = { id: caller.agentId, role: caller.role };
      const target = { kind: 'conversation', id: conversationId };
      await deps.audit.record({ actor, action: 'entry.redact', target, meta: { seq } }, session);
      return ok({ value: null });
    },
  });
  if (!outcome.ok) return outcome;
  const noted = await storeNote(deps, { clientId, conversationId, text: reason }, caller, 'note');
  return noted.ok ? ok({ seq: outcome.value.seq, at: outcome.value.at }) : noted;
}
