/** The HTTP routes of cases: a table. Relations are asked by each use case, which has the case in hand. */
import type { Relation } from '../../shared/domain/permissions.ts';
import { caseloadRoutes } from '../../shared/protocol/http/caseloads.ts';
import { caseRoutes } from '../../shared/protocol/http/cases.ts';
import { type HttpCaller, handle, type RouteTable } from '../platform/http-route.ts';
import { signedIn } from '../platform/signed-in.ts';
import { addCaseNote } from './add-note.ts';
import { allocateCase } from './allocate-case.ts';
import { closeCase, reopenCase } from './close-case.ts';
import type { CasesDeps } from './deps.ts';
import { findCase } from './find-case.ts';
import { linkConversation } from './link-conversation.ts';
import { listCaseloads } from './list-caseloads.ts';
import { countCases, listCases } from './list-cases.ts';
import { makeCase } from './make-case.ts';
import { openCase, readTimeline, sectionHistory } from './open-case.ts';
import { relationsById } from './reach-case.ts';
import { saveSection } from './save-section.ts';

export function createCaseRoutes(deps: CasesDeps): RouteTable {
  const held = async ({ params }: { params: { caseId: string } }, { session }: HttpCaller): Promise<Relation[]> =>
    session ? relationsById(deps, session, params.caseId) : [];
  return [
    handle(caseRoutes.make, { handler: ({ body }, caller) => signedIn(caller, (who) => makeCase(deps, body, who)) }),
    handle(caseRoutes.list, { handler: ({ query }, caller) => signedIn(caller, (who) => listCases(deps, query, who)) }),
    handle(caseRoutes.counts, {
      handler: ({ query }, caller) => signedIn(caller, (who) => countCases(deps, query, who)),
    }),
    handle(caseRoutes.find, { handler: ({ body }, caller) => signedIn(caller, (who) => findCase(deps, body, who)) }),
    handle(caseRoutes.open, {
      held,
      handler: ({ params }, caller) => signedIn(caller, (who) => openCase(deps, params.caseId, who)),
    }),
    handle(caseRoutes.saveSection, {
      held,
      handler: ({ params, body }, caller) => signedIn(caller, (who) => saveSection(deps, { ...params, ...body }, who)),
    }),
    handle(caseRoutes.sectionHistory, {
      held,
      handler: ({ params }, caller) => signedIn(caller, (who) => sectionHistory(deps, params, who)),
    }),
    handle(caseRoutes.timeline, {
      held,
      handler: ({ params, query }, caller) =>
        signedIn(caller, (who) => readTimeline(deps, { ...params, ...query }, who)),
    }),
    handle(caseRoutes.addNote, {
      held,
      handler: ({ params, body }, caller) => signedIn(caller, (who) => addCaseNote(deps, { ...params, ...body }, who)),
    }),
    handle(caseRoutes.link, {
      held,
      handler: ({ params, body }, caller) =>
        signedIn(caller, (who) => linkConversation(deps, { ...params, ...body }, who)),
    }),
    handle(caseloadRoutes.list, {
      // Of which team is decided by the list itself.
      held: async () => ['team'],
      handler: (_input, caller) => signedIn(caller, (who) => listCaseloads(deps, who)),
    }),
    handle(caseRoutes.allocate, {
      held,
      handler: ({ params, body }, caller) => signedIn(caller, (who) => allocateCase(deps, { ...params, ...body }, who)),
    }),
    handle(caseRoutes.close, {
      held,
      handler: ({ params, body }, caller) => signedIn(caller, (who) => closeCase(deps, { ...params, ...body }, who)),
    }),
    handle(caseRoutes.reopen, {
      held,
      handler: ({ params, body }, caller) => signedIn(caller, (who) => reopenCase(deps, { ...params, ...body }, who)),
    }),
  ];
}
