/**
 * A conversation becomes part of a case, with the person's agreement: by who holds it, and may write in the case. A closed case
 * is opened again with it, in the same change and only when that was said: nobody who came back stands in no list.
 */
import type { CaseView } from '../../shared/protocol/http/cases.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Session } from '../platform/mongo.ts';
import { transact } from '../platform/transaction.ts';
import { adoptKnowersIn } from './adopt-knowers.ts';
import { bringLevelIn } from './bring-level.ts';
import type { CaseDoc } from './case.ts';
import { againWhenMoved, type CaseChanged, changeCaseIn } from './change-case.ts';
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
  { caseId, conversationId, said, reopen }: Linking,
  caller: CaseCaller,
): Promise<Result<{ case: CaseView }>> {
  const reached = await reachCase(deps, 'case.write', caller, caseId);
  if (!reached.ok) return reached;
  const changed = await againWhenMoved(() =>
    transact<Result<Linked>>(deps.database, async (session) => {
      const linked = await linkIn(deps, session, { caseId, conversationId, said, reopen }, caller);
      if (!linked.ok) return linked;
      const { doc } = linked.value;
      return ok({ doc, keptOutOf: await adoptKnowersIn(deps, session, doc, conversationId) });
    }),
  );
  // Sent again it is the same link, and stands in the timeline once.
  if (!changed.ok && changed.error.details?.reason === LINKED_ALREADY)
    return ok({ case: await presentCase(deps, reached.value, caller) });
  if (!changed.ok) return changed;
  const { doc, keptOutOf } = changed.value;
  for (const each of new Set([caseId, doc.mergedInto ?? caseId, ...keptOutOf])) deps.changed(each);
  for (const each of keptOutOf) deps.conversations.tellKeptOut(each);
  await deps.conversations.linked(conversationId);
  return ok({ case: await presentCase(deps, (await deps.cases.find(caseId)) ?? doc, caller) });
}

interface Linked {
  readonly doc: CaseDoc;
  /** Out of which somebody is kept from now on, since they said of this conversation that they know somebody in it. */
  readonly keptOutOf: readonly string[];
}

function linkIn(
  deps: CasesDeps,
  session: Session,
  { caseId, conversationId, said, reopen }: Linking,
  caller: CaseCaller,
): Promise<Result<CaseChanged<null>>> {
  return changeCaseIn(deps, session, { caseId, caller }, async (doc, _session, at) => {
    if (await isOfIt(deps, caseId, conversationId)) return fail('conflict', { reason: LINKED_ALREADY });
    const open = await standsOpenIn(deps, session, doc);
    if (!open && reopen !== true) return fail('conflict', { reason: 'not_open' });
    const opened = open ? {} : await reopenIn(deps, session, doc, { said, caller, at });
    const linked = await deps.conversations.linkIn(session, { conversationId, caseId }, caller);
    if (!linked.ok) return linked;
    const brought = { level: linked.value, conversationId, caller, at };
    const change = {
      ...opened,
      ...(await bringLevelIn(deps, session, { ...doc, ...opened }, brought)),
    };
    const about = { kind: 'conversation', id: conversationId };
    const event = { kind: 'conversation_linked', about, text: said };
    return ok({ change, action: 'case.link', meta: { conversationId }, event, value: null });
  });
}

async function isOfIt({ conversations }: CasesDeps, caseId: string, conversationId: string): Promise<boolean> {
  return (await conversations.ofCase(caseId)).some((each) => each.conversationId === conversationId);
}
