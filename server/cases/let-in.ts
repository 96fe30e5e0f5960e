/**
 * Somebody was kept out of a case by mistake, or for a reason that is no more: whoever answers for the case proposes to let
 * them in again, and another decides (H8). Who is kept out neither proposes nor decides it, since the case is not there for them.
 */
import type { Approval } from '../../shared/protocol/http/approvals.ts';
import type { caseRelationRoutes } from '../../shared/protocol/http/case-relations.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { ApprovalEffects, Approvals } from '../approvals/index.ts';
import type { ValueOf } from '../platform/http-route.ts';
import type { Session } from '../platform/mongo.ts';
import { iso } from '../platform/ports.ts';
import { Refused } from '../platform/refused.ts';
import { transact } from '../platform/transaction.ts';
import { type CaseDoc, scopeOf } from './case.ts';
import { changeCaseIn } from './change-case.ts';
import type { CaseCaller, CasesDeps } from './deps.ts';
import type { CaseEventDoc } from './events.store.ts';
import { familyOf } from './family.ts';
import { isExcluded, reachCase } from './reach-case.ts';

type LetInDeps = CasesDeps & { readonly approvals: Approvals };

interface Proposing {
  readonly clientId: string;
  readonly caseId: string;
  readonly agentId: string;
  readonly reason: string;
}

interface LettingIn {
  readonly caseId: string;
  readonly agentId: string;
}

export async function proposeLetIn(
  deps: LetInDeps,
  { clientId, caseId, agentId, reason }: Proposing,
  caller: CaseCaller,
): Promise<Result<{ approval: Approval }>> {
  const reached = await reachCase(deps, 'case.exclude', caller, caseId);
  if (!reached.ok) return reached;
  const { reference, teamId } = reached.value;
  const family = await familyOf(deps, reached.value);
  const said = (await lastExclusions(deps, family)).get(agentId);
  const because = said === undefined ? null : await deps.events.textOf(said);
  const name = (await deps.staff.find(agentId))?.name ?? '';
  const proposed = await transact(deps.database, async (session) => {
    const doc = await deps.cases.find(caseId, session);
    if (!doc || !isExcluded(doc, agentId)) return fail('not_found');
    const waiting = await openOf(deps, family, agentId, session);
    if (waiting !== undefined && waiting.clientId !== clientId) return fail('conflict', { reason: 'proposed_already' });
    const payload: LettingIn = { caseId, agentId };
    const facts = [
      { name: 'case', value: reference },
      { name: 'staff', value: name },
      ...(because === null ? [] : [{ name: 'kept_out_because', value: because }]),
    ];
    return deps.approvals.propose(
      {
        ...{ clientId, kind: 'exclusion_lifting', subject: { kind: 'account', id: agentId } },
        ...{ conversationId: null, caseId, caseReference: reference, scope: scopeOf(caseId), teamId },
        body: { reason, facts, payload },
      },
      caller,
      session,
    );
  });
  return proposed.ok ? ok({ approval: deps.approvals.present(proposed.value, caller) }) : proposed;
}

async function openOf({ approvals }: LetInDeps, family: readonly string[], agentId: string, session?: Session) {
  const open = await approvals.openOfCases(family, ['exclusion_lifting'], session);
  return open.find(({ subject }) => subject.id === agentId);
}

/** What happens when the second person agrees: in all that was taken for the same person, and in its conversations. */
export function letInEffects(deps: CasesDeps): ApprovalEffects {
  return {
    approved: async ({ body, by }, session) => {
      const { caseId, agentId } = body.payload as LettingIn;
      const found = await deps.cases.find(caseId, session);
      if (!found) return fail('not_found');
      if (!isExcluded(found, agentId)) return fail('conflict', { reason: 'let_in_already' });
      const caller = { ...by, teamId: found.teamId };
      for (const each of await familyOf(deps, found, session)) {
        const changed = await changeCaseIn(deps, session, { caseId: each, caller }, async (doc) => {
          const exclusions = doc.exclusions.filter((id) => id !== agentId);
          const event = { kind: 'worker_let_in', about: { kind: 'account', id: agentId }, text: body.reason };
          return ok({ change: { exclusions }, action: 'case.let_in', meta: { agentId }, event, value: null });
        });
        if (!changed.ok) throw new Refused(changed);
      }
      return ok(null);
    },
    settled: ({ body, move }) => {
      if (move !== 'approve') return;
      const { caseId } = body.payload as LettingIn;
      deps.changed(caseId);
      deps.conversations.tellKeptOut(caseId);
    },
  };
}

type Listed = ValueOf<(typeof caseRelationRoutes)['exclusions']>;

/** For whoever answers for the case: who is kept out, since when and why, and what is proposed about it. */
export async function listExclusions(deps: LetInDeps, caseId: string, caller: CaseCaller): Promise<Result<Listed>> {
  const reached = await reachCase(deps, 'case.exclude', caller, caseId);
  if (!reached.ok) return reached;
  const actor = { id: caller.agentId, role: caller.role };
  await deps.audit.record({ actor, action: 'case.exclusions', target: { kind: 'case', id: caseId } });
  const doc = reached.value;
  const family = await familyOf(deps, doc);
  const staff = await deps.staff.all(null);
  const said = await lastExclusions(deps, family);
  const exclusions = await Promise.all(
    doc.exclusions.map(async (agentId) => ({
      ...{ agentId, name: staff.find((each) => each.agentId === agentId)?.name ?? null },
      ...(await presentSaid(deps, said.get(agentId))),
      proposed: (await openOf(deps, family, agentId)) !== undefined,
    })),
  );
  return ok({ exclusions, staff: others(staff, doc) });
}

async function presentSaid({ events }: CasesDeps, event: CaseEventDoc | undefined) {
  if (event === undefined) return { at: null, by: null, reason: null };
  return { at: iso(event.at), by: event.by, reason: await events.textOf(event) };
}

function others(staff: Awaited<ReturnType<CasesDeps['staff']['all']>>, doc: CaseDoc) {
  return staff
    .filter(({ agentId }) => !isExcluded(doc, agentId))
    .map(({ agentId, name }) => ({ agentId, name }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** When and why each was kept out the last time. */
async function lastExclusions(
  { events }: Pick<CasesDeps, 'events'>,
  family: readonly string[],
): Promise<ReadonlyMap<string, CaseEventDoc>> {
  const found = await events.ofKind(family, 'worker_excluded');
  return new Map(found.flatMap((event) => (event.about === null ? [] : [[event.about.id, event] as const])));
}
