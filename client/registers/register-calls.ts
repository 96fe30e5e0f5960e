// The registers as the console asks for them.
import type { Reply } from '../../shared/protocol/errors.ts';
import type { registerRoutes } from '../../shared/protocol/http/registers.ts';
import { ask } from '../connection/http.ts';
import type { ValueOf } from '../connection/protocol.ts';

type Routes = typeof registerRoutes;
export type Complaints = ValueOf<Routes['complaints']>;
export type OpenedComplaint = ValueOf<Routes['openComplaint']>;
export type OpenedIncident = ValueOf<Routes['openIncident']>;
export type RegisterName = 'complaints' | 'incidents' | 'changes';

export const listComplaints = (): Promise<Reply<Complaints>> => ask('GET', '/registers/complaints');
export const listIncidents = (): Promise<Reply<ValueOf<Routes['incidents']>>> => ask('GET', '/registers/incidents');
export const listChanges = (): Promise<Reply<ValueOf<Routes['changes']>>> => ask('GET', '/registers/changes');

const pathOf = (register: RegisterName, entryId: string, step: string): string =>
  `/registers/${register}/${encodeURIComponent(entryId)}/${step}`;

export const openComplaint = (entryId: string): Promise<Reply<OpenedComplaint>> =>
  ask('POST', pathOf('complaints', entryId, 'open'), {});
export const openIncident = (entryId: string): Promise<Reply<OpenedIncident>> =>
  ask('POST', pathOf('incidents', entryId, 'open'), {});
export const openChange = (entryId: string): Promise<Reply<ValueOf<Routes['openChange']>>> =>
  ask('POST', pathOf('changes', entryId, 'open'), {});

export function stepEntry(register: RegisterName, entryId: string, body: unknown): Promise<Reply<unknown>> {
  return ask('POST', pathOf(register, entryId, 'steps'), body);
}

export function addEntry(register: RegisterName, body: unknown): Promise<Reply<unknown>> {
  return ask('POST', `/registers/${register}`, body);
}
