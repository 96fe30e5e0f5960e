/** A conversation becomes part of a case, with the person's agreement: by who holds it, and may write in the case. */
import type { CaseView } from '../../shared/protocol/http/cases.ts';
import { ok, type Result } from '../../shared/result.ts';
import { adoptKnowersIn } from './adopt-knowers.ts';
import { bringLevelIn } from './bring-level.ts';
import { changeCase } from './change-case.ts';
import type { CaseCaller, CasesDeps } from './deps.ts';
import { presentCase } from './present-case.ts';
import { reachCase } from './reach-case.ts';

export async function linkConversation(
  deps: CasesDeps,
  { caseId, conversationId, said }: { readonly caseId: string; readonly conversationId: string; readonly said: string },
  caller: CaseCaller,
): Promise<Result<{ case: CaseView }>> {
  const reached = await reachCase(deps, 'case.write', caller, caseId);
  if (!reached.ok) return reached;
  const changed = await changeCase(deps, caseId, caller, async (doc, session, at) => {
    const linked = await deps.conversations.linkIn(session, { conversationId, caseId }, caller);
    if (!linked.ok) return linked;
    const brought = { level: linked.value, conversationId, caller, at };
    const change = {
      ...(await bringLevelIn(deps, session, doc, brought)),
      ...(await adoptKnowersIn(deps, session, { doc, now: at }, conversationId)),
    };
    const about = { kind: 'conversation', id: conversationId };
    const event = { kind: 'conversation_linked', about, text: said };
    return ok({ change, action: 'case.link', meta: { conversationId }, event, value: null });
  });
  if (!changed.ok) return changed;
  await deps.conversations.linked(conversationId);
  return ok({ case: await presentCase(deps, changed.value.doc, caller) });
}
