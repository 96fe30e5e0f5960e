/** Accounts of staff: found by e-mail through a keyed digest, so that no address stands in the database (P1). */
import { createHmac } from 'node:crypto';
import { mongo } from 'mongoose';
import type { Role } from '../../shared/protocol/desk.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { type AgentDoc, agentsSpec } from '../agents/index.ts';
import type { Audit } from '../audit/index.ts';
import type { Place } from '../platform/cipher.ts';
import type { MasterKeys } from '../platform/master-keys.ts';
import { type Database, isDuplicateKey } from '../platform/mongo.ts';
import type { Ids } from '../platform/ports.ts';
import type { Sealing } from '../platform/sealing.store.ts';
import { transact } from '../platform/transaction.ts';
import type { Passwords } from './password.ts';
import type { Sessions } from './sessions.store.ts';

export interface NewAccount {
  readonly email: string;
  readonly password: string;
  readonly role: Role;
  readonly name: string;
  readonly realName: string;
  readonly teamId: string;
  readonly skills: readonly string[];
  readonly languages: readonly string[];
  readonly capacity: number;
  readonly maximumCapacity: number;
  /** For the role `partner`, and for no other: the recipient that it receives for. */
  readonly partnerId?: string | null;
}

/** Who made a change; the set-up itself is `start`. */
export interface By {
  readonly id: string;
  readonly role: string;
}

export interface Accounts {
  count(): Promise<number>;
  hasAdministrator(): Promise<boolean>;
  findByEmail(email: string): Promise<AgentDoc | null>;
  find(agentId: string): Promise<AgentDoc | null>;
  /** All or none; `conflict` when one of the e-mail addresses has an account. */
  createAll(list: readonly NewAccount[], by: By): Promise<Result<readonly { readonly agentId: string }[]>>;
  /** Each of these ends every session of the account, on every node. */
  setPassword(agentId: string, password: string, by: By): Promise<Result<null>>;
  setRole(agentId: string, role: Role, by: By): Promise<Result<null>>;
  disable(agentId: string, by: By): Promise<Result<null>>;
  /** A password of their own and, where they were shut out, the door open again. */
  letIn(agentId: string, password: string, by: By): Promise<Result<null>>;
  /** Everybody who has or had an account for a partner. */
  ofPartners(): Promise<AgentDoc[]>;
  emailOf(agent: Pick<AgentDoc, '_id' | 'email'>): Promise<string>;
}

export interface AccountsOptions {
  readonly database: Database;
  readonly sealing: Sealing;
  readonly masterKeys: MasterKeys;
  readonly audit: Audit;
  readonly passwords: Passwords;
  readonly sessions: Sessions;
  readonly ids: Ids;
  readonly now: () => number;
  /**
   * Somebody works here no more, or as something else: what rings at them is for others. Beside a service and not in it
   * there is nothing to do: its nodes take back what rang when they close the connections.
   */
  readonly stopsWork?: (agentId: string, cause: 'role_changed' | 'disabled') => Promise<void>;
}

const MAJORITY = { readConcern: { level: 'majority' } } as const;
const PARTNERS_AT_MOST = 2_000;

export function createAccounts(options: AccountsOptions): Accounts {
  const { database, sealing, masterKeys, audit, passwords, sessions, now, stopsWork } = options;
  const agents = database.collection<AgentDoc>(agentsSpec);

  function digest(email: string, kid: string = masterKeys.currentKid): string {
    const secret = masterKeys.derive('staff-email', kid);
    return createHmac('sha256', secret).update(email.trim().toLowerCase().normalize('NFKC')).digest('base64url');
  }

  async function findByEmail(email: string): Promise<AgentDoc | null> {
    const digests = masterKeys.kids.map((kid) => digest(email, kid));
    return agents.findOne({ emailHash: { $in: digests } }, MAJORITY);
  }

  /** The change, its record, and the end of what was granted before. */
  async function change(
    agentId: string,
    set: Readonly<Record<string, unknown>>,
    { by, action, reason }: { by: By; action: string; reason: Parameters<Sessions['endAll']>[1] },
  ): Promise<Result<null>> {
    const changed = await transact(database, async (session) => {
      const update = { $set: set, $inc: { revision: 1 } };
      const { matchedCount } = await agents.updateOne({ _id: agentId }, update, { session });
      if (matchedCount === 1)
        await audit.record({ actor: by, action, target: { kind: 'account', id: agentId } }, session);
      return matchedCount === 1;
    });
    if (!changed) return fail('not_found');
    await sessions.endAll(agentId, reason);
    return ok(null);
  }

  async function changeAndStop(
    agentId: string,
    set: Readonly<Record<string, unknown>>,
    why: { by: By; action: string; reason: 'role_changed' | 'disabled' },
  ): Promise<Result<null>> {
    const offline = { availability: 'offline', availabilitySince: now() };
    const changed = await change(agentId, { ...set, ...offline }, why);
    if (changed.ok) await stopsWork?.(agentId, why.reason);
    return changed;
  }

  return {
    count: () => agents.countDocuments({}, { limit: 1 }),
    hasAdministrator: async () =>
      (await agents.findOne({ role: 'administrator', disabledAt: null }, MAJORITY)) !== null,
    find: (agentId) => agents.findOne({ _id: agentId }, MAJORITY),
    findByEmail,
    createAll: async (list, by) => {
      for (const { email } of list) if (await findByEmail(email)) return fail('conflict');
      const docs = await Promise.all(list.map((account) => newAgent(options, account, digest(account.email))));
      try {
        await transact(database, async (session) => {
          await agents.insertMany(docs, { session });
          for (const { _id, role, partnerId } of docs) {
            const target = { kind: 'account', id: _id };
            const meta = { role, ...(partnerId ? { partnerId } : {}) };
            await audit.record({ actor: by, action: 'account.create', target, meta }, session);
          }
        });
        return ok(docs.map(({ _id }) => ({ agentId: _id })));
      } catch (error) {
        if (isDuplicateKey(error)) return fail('conflict');
        throw error;
      }
    },
    setPassword: async (agentId, password, by) =>
      change(
        agentId,
        { passwordHash: await passwords.hash(password) },
        { by, action: 'account.password', reason: 'password_changed' },
      ),
    // Whoever becomes something else receives for no partner any more, nor again when they come back.
    setRole: (agentId, role, by) =>
      changeAndStop(agentId, { role, partnerId: null }, { by, action: 'account.role', reason: 'role_changed' }),
    disable: (agentId, by) =>
      changeAndStop(agentId, { disabledAt: now() }, { by, action: 'account.disable', reason: 'disabled' }),
    letIn: async (agentId, password, by) =>
      change(
        agentId,
        { passwordHash: await passwords.hash(password), disabledAt: null },
        { by, action: 'account.let_in', reason: 'password_changed' },
      ),
    ofPartners: () =>
      agents.find({ role: 'partner' }, { ...MAJORITY, sort: { name: 1, _id: 1 }, limit: PARTNERS_AT_MOST }).toArray(),
    emailOf: ({ _id, email }) => sealing.unseal(placeOf(_id, 'email'), email),
  };
}

function placeOf(agentId: string, field: string): Place {
  return { collection: agentsSpec.name, field, scope: `agent:${agentId}`, id: agentId };
}

async function newAgent(
  { ids, now, sealing, passwords }: AccountsOptions,
  account: NewAccount,
  emailHash: string,
): Promise<AgentDoc> {
  const agentId = ids.uuid();
  const seal = async (field: string, text: string) =>
    new mongo.Binary(await sealing.seal(placeOf(agentId, field), text));
  return {
    _id: agentId,
    revision: 1,
    emailHash,
    email: await seal('email', account.email),
    passwordHash: await passwords.hash(account.password),
    role: account.role,
    name: account.name,
    realName: await seal('realName', account.realName),
    teamId: account.teamId,
    skills: account.skills,
    languages: account.languages,
    availability: 'offline',
    availabilitySince: now(),
    capacity: account.capacity,
    maximumCapacity: account.maximumCapacity,
    holds: [],
    ringing: null,
    pausedUntil: null,
    lastAcceptedAt: null,
    connections: [],
    lostAt: null,
    disabledAt: null,
    ...(account.role === 'partner' && account.partnerId ? { partnerId: account.partnerId } : {}),
    purgeAt: null,
    legalHold: false,
  };
}
