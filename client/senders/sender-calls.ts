// Who may send us referrals, and their keys, as an administrator asks for them; typed by the routes.
import type { Reply } from '../../shared/protocol/errors.ts';
import type { InboundSender, inboundSenderRoutes } from '../../shared/protocol/http/inbound-senders.ts';
import { ask } from '../connection/http.ts';
import type { ValueOf } from '../connection/protocol.ts';

type Routes = typeof inboundSenderRoutes;

export const listSenders = (): Promise<Reply<{ senders: InboundSender[] }>> => ask('GET', '/inbound/senders');

export const addSender = (body: object): Promise<Reply<ValueOf<Routes['add']>>> =>
  ask('POST', '/inbound/senders', body);

export const addKey = (senderId: string, body: object): Promise<Reply<ValueOf<Routes['addKey']>>> =>
  ask('POST', `/inbound/senders/${senderId}/keys`, body);

export const revokeKey = (senderId: string, keyId: string): Promise<Reply<ValueOf<Routes['revokeKey']>>> =>
  ask('POST', `/inbound/senders/${senderId}/keys/${keyId}/revoke`, {});
