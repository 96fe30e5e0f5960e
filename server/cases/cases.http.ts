/** The HTTP routes of cases: a table. Relations are asked by each use case, which has the case in hand. */
import { caseloadRoutes } from '../../shared/protocol/http/caseloads.ts';
import { caseRoutes } from '../../shared/protocol/http/cases.ts';
import { asStaff, heldByStaff } from '../platform/as-staff.ts';
import { handle, type RouteTable } from '../platform/http-route.ts';
import { addCaseNote } from './add-note.ts';
import { allocateCase } from './allocate-case.ts';
import { closeCase } from './close-case.ts';
import type { CasesDeps } from './deps.ts';
import { findCase } from './find-case.ts';
import { fundWorker } from './fund-worker.ts';
import { heldOfCase } from './held-of-case.ts';
import { keepNumbersBehind } from './keep-numbers-behind.ts';
import { linkConversation } from './link-conversation.ts';
import { listCaseloads } from './list-caseloads.ts';
import { countCases, listCases } from './list-cases.ts';
import { makeCase } from './make-case.ts';
import { openCase, readTimeline, sectionHistory } from './open-case.ts';
import { reopenCase } from './reopen-case.ts';
import { saveSection } from './save-section.ts';

export function createCaseRoutes(deps: CasesDeps): RouteTable {
  const held = heldOfCase(deps);
  return [
    handle(caseRoutes.make, { handler: asStaff(({ body }, who) => makeCase(deps, body, who)) }),
    handle(caseRoutes.list, { handler: asStaff(({ query }, who) => listCases(deps, query, who)) }),
    handle(caseRoutes.counts, {
      handler: asStaff(({ query }, who) => countCases(deps, query, who)),
    }),
    handle(caseRoutes.find, { handler: asStaff(({ body }, who) => findCase(deps, body, who)) }),
    handle(caseRoutes.open, {
      held,
      handler: asStaff(({ params }, who) => openCase(deps, params.caseId, who)),
    }),
    handle(caseRoutes.saveSection, {
      held,
      handler: asStaff(
        keepNumbersBehind(deps, ({ params, body }, who) => saveSection(deps, { ...params, ...body }, who)),
      ),
    }),
    handle(caseRoutes.sectionHistory, {
      held,
      handler: asStaff(({ params }, who) => sectionHistory(deps, params, who)),
    }),
    handle(caseRoutes.timeline, {
      held,
      handler: asStaff(({ params, query }, who) => readTimeline(deps, { ...params, ...query }, who)),
    }),
    handle(caseRoutes.addNote, {
      held,
      handler: asStaff(
        keepNumbersBehind(deps, ({ params, body }, who) => addCaseNote(deps, { ...params, ...body }, who)),
      ),
    }),
    handle(caseRoutes.link, {
      held,
      handler: asStaff(
        keepNumbersBehind(deps, ({ params, body }, who) => linkConversation(deps, { ...params, ...body }, who)),
      ),
    }),
    handle(caseloadRoutes.list, {
      // Of which team is decided by the list itself.
      held: async () => ['team'],
      handler: asStaff((_input, who) => listCaseloads(deps, who)),
    }),
    handle(caseloadRoutes.fund, {
      held: heldByStaff(async ({ params }: { params: { agentId: string } }, { teamId }) =>
        (await deps.staff.find(params.agentId))?.teamId === teamId ? ['team'] : [],
      ),
      handler: asStaff(({ params, body }, who) => fundWorker(deps, { ...params, ...body }, who)),
    }),
    handle(caseRoutes.allocate, {
      held,
      handler: asStaff(({ params, body }, who) => allocateCase(deps, { ...params, ...body }, who)),
    }),
    handle(caseRoutes.close, {
      held,
      handler: asStaff(
        keepNumbersBehind(deps, ({ params, body }, who) => closeCase(deps, { ...params, ...body }, who)),
      ),
    }),
    handle(caseRoutes.reopen, {
      held,
      handler: asStaff(
        keepNumbersBehind(deps, ({ params, body }, who) => reopenCase(deps, { ...params, ...body }, who)),
      ),
    }),
  ];
}
