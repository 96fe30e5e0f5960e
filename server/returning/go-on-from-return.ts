/** What somebody who came back may ask for beside being told: other words for the next time, that sharing stops, and what was noted before. */
import type { Note } from '../../shared/protocol/desk.ts';
import type { GivenPhrase, GivePhrase } from '../../shared/protocol/http/returning.ts';
import type { Returned } from '../../shared/protocol/http/returns.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Caller, ReturningDeps } from './deps.ts';
import { giveTo } from './give-phrase.ts';
import { auditReturn, mayReadNotes, presentReturn, reachOwn, reachReturn } from './reach-return.ts';
import { askToStop } from './start-withdrawal.ts';

type Wish = Pick<GivePhrase, 'clientId' | 'asked' | 'insists' | 'inChat'> & { readonly returnId: string };

/** Replaced at each return, for what the used ones stood for. */
export async function renewPhrase(deps: ReturningDeps, wish: Wish, caller: Caller): Promise<Result<GivenPhrase>> {
  const { returnId, ...asked } = wish;
  const reached = await reachOwn(deps, returnId, caller);
  if (!reached.ok) return reached;
  const { doc, known } = reached.value;
  const { caseId, conversationId, talkId } = doc;
  const reference = caseId === null ? null : known.reference;
  return giveTo(
    deps,
    { ...asked, subject: { caseId, conversationId }, facts: { ...known, reference }, talkId },
    caller,
  );
}

/** As by the page: the used words cannot be typed there any more. It stops and calls; a person decides (H4). */
export async function stopFromReturn(
  deps: ReturningDeps,
  returnId: string,
  caller: Caller,
): Promise<Result<{ returned: Returned }>> {
  const reached = await reachOwn(deps, returnId, caller);
  if (!reached.ok) return reached;
  const { doc } = reached.value;
  const { caseId, conversationId } = doc;
  await askToStop(
    deps,
    { caseId, conversationId },
    {
      ...{ receivedAt: deps.clock.now(), actor: { id: caller.agentId, role: caller.role } },
      first: async () => true,
    },
  );
  const after = await reachOwn(deps, returnId, caller);
  return after.ok ? ok({ returned: await presentReturn(deps, after.value, caller) }) : after;
}

export async function notesOfReturn(
  deps: ReturningDeps,
  returnId: string,
  caller: Caller,
): Promise<Result<{ notes: Note[] }>> {
  const reached = await reachReturn(deps, await deps.returns.find(returnId), caller);
  if (reached === null || !(await mayReadNotes(deps, reached, caller))) return fail('not_found');
  await auditReturn(deps, reached.doc, caller, { action: 'return.notes' });
  return ok({ notes: [...(await deps.people.notesOf(reached.doc.conversationId ?? ''))] });
}
