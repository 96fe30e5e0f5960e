/**
 * A conversation becomes part of a case, with the person's agreement: by who holds it, and may write in the case. A closed case
 * is opened again with it, in the same change and only when that was said: nobody who came back stands in no list.
 */
import type { CaseView } from '../../shared/protocol/http/cases.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { bringLevelIn } from './bring-level.ts';
import { changeCase } from './change-case.ts';
import type { CaseCaller, CasesDeps } from './deps.ts';
import { standsOpenIn } from './family.ts';
import { presentCase } from './present-case.ts';
import { reachCase } from './reach-case.ts';
import { reopenIn } from './reopen-case.ts';

interface Linking {
  readonly caseId: string;
  readonly conversationId: string;
  readonly said: string;
  readonly reopen?: boolean | undefined;
}

const LINKED_ALREADY = 'linked_already';

export async function linkConversation(
  deps: CasesDeps,
  { caseId, conversationId, said, reopen = false }: Linking,
  caller: CaseCaller,
): Promise<Result<{ case: CaseView }>> {
  const reached = await reachCase(deps, 'case.write', caller, caseId);
  if (!reached.ok) return reached;
  const changed = await changeCase(deps, caseId, caller, async (doc, session, at) => {
    if (await isOfIt(deps, caseId, conversationId)) return fail('conflict', { reason: LINKED_ALREADY });
    const open = await standsOpenIn(deps, session, doc);
    if (!open && !reopen) return fail('conflict', { reason: 'not_open' });
    const opened = open ? {} : await reopenIn(deps, session, doc, { said, caller, at });
    const linked = await deps.conversations.linkIn(session, { conversationId, caseId }, caller);
    if (!linked.ok) return linked;
    const brought = { level: linked.value, conversationId, caller, at };
    const change = { ...opened, ...(await bringLevelIn(deps, session, { ...doc, ...opened }, brought)) };
    const about = { kind: 'conversation', id: conversationId };
    const event = { kind: 'conversation_linked', about, text: said };
    return ok({ change, action: 'case.link', meta: { conversationId }, event, value: null });
  });
  // Sent again it is the same link, and stands in the timeline once.
  if (!changed.ok && changed.error.details?.reason === LINKED_ALREADY)
    return ok({ case: await presentCase(deps, reached.value) });
  if (!changed.ok) return changed;
  await deps.conversations.linked(conversationId);
  return ok({ case: await presentCase(deps, changed.value.doc) });
}

async function isOfIt({ conversations }: CasesDeps, caseId: string, conversationId: string): Promise<boolean> {
  return (await conversations.ofCase(caseId)).some((each) => each.conversationId === conversationId);
}
