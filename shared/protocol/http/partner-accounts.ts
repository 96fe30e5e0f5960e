/** Accounts of people who work at a partner: who has one, making one, a new password, shutting one. */
import { z } from 'zod';
import { empty, id, text, time } from '../common.ts';
import { route } from './define.ts';

const partnerAccount = z
  .object({
    agentId: id,
    name: z.string(),
    email: z.string(),
    /** Null while they may sign in. */
    disabledAt: time.nullable(),
  })
  .meta({ id: 'PartnerAccount' });
export type PartnerAccount = z.infer<typeof partnerAccount>;

const partnerAccounts = z.object({
  recipientId: id,
  name: z.string(),
  /** Whether anything is sent to it today. */
  usable: z.boolean(),
  /** It works in our portal; else its own system receives, and an account shows the same. */
  byPortal: z.boolean(),
  accounts: z.array(partnerAccount),
});
export type PartnerAccounts = z.infer<typeof partnerAccounts>;

const params = z.strictObject({ agentId: id });
/** Shown in this answer and never again. */
const withPassword = z.object({ account: partnerAccount, password: z.string() });

export const partnerAccountRoutes = {
  list: route({
    method: 'GET',
    path: '/partner-accounts',
    summary: 'Every partner with the accounts of people who work there',
    allow: 'partner_account.list',
    params: empty,
    query: empty,
    body: empty,
    output: z.object({ partners: z.array(partnerAccounts) }),
    errors: [],
  }),
  add: route({
    method: 'POST',
    path: '/partner-accounts',
    summary: 'Make an account for somebody at a partner. Its first password is shown in this answer and never again',
    allow: 'partner_account.set',
    params: empty,
    query: empty,
    body: z.strictObject({
      recipientId: id,
      name: text(100),
      email: z
        .string()
        .trim()
        .max(254)
        .regex(/^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/, 'That is no e-mail address.'),
    }),
    output: withPassword,
    errors: ['conflict'],
  }),
  password: route({
    method: 'POST',
    path: '/partner-accounts/:agentId/password',
    summary: 'A new password, which lets in again whoever was shut out; the old one and every session end',
    allow: 'partner_account.set',
    params,
    query: empty,
    body: empty,
    output: withPassword,
    errors: ['not_found'],
  }),
  disable: route({
    method: 'POST',
    path: '/partner-accounts/:agentId/disable',
    summary: 'They may sign in no more; every session ends at once',
    allow: 'partner_account.set',
    params,
    query: empty,
    body: empty,
    output: z.object({ account: partnerAccount }),
    errors: ['not_found'],
  }),
} as const;
