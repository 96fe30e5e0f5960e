/**
 * An administrator lets people at a partner in, and shuts them out. A password is made by us, shown once to be told to them by
 * telephone, and kept as a hash; which partner they see is part of the account.
 */
import type { z } from 'zod';
import type {
  PartnerAccount,
  PartnerAccounts,
  partnerAccountRoutes,
} from '../../shared/protocol/http/partner-accounts.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { AgentDoc } from '../agents/index.ts';
import type { Audit } from '../audit/index.ts';
import type { StaffSession } from '../platform/http-route.ts';
import { type Ids, isoOrNull } from '../platform/ports.ts';
import type { Accounts, By } from './accounts.store.ts';

export interface PartnerAccountsDeps {
  readonly accounts: Accounts;
  readonly audit: Audit;
  readonly ids: Pick<Ids, 'bytes'>;
  /** Every recipient of the service pack that is valid today. */
  readonly recipients: () => readonly Omit<PartnerAccounts, 'accounts'>[];
}

type NewAccount = z.infer<(typeof partnerAccountRoutes)['add']['body']>;
type Caller = Pick<StaffSession, 'agentId' | 'role'>;
type WithPassword = Promise<Result<{ account: PartnerAccount; password: string }>>;

/** 18 bytes are 24 letters: long enough to guess never, short enough to be read out. */
const PASSWORD_BYTES = 18;
/** They answer no chats and are in no team. */
const NO_CHATS = { teamId: 'main', skills: [], languages: ['en'], capacity: 1, maximumCapacity: 1 } as const;

export async function listPartnerAccounts(
  deps: PartnerAccountsDeps,
  caller: Caller,
): Promise<Result<{ partners: PartnerAccounts[] }>> {
  const target = { kind: 'partner_accounts', id: 'all' };
  await deps.audit.record({ actor: byOf(caller), action: 'partner_account.list', target });
  const all = await deps.accounts.ofPartners();
  const shown = await Promise.all(
    all.map(async (agent) => ({ partnerId: agent.partnerId, ...(await present(deps, agent)) })),
  );
  return ok({
    partners: deps.recipients().map((recipient) => ({
      ...recipient,
      accounts: shown
        .filter(({ partnerId }) => partnerId === recipient.recipientId)
        .map(({ partnerId: _its, ...account }) => account),
    })),
  });
}

export async function addPartnerAccount(
  deps: PartnerAccountsDeps,
  { recipientId, name, email }: NewAccount,
  caller: Caller,
): WithPassword {
  if (!deps.recipients().some((each) => each.recipientId === recipientId)) {
    return fail('bad_request', { issues: [{ path: 'recipientId', message: 'Choose a partner from the list.' }] });
  }
  const password = newPassword(deps);
  const account = {
    ...NO_CHATS,
    email,
    name,
    realName: name,
    password,
    role: 'partner',
    partnerId: recipientId,
  } as const;
  const made = await deps.accounts.createAll([account], byOf(caller));
  // Whoever pressed twice finds it in the list, and can have a new password.
  if (!made.ok) return made.error.code === 'conflict' ? fail('conflict', { reason: 'email_taken' }) : made;
  return shownOnce(deps, made.value[0]?.agentId ?? '', password);
}

export async function newPartnerPassword(deps: PartnerAccountsDeps, agentId: string, caller: Caller): WithPassword {
  if ((await partnerOf(deps, agentId)) === null) return fail('not_found');
  const password = newPassword(deps);
  const changed = await deps.accounts.letIn(agentId, password, byOf(caller));
  return changed.ok ? shownOnce(deps, agentId, password) : changed;
}

export async function disablePartnerAccount(
  deps: PartnerAccountsDeps,
  agentId: string,
  caller: Caller,
): Promise<Result<{ account: PartnerAccount }>> {
  const agent = await partnerOf(deps, agentId);
  if (agent === null) return fail('not_found');
  if (agent.disabledAt === null) {
    const changed = await deps.accounts.disable(agentId, byOf(caller));
    if (!changed.ok) return changed;
  }
  const after = await partnerOf(deps, agentId);
  return after === null ? fail('not_found') : ok({ account: await present(deps, after) });
}

/** Staff of ours are nobody that these routes know. */
async function partnerOf({ accounts }: PartnerAccountsDeps, agentId: string): Promise<AgentDoc | null> {
  const agent = await accounts.find(agentId);
  return agent?.role === 'partner' ? agent : null;
}

async function shownOnce(deps: PartnerAccountsDeps, agentId: string, password: string): WithPassword {
  const agent = await partnerOf(deps, agentId);
  return agent === null ? fail('not_found') : ok({ account: await present(deps, agent), password });
}

async function present({ accounts }: PartnerAccountsDeps, agent: AgentDoc): Promise<PartnerAccount> {
  const { _id, name, disabledAt } = agent;
  return { agentId: _id, name, email: await accounts.emailOf(agent), disabledAt: isoOrNull(disabledAt) };
}

function newPassword({ ids }: PartnerAccountsDeps): string {
  return ids.bytes(PASSWORD_BYTES).toString('base64url');
}

function byOf({ agentId, role }: Caller): By {
  return { id: agentId, role };
}
