/** Opens a case again: when the person is back, or when what became known of it must not stand in a case that nobody looks at. */
import type { CaseRow } from '../../shared/protocol/http/cases.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Session } from '../platform/mongo.ts';
import type { CaseChange, CaseDoc } from './case.ts';
import { changeCase, changedMeanwhile } from './change-case.ts';
import type { CaseCaller, CasesDeps } from './deps.ts';
import { mergedInto } from './family.ts';
import { keepPartsIn } from './kept-until.ts';
import { presentRow } from './present-case.ts';
import { reachCase } from './reach-case.ts';

interface Reopening {
  readonly caseId: string;
  readonly revision: number;
  readonly said: string;
}

const OPEN = { state: 'open', closedAt: null, closureReason: null, purgeAt: null } as const;

export async function reopenCase(
  deps: CasesDeps,
  { caseId, revision, said }: Reopening,
  caller: CaseCaller,
): Promise<Result<{ row: CaseRow }>> {
  const reached = await reachCase(deps, 'case.write', caller, caseId);
  if (!reached.ok) return reached;
  const changed = await changeCase(deps, caseId, caller, async (doc, session) => {
    if (doc.revision !== revision) return changedMeanwhile(doc.revision, null);
    if (doc.state !== 'closed') return fail('conflict', { reason: 'not_closed' });
    await keepPartsIn(deps, session, await mergedInto(deps, caseId, session), null);
    return ok({ change: OPEN, action: 'case.reopen', event: { kind: 'reopened', text: said }, value: null });
  });
  return changed.ok ? ok({ row: await presentRow(deps, changed.value.doc) }) : changed;
}

interface OpenedBy {
  readonly said: string | null;
  readonly caller: CaseCaller;
  readonly at: number;
}

type Deps = Pick<CasesDeps, 'cases' | 'events' | 'audit'>;

/** What of the case changes where it was closed; the one that it is part of is opened at once. Nothing where it is open. */
export async function reopenIn(deps: Deps, session: Session, doc: CaseDoc, opened: OpenedBy): Promise<CaseChange> {
  const root = doc.mergedInto === null ? doc : await deps.cases.find(doc.mergedInto, session);
  if (root?.state !== 'closed') return {};
  const parts = (await mergedInto(deps, root._id, session)).filter(({ _id }) => _id !== doc._id);
  await keepPartsIn(deps, session, parts, null);
  await tellIn(deps, session, root._id, opened);
  if (root._id === doc._id) return OPEN;
  await deps.cases.changeIn(session, root, OPEN);
  return { purgeAt: null };
}

async function tellIn(
  { events, audit }: Deps,
  session: Session,
  caseId: string,
  { said: text, caller, at }: OpenedBy,
): Promise<void> {
  const by = { agentId: caller.agentId, name: caller.name };
  await events.addIn(session, { caseId, kind: 'reopened', by, text, at });
  const actor = { id: caller.agentId, role: caller.role };
  await audit.record({ actor, action: 'case.reopen', target: { kind: 'case', id: caseId } }, session);
}
