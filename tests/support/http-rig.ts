/** The HTTP server with real sessions and accounts, and no other duty: for tests of routes, pages and limits. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { agentsSpec, availabilityHistorySpec, createAgentsStore } from '../../server/agents/index.ts';
import { auditSpec, createAudit } from '../../server/audit/index.ts';
import {
  createAccess,
  createAccounts,
  createPasswords,
  createSessions,
  createSignInLimits,
  sessionsSpec,
  sessionTable,
} from '../../server/identity/index.ts';
import { withOpenApi } from '../../server/openapi.ts';
import { createAddressOf } from '../../server/platform/client-address.ts';
import type { Check } from '../../server/platform/health.ts';
import type { RouteTable } from '../../server/platform/http-route.ts';
import { createHttpServer } from '../../server/platform/http-server.ts';
import { createLogger } from '../../server/platform/logger.ts';
import { masterKeysOf } from '../../server/platform/master-keys.ts';
import { createMetrics } from '../../server/platform/metrics.ts';
import { runMigrations } from '../../server/platform/migrations.ts';
import { connectDatabase } from '../../server/platform/mongo.ts';
import { systemIds } from '../../server/platform/ports.ts';
import { createLimits } from '../../server/platform/rate-limit.redis.ts';
import { connectRedis } from '../../server/platform/redis.ts';
import { createSealing, dataKeysSpec } from '../../server/platform/sealing.store.ts';
import { createSignals } from '../../server/platform/signals.redis.ts';
import type { Role } from '../../shared/protocol/desk.ts';
import type { Reply } from '../../shared/protocol/errors.ts';
import type { Service } from '../../shared/protocol/service.ts';
import type { TestDatabase } from './database.ts';

export type RigOptions = Readonly<{
  tables?: readonly RouteTable[];
  checks?: readonly Check[];
  ready?: () => boolean;
  now?: () => number;
  limits?: 'on' | 'off';
  trustProxy?: false | number;
  redisUrl?: string;
  dist?: string;
  embedKeys?: Readonly<Record<string, readonly string[]>>;
  service?: Service;
  log?: NodeJS.WritableStream;
}>;

export type Asking = Readonly<{
  body?: unknown;
  raw?: string;
  cookie?: string;
  origin?: string | null;
  headers?: Readonly<Record<string, string>>;
}>;

export type Answer = Readonly<{ status: number; headers: Headers; text: string; body: Reply<unknown> }>;

const keys = masterKeysOf([{ kid: 'k1', key: randomBytes(32) }]);
let emails = 0;

export type HttpRig = Awaited<ReturnType<typeof httpRig>>;

export async function httpRig(at: TestDatabase, options: RigOptions = {}) {
  const { now = Date.now, limits = 'on', redisUrl = at.redisUrl } = options;
  const logger = createLogger(options.log ? 'info' : 'silent', 'rig', options.log);
  const database = await connectDatabase({ uri: at.mongodbUri, name: at.databaseName });
  const collections = [agentsSpec, availabilityHistorySpec, auditSpec, sessionsSpec, dataKeysSpec];
  await runMigrations({ database, collections, migrations: [], logger });
  const [publisher, subscriber] = [connectRedis({ url: redisUrl, logger }), connectRedis({ url: redisUrl, logger })];
  if (redisUrl === at.redisUrl) {
    await Promise.all([publisher, subscriber].map((redis) => redis.status === 'ready' || once(redis, 'ready')));
  }
  const nodeId = randomBytes(4).toString('hex');
  const signals = await createSignals({
    publisher,
    subscriber,
    prefix: at.redisPrefix,
    nodeId,
    logger,
    metrics: createMetrics(),
    masterKeys: keys,
  });
  const sessions = createSessions({ database, signals, ids: systemIds, now });
  const audit = createAudit(database, now);
  const passwords = await createPasswords();
  const sealing = createSealing(database, keys, now);
  const identity = { database, sealing, masterKeys: keys, audit, passwords, sessions, ids: systemIds, now };
  const accounts = createAccounts(identity);
  const agents = createAgentsStore(database);
  const limitsHere = createLimits({
    redis: publisher,
    prefix: at.redisPrefix,
    limits,
    production: false,
    masterKeys: keys,
    now,
  });
  const goOffline = async (agentId: string) => {
    await agents.change(agentId, {}, { $set: { availability: 'offline' } });
  };
  const signIn = { accounts, sessions, passwords, audit, goOffline, limits: createSignInLimits(limitsHere) };
  const allowedOrigins: string[] = [];
  const { server } = createHttpServer({
    api: {
      tables: withOpenApi([sessionTable(signIn), ...(options.tables ?? [])]),
      sessionOf: sessions.sessionOf,
      access: createAccess({ audit, logger }),
      addressOf: createAddressOf(options.trustProxy ?? false),
      allowedOrigins,
      logger,
      checkOutput: true,
    },
    surfaces: {
      production: false,
      origins: allowedOrigins,
      dist: options.dist ?? '/nowhere',
      originsOf: (key) => new Map(Object.entries(options.embedKeys ?? {})).get(key) ?? null,
      service: async () => options.service ?? closedService,
      demo: () => true,
    },
    metrics: { metrics: createMetrics(), token: null, openToThisMachine: false },
    readiness: { isOn: options.ready ?? (() => true), checks: options.checks ?? [] },
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  allowedOrigins.push(url);

  async function ask(method: string, path: string, asking: Asking = {}): Promise<Answer> {
    const { body, raw, cookie, origin = url, headers = {} } = asking;
    const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const response = await fetch(`${url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(origin === null ? {} : { origin }),
        ...(sent === undefined ? {} : { 'content-type': 'application/json' }),
        ...(cookie === undefined ? {} : { cookie }),
        ...headers,
      },
      ...(sent === undefined ? {} : { body: sent }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined };
  }

  /** An account with its password, made for this test alone. */
  async function staff(role: Role, name = 'Amara') {
    emails += 1;
    const [email, password] = [`person${emails}@staff.example`, `a long password ${emails}`];
    const account = { email, password, role, name, realName: `${name} Real`, teamId: 'team' };
    const rest = { skills: [], languages: ['en'], capacity: 3, maximumCapacity: 3 };
    const created = await accounts.createAll([{ ...account, ...rest }], { id: 'test', role: 'system' });
    const agentId = created.ok ? created.value[0]?.agentId : undefined;
    if (agentId === undefined) throw new Error('The account was not made.');
    return { ...account, agentId };
  }

  const cookieOf = ({ headers }: Answer) => headers.get('set-cookie')?.split(';')[0] ?? '';

  return {
    url,
    server,
    database,
    signals,
    sessions,
    accounts,
    agents,
    publisher,
    limits: limitsHere,
    ask,
    staff,
    cookieOf,
    signIn: (who: { email: string; password: string }, asking: Asking = {}) =>
      ask('POST', '/api/v1/session', { ...asking, body: { email: who.email, password: who.password } }),
    /** An account of this role, signed in. */
    signedIn: async (role: Role) => {
      const account = await staff(role);
      const answer = await ask('POST', '/api/v1/session', {
        body: { email: account.email, password: account.password },
      });
      return { ...account, cookie: cookieOf(answer) };
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await signals.close();
      publisher.disconnect();
      await database.close();
    },
  };
}

const closedService: Service = {
  name: 'Example service',
  open: false,
  reason: 'closed_hours',
  opensAt: null,
  languages: [],
  texts: {},
  numbers: [],
  exitUrl: 'https://www.bbc.co.uk/weather',
};
