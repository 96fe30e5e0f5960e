// What the page of other cases asks of the server.
import type { Reply } from '../../../shared/protocol/errors.ts';
import type { caseRelationRoutes } from '../../../shared/protocol/http/case-relations.ts';
import { ask } from '../../connection/http.ts';
import type { ValueOf } from '../../connection/protocol.ts';

type Routes = typeof caseRelationRoutes;
type Answer<R extends keyof Routes> = Promise<Reply<ValueOf<Routes[R]>>>;

const pathOf = (caseId: string, rest: string): string => `/cases/${encodeURIComponent(caseId)}${rest}`;

export const findDuplicates = (caseId: string): Answer<'duplicates'> => ask('GET', pathOf(caseId, '/duplicates'));

export interface Merge {
  readonly clientId: string;
  readonly reference: string;
  readonly basis: string;
  readonly reason: string;
}

export const proposeMerge = (caseId: string, merge: Merge): Answer<'merge'> =>
  ask('POST', pathOf(caseId, '/merge'), merge);

export const takeApart = (caseId: string, reason: string): Answer<'unmerge'> =>
  ask('POST', pathOf(caseId, '/unmerge'), { reason });

export const readLinks = (caseId: string): Answer<'links'> => ask('GET', pathOf(caseId, '/links'));

export interface NewLink {
  readonly clientId: string;
  readonly reference: string;
  readonly relation: string;
  readonly bothAgreed: string | null;
}

export const linkRelative = (caseId: string, link: NewLink): Answer<'link'> =>
  ask('POST', pathOf(caseId, '/links'), link);

export const unlinkRelative = (caseId: string, linkId: string): Answer<'unlink'> =>
  ask('DELETE', pathOf(caseId, `/links/${encodeURIComponent(linkId)}`));

export const readConflicts = (caseId: string): Answer<'conflicts'> => ask('GET', pathOf(caseId, '/conflicts'));

export const exclude = (caseId: string, exclusion: { agentId: string; reason: string }): Answer<'exclude'> =>
  ask('POST', pathOf(caseId, '/exclusions'), exclusion);

export const readExclusions = (caseId: string): Answer<'exclusions'> => ask('GET', pathOf(caseId, '/exclusions'));

export const letIn = (caseId: string, agentId: string, lift: { clientId: string; reason: string }): Answer<'letIn'> =>
  ask('POST', pathOf(caseId, `/exclusions/${encodeURIComponent(agentId)}/let-in`), lift);
