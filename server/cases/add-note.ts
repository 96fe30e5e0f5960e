/** A note of fact in the timeline of a case. Sent again it is the same note. */
import type { NoteKind } from '../../shared/domain/case-sections.ts';
import type { CaseEvent } from '../../shared/protocol/http/cases.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { isDuplicateKey } from '../platform/mongo.ts';
import { changeCase } from './change-case.ts';
import type { CaseCaller, CasesDeps } from './deps.ts';
import type { CaseEventDoc } from './events.store.ts';
import { presentEvent } from './present-case.ts';
import { reachCase } from './reach-case.ts';

interface NewNote {
  readonly caseId: string;
  readonly clientId: string;
  readonly kind: NoteKind;
  readonly text: string;
}

export async function addCaseNote(
  deps: CasesDeps,
  { caseId, clientId, kind, text }: NewNote,
  caller: CaseCaller,
): Promise<Result<{ event: CaseEvent }>> {
  const reached = await reachCase(deps, 'case.write', caller, caseId);
  if (!reached.ok) return reached;
  const before = await deps.events.ofClientId(caseId, clientId);
  if (before) return again(deps, before, { kind, text, caller });
  try {
    const event = { kind, text, clientId };
    const added = await changeCase(deps, caseId, caller, async () =>
      ok({ change: {}, action: 'case.note', event, value: null }),
    );
    if (!added.ok) return added;
    return added.value.event === null
      ? fail('unavailable')
      : ok({ event: await presentEvent(deps, added.value.event) });
  } catch (error) {
    const first = isDuplicateKey(error) ? await deps.events.ofClientId(caseId, clientId) : null;
    if (first === null) throw error;
    return again(deps, first, { kind, text, caller });
  }
}

async function again(
  deps: CasesDeps,
  doc: CaseEventDoc,
  { kind, text, caller }: Pick<NewNote, 'kind' | 'text'> & { readonly caller: CaseCaller },
): Promise<Result<{ event: CaseEvent }>> {
  const event = await presentEvent(deps, doc);
  const same = doc.kind === kind && event.text === text && doc.by?.agentId === caller.agentId;
  return same ? ok({ event }) : fail('conflict');
}
