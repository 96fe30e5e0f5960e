// What loading files asks of the server, typed by the routes; the file itself goes as it is.
import type { Reply } from '../../shared/protocol/errors.ts';
import type { InboundImport, inboundImportRoutes } from '../../shared/protocol/http/inbound-imports.ts';
import { NO_ANSWER } from '../connection/commander.ts';
import { ask } from '../connection/http.ts';
import type { ValueOf } from '../connection/protocol.ts';

type Routes = typeof inboundImportRoutes;
export type Preview = ValueOf<Routes['preview']>;
export type TheirWord = Preview['words'][number];
export type Faults = ValueOf<Routes['faults']>;
type One = { readonly import: InboundImport };

export const listFiles = (): Promise<Reply<{ imports: InboundImport[] }>> => ask('GET', '/inbound/imports');
export const readFile = (importId: string): Promise<Reply<One>> => ask('GET', `/inbound/imports/${importId}`);
export const previewFile = (importId: string): Promise<Reply<Preview>> =>
  ask('POST', `/inbound/imports/${importId}/preview`, {});
export const nameColumns = (importId: string, body: object): Promise<Reply<One>> =>
  ask('PUT', `/inbound/imports/${importId}/mapping`, body);
export const nameWords = (importId: string, body: object): Promise<Reply<One>> =>
  ask('PUT', `/inbound/imports/${importId}/words`, body);
export const listFaults = (importId: string): Promise<Reply<Faults>> =>
  ask('GET', `/inbound/imports/${importId}/faults`);
export const decideFile = (importId: string, what: 'start' | 'cancel', body: object): Promise<Reply<One>> =>
  ask('POST', `/inbound/imports/${importId}/${what}`, body);

export async function loadFile(file: File, senderId: string, clientId: string): Promise<Reply<One>> {
  try {
    const query = new URLSearchParams({ senderId, clientId });
    const response = await fetch(`/api/v1/inbound/imports?${query}`, {
      ...{ method: 'POST', credentials: 'same-origin', cache: 'no-store' },
      ...{ headers: { 'content-type': 'text/csv' }, body: file },
    });
    return (await response.json()) as Reply<One>;
  } catch {
    return { ok: false, error: NO_ANSWER };
  }
}
