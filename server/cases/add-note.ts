/** A note of fact in the timeline of a case. Sent again it is the same note. */
import type { NoteKind } from '../../shared/domain/case-sections.ts';
import type { CaseEvent } from '../../shared/protocol/http/cases.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { oncePerClientId } from '../platform/once-per-client-id.ts';
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
  note: NewNote,
  caller: CaseCaller,
): Promise<Result<{ event: CaseEvent }>> {
  const { caseId, clientId, kind, text } = note;
  const reached = await reachCase(deps, 'case.write', caller, caseId);
  if (!reached.ok) return reached;
  return oncePerClientId({
    find: () => deps.events.ofClientId(caseId, clientId),
    again: (first) => again(deps, first, { kind, text, caller }),
    make: () => add(deps, note, caller),
  });
}

async function add(
  deps: CasesDeps,
  { caseId, clientId, kind, text }: NewNote,
  caller: CaseCaller,
): Promise<Result<{ event: CaseEvent }>> {
  const event = { kind, text, clientId };
  const added = await changeCase(deps, caseId, caller, async () =>
    ok({ change: {}, action: 'case.note', event, value: null }),
  );
  if (!added.ok) return added;
  return added.value.event === null ? fail('unavailable') : ok({ event: await presentEvent(deps, added.value.event) });
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
