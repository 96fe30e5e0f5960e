// Qualifications as the console asks for them.
import type { Reply } from '../../shared/protocol/errors.ts';
import type { qualificationRoutes } from '../../shared/protocol/http/qualifications.ts';
import { ask } from '../connection/http.ts';
import type { ValueOf } from '../connection/protocol.ts';

type Routes = typeof qualificationRoutes;
export type Qualifications = ValueOf<Routes['list']>;
export type OpenedQualification = ValueOf<Routes['open']>;

export const listQualifications = (): Promise<Reply<Qualifications>> => ask('GET', '/qualifications');

export function addQualification(body: unknown): Promise<Reply<ValueOf<Routes['add']>>> {
  return ask('POST', '/qualifications', body);
}

export function openQualification(qualificationId: string): Promise<Reply<OpenedQualification>> {
  return ask('POST', `/qualifications/${encodeURIComponent(qualificationId)}/open`, {});
}

export function endQualification(qualificationId: string, body: unknown): Promise<Reply<ValueOf<Routes['end']>>> {
  return ask('POST', `/qualifications/${encodeURIComponent(qualificationId)}/end`, body);
}
