/**
 * Links the cases of relatives, each a client in their own right (E4). Neither may be told of the other unless both agreed;
 * who links has both cases, so that a link tells nobody of a case they do not know.
 */
import type { z } from 'zod';
import { readReference } from '../../shared/domain/case-reference.ts';
import { codeFaults, given } from '../../shared/domain/code-faults.ts';
import type { CaseLink, caseRelationRoutes } from '../../shared/protocol/http/case-relations.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { isDuplicateKey } from '../platform/mongo.ts';
import { iso } from '../platform/ports.ts';
import { changeCase } from './change-case.ts';
import type { CaseCaller, CasesDeps } from './deps.ts';
import type { CaseLinkDoc } from './links.store.ts';
import { isExcluded, reachCase } from './reach-case.ts';

type Linked = Result<{ links: CaseLink[] }>;
type Linking = z.infer<typeof caseRelationRoutes.link.body> & { readonly caseId: string };

export async function listLinks(deps: CasesDeps, caseId: string, caller: CaseCaller): Promise<Linked> {
  const reached = await reachCase(deps, 'case.read', caller, caseId);
  return reached.ok ? ok({ links: await presentLinks(deps, caseId, caller) }) : reached;
}

/** A relative's case that does not exist for them is no link either. */
async function presentLinks(deps: CasesDeps, caseId: string, { agentId }: CaseCaller): Promise<CaseLink[]> {
  const docs = await deps.links.of(caseId);
  const all = await Promise.all(
    docs.map(async (doc) => {
      const other = await deps.cases.find(doc.fromId === caseId ? doc.toId : doc.fromId);
      const known = other !== null && !isExcluded(other, agentId);
      return !known ? [] : [present(doc, caseId, { caseId: other._id, reference: other.reference })];
    }),
  );
  return all.flat();
}

/** Seen from the other end, a parent is a child: the relations that have two ends are turned round. */
const TURNED: Readonly<Record<string, string>> = { parent: 'child', child: 'parent' };

function present(
  doc: CaseLinkDoc,
  caseId: string,
  other: { readonly caseId: string; readonly reference: string },
): CaseLink {
  const relation = doc.fromId === caseId ? doc.relation : (TURNED[doc.relation] ?? doc.relation);
  const { _id: linkId, mayKnowOfEachOther, madeBy } = doc;
  return { linkId, ...other, relation, mayKnowOfEachOther, madeBy, madeAt: iso(doc.madeAt) };
}

export async function linkCases(deps: CasesDeps, input: Linking, caller: CaseCaller): Promise<Linked> {
  const reached = await reachCase(deps, 'case.write', caller, input.caseId);
  if (!reached.ok) return reached;
  const issues = codeFaults(given('relation', 'relationKinds', input.relation), deps.facts().codes);
  if (issues.length > 0) return fail('bad_request', { issues });
  const reference = readReference(input.reference);
  const [found] = reference === null ? [] : await deps.cases.findMany({ reference }, 1);
  const other = found ? await reachCase(deps, 'case.write', caller, found._id) : fail('not_found');
  if (!other.ok || other.value._id === input.caseId) {
    const message = 'You have no other case of this reference. Ask a coordinator to link it.';
    return fail('bad_request', { issues: [{ path: 'reference', message }] });
  }
  const { clientId, caseId, relation, bothAgreed } = input;
  const toId = other.value._id;
  if ((await deps.links.between(caseId, toId)) !== null) return ok({ links: await presentLinks(deps, caseId, caller) });
  try {
    const linked = await changeCase(deps, caseId, caller, async (_doc, session, now) => {
      await deps.links.insertIn(session, {
        ...{ _id: deps.ids.uuid(), clientId, fromId: caseId, toId, relation },
        mayKnowOfEachOther: bothAgreed !== null,
        ...{ madeBy: { agentId: caller.agentId, name: caller.name }, madeAt: now, purgeAt: null, legalHold: false },
      });
      const event = {
        kind: 'relative_linked',
        about: { kind: 'case', id: toId },
        codes: { relation },
        text: bothAgreed,
      };
      return ok({ change: {}, action: 'case.link_relative', meta: { toId, relation }, event, value: null });
    });
    if (!linked.ok) return linked;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    return fail('conflict');
  }
  return ok({ links: await presentLinks(deps, caseId, caller) });
}

export async function unlinkCases(
  deps: CasesDeps,
  { caseId, linkId }: { readonly caseId: string; readonly linkId: string },
  caller: CaseCaller,
): Promise<Linked> {
  const reached = await reachCase(deps, 'case.write', caller, caseId);
  if (!reached.ok) return reached;
  const unlinked = await changeCase(deps, caseId, caller, async (_doc, session) => {
    const gone = await deps.links.removeIn(session, linkId, caseId);
    if (gone === null) return fail('not_found');
    const toId = gone.fromId === caseId ? gone.toId : gone.fromId;
    const event = { kind: 'relative_unlinked', about: { kind: 'case', id: toId } };
    return ok({ change: {}, action: 'case.unlink_relative', meta: { toId }, event, value: null });
  });
  return unlinked.ok ? ok({ links: await presentLinks(deps, caseId, caller) }) : unlinked;
}
