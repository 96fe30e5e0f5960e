// Accounts of people at partners, as an administrator asks for them; typed by the routes.
import type { Reply } from '../../shared/protocol/errors.ts';
import type { PartnerAccounts, partnerAccountRoutes } from '../../shared/protocol/http/partner-accounts.ts';
import { ask } from '../connection/http.ts';
import type { ValueOf } from '../connection/protocol.ts';

type Routes = typeof partnerAccountRoutes;

export const listAccounts = (): Promise<Reply<{ partners: PartnerAccounts[] }>> => ask('GET', '/partner-accounts');

export const addAccount = (body: object): Promise<Reply<ValueOf<Routes['add']>>> =>
  ask('POST', '/partner-accounts', body);

export const newPassword = (agentId: string): Promise<Reply<ValueOf<Routes['password']>>> =>
  ask('POST', `/partner-accounts/${agentId}/password`, {});

export const disableAccount = (agentId: string): Promise<Reply<ValueOf<Routes['disable']>>> =>
  ask('POST', `/partner-accounts/${agentId}/disable`, {});
