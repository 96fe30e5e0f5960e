// The duty list as the console asks for it: who is on call now for everybody, the list itself for whoever sets it.
import type { Reply } from '../../../shared/protocol/errors.ts';
import type { dutyRoutes } from '../../../shared/protocol/http/duty.ts';
import { ask } from '../../connection/http.ts';
import type { ValueOf } from '../../connection/protocol.ts';

type Routes = typeof dutyRoutes;
export type OnCallNow = ValueOf<Routes['now']>;
export type DutyList = ValueOf<Routes['list']>;
export type DutyContact = ValueOf<Routes['contacts']>['contacts'][number];

export function onCallNow(): Promise<Reply<OnCallNow>> {
  return ask('GET', '/duty/now');
}

export function openContacts(dutyId: string): Promise<Reply<ValueOf<Routes['contacts']>>> {
  return ask('POST', `/duty/${encodeURIComponent(dutyId)}/open`, {});
}

export function listDuty(): Promise<Reply<DutyList>> {
  return ask('GET', '/duty');
}

export function addTurn(body: unknown): Promise<Reply<ValueOf<Routes['add']>>> {
  return ask('POST', '/duty', body);
}

export function removeTurn(dutyId: string): Promise<Reply<undefined>> {
  return ask('DELETE', `/duty/${encodeURIComponent(dutyId)}`);
}
