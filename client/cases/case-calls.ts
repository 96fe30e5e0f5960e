// What the pages of cases ask of the server. A change carries the revision that was read, so that nobody writes over
// somebody else's words without seeing them.
import type { CaseSection, NoteKind } from '../../shared/domain/case-sections.ts';
import type { Reply } from '../../shared/protocol/errors.ts';
import type { CaseFilters, CaseSearch, caseRoutes, NewCase } from '../../shared/protocol/http/cases.ts';
import { ask } from '../connection/http.ts';
import type { ValueOf } from '../connection/protocol.ts';
import type { Values } from '../records/field.ts';
import { queryOf } from './filters.ts';

type Routes = typeof caseRoutes;
type Answer<R extends keyof Routes> = Promise<Reply<ValueOf<Routes[R]>>>;
export type Found = ValueOf<Routes['find']>;

const pathOf = (caseId: string, rest = ''): string => `/cases/${encodeURIComponent(caseId)}${rest}`;

export const listCases = (filters: CaseFilters, after?: string): Answer<'list'> =>
  ask('GET', `/cases${queryOf({ ...filters, after })}`);

export const countCases = (owner?: 'me' | string): Answer<'counts'> => ask('GET', `/cases/counts${queryOf({ owner })}`);

export const findCases = (search: CaseSearch): Answer<'find'> => ask('POST', '/cases/find', search);

export const makeCase = (input: NewCase): Answer<'make'> => ask('POST', '/cases', input);

export const readCase = (caseId: string): Answer<'open'> => ask('GET', pathOf(caseId));

export const saveSection = (
  caseId: string,
  input: { readonly section: CaseSection; readonly revision: number; readonly body: Values },
): Answer<'saveSection'> => ask('PUT', pathOf(caseId, '/sections'), input);

export const sectionHistory = (caseId: string, section: CaseSection): Answer<'sectionHistory'> =>
  ask('GET', pathOf(caseId, `/sections/${section}/history`));

export const readTimeline = (caseId: string, before?: string): Answer<'timeline'> =>
  ask('GET', pathOf(caseId, `/timeline${queryOf({ before })}`));

export const addNote = (caseId: string, note: { clientId: string; kind: NoteKind; text: string }): Answer<'addNote'> =>
  ask('POST', pathOf(caseId, '/notes'), note);

export const linkConversation = (
  caseId: string,
  link: { readonly conversationId: string; readonly said: string; readonly reopen?: boolean },
): Answer<'link'> => ask('POST', pathOf(caseId, '/conversations'), link);

export interface Allocation {
  readonly revision: number;
  readonly ownerId: string | null;
  readonly workerIds: readonly string[];
  readonly overCap?: boolean;
}

export const allocateCase = (caseId: string, allocation: Allocation): Answer<'allocate'> =>
  ask('POST', pathOf(caseId, '/allocate'), allocation);

export const closeCase = (
  caseId: string,
  closing: {
    readonly revision: number;
    readonly reason: string;
    readonly said: string;
    readonly endOpen?: boolean;
    readonly endSaid?: string;
  },
): Answer<'close'> => ask('POST', pathOf(caseId, '/close'), closing);

export const reopenCase = (
  caseId: string,
  reopening: { readonly revision: number; readonly said: string },
): Answer<'reopen'> => ask('POST', pathOf(caseId, '/reopen'), reopening);
