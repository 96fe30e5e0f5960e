/**
 * Reads the whole configuration from the environment, once, at start. Every wrong value gets one sentence that
 * says which variable, what is wrong and what to write instead; values themselves are not repeated, since a URI
 * may carry a password.
 */
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { z } from 'zod';
import { isLoopbackHost } from './platform/loopback.ts';

export type Config = Readonly<{
  production: boolean;
  host: string;
  port: number;
  demoSitePort: number;
  demoPartnerPort: number;
  publicOrigin: string;
  widgetOrigin: string;
  staffOrigin: string;
  /** The three origins above, each once. */
  allowedOrigins: readonly string[];
  /** What Express calls "trust proxy": nobody, a number of hops, or addresses and subnets. */
  trustProxy: false | number | readonly string[];
  limits: 'on' | 'off';
  /** Connections of this node, those of proxies included; more are refused. */
  maxConnections: number;
  dataDir: string;
  masterKeysFile: string;
  mongodbUri: string;
  /** A redis:// or rediss:// address, or the path of a Unix socket. */
  redisUrl: string;
  /** Which databases live in DATA_DIR and fill its disk. */
  embedded: Readonly<{ mongo: boolean; valkey: boolean }>;
  databaseName: string;
  redisPrefix: string;
  servicePack: string;
  offerMs: number;
  /** How often one node looks whether what is stored of the queue agrees. */
  reconcileMs: number;
  agentGraceMs: number;
  visitorGraceMs: number;
  referralHoldMs: number;
  /** `host:port` of partners that may be reached although their address is private. */
  partnerPrivateHosts: readonly string[];
  /** No two nodes that run have the same: who bears it now is what is left of whoever bore it before. */
  nodeName: string;
  /** The mail server of the service; null: e-mails to partners are written to a folder, and nobody receives them. */
  smtpUrl: string | null;
  /** Who e-mails to partners are from. */
  mailFrom: string;
  /** What a collector of metrics must send; null: nobody is answered but this machine, and in production nobody. */
  metricsToken: string | null;
}>;

/** A configuration before the databases are known: those not named are started by ourselves. */
export type Settings = Readonly<Omit<Config, 'mongodbUri' | 'redisUrl'> & { mongodbUri?: string; redisUrl?: string }>;

export type ReadConfig = { ok: true; value: Settings } | { ok: false; problems: readonly string[] };

/** What the embedded databases answer completes the settings. */
export function withDatabases(settings: Settings, at: { mongodbUri?: string; redisUrl?: string }): Config {
  const mongodbUri = settings.mongodbUri ?? at.mongodbUri;
  const redisUrl = settings.redisUrl ?? at.redisUrl;
  if (mongodbUri === undefined || redisUrl === undefined) throw new Error('No database address is known.');
  return { ...settings, mongodbUri, redisUrl };
}

const wholeNumber = (text: string, lowest: number, highest: number): boolean =>
  /^\d{1,9}$/.test(text) && Number(text) >= lowest && Number(text) <= highest;

const port = z
  .string()
  .refine((text) => wholeNumber(text, 1, 65_535), 'must be a port number from 1 to 65535')
  .transform(Number);

const milliseconds = z
  .string()
  .refine((text) => wholeNumber(text, 1, 604_800_000), 'must be a whole number of milliseconds, at most a week')
  .transform(Number);

const origin = z.string().transform((text, context) => {
  if (URL.canParse(text)) {
    const url = new URL(text);
    if (/^https?:$/.test(url.protocol) && [url.origin, `${url.origin}/`].includes(text)) return url.origin;
  }
  context.addIssue('must be an origin and nothing more, such as https://chat.example.org');
  return z.NEVER;
});

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);

const trustProxy = list.transform((parts, context): false | number | readonly string[] => {
  const [only] = parts;
  if (parts.length === 1 && only === 'no') return false;
  if (parts.length === 1 && only !== undefined && wholeNumber(only, 1, 10)) return Number(only);
  // "true" would believe any address a client writes into the header, and the address limits with it.
  if (parts.every((part) => /^[0-9a-f:.]+(\/\d{1,3})?$/i.test(part) && /[.:]/.test(part))) return parts;
  context.addIssue('must be a number of proxies from 1 to 10, or their addresses or subnets with commas between');
  return z.NEVER;
});

const environment = z.object({
  PORT: port.default(4000),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'must be a host name or an address')
    .default('127.0.0.1'),
  PUBLIC_ORIGIN: origin.optional(),
  WIDGET_ORIGIN: origin.optional(),
  STAFF_ORIGIN: origin.optional(),
  DEMO_SITE_PORT: port.optional(),
  DEMO_PARTNER_PORT: port.optional(),
  DATA_DIR: z.string().default('.data'),
  MASTER_KEYS_FILE: z.string().optional(),
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\/./, 'must begin with mongodb:// or mongodb+srv://')
    .optional(),
  REDIS_URL: z
    .string()
    .regex(/^(rediss?:\/\/.|unix:\/\/\/|\/)./, 'must begin with redis://, rediss:// or unix:///')
    .optional(),
  DATABASE_NAME: z
    .string()
    .regex(/^\w{1,38}$/, 'must be 1 to 38 letters, digits or _')
    .default('hearthline'),
  REDIS_PREFIX: z
    .string()
    .regex(/^[\w:-]{1,40}$/, 'must be 1 to 40 letters, digits or any of : _ -')
    .default('hl:'),
  SERVICE_PACK: z
    .string()
    .regex(/^[a-z0-9-]+$/, 'must be the name of a folder of service packs')
    .default('kent-medway'),
  OFFER_MS: milliseconds.default(30_000),
  RECONCILE_MS: milliseconds.default(30_000),
  AGENT_GRACE_MS: milliseconds.default(45_000),
  VISITOR_GRACE_MS: milliseconds.default(120_000),
  REFERRAL_HOLD_MS: milliseconds.optional(),
  TRUST_PROXY: trustProxy.optional(),
  MAX_CONNECTIONS: z
    .string()
    .refine((text) => wholeNumber(text, 100, 1_000_000), 'must be a whole number from 100 to 1000000')
    .default('16000')
    .transform(Number),
  LIMITS: z.enum(['on', 'off'], 'must be on or off').default('on'),
  PARTNER_PRIVATE_HOSTS: list.optional(),
  NODE_NAME: z
    .string()
    .regex(/^[\w.-]{1,64}$/, 'must be 1 to 64 letters, digits or any of . _ -')
    .optional(),
  METRICS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{16,200}$/, 'must be 16 to 200 letters, digits or signs without spaces')
    .optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/./, 'must begin with smtp:// or smtps://')
    .optional(),
  MAIL_FROM: z.email('must be one e-mail address').optional(),
  NODE_ENV: z.string().optional(),
  EMBEDDED: z.enum(['yes', 'no'], 'must be yes or no').optional(),
});

export function readConfig(env: Readonly<Record<string, string | undefined>>): ReadConfig {
  // An empty variable is an unset one: shells and service files cannot tell the two apart.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    return { ok: false, problems: parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`) };
  }
  const settings = settle(parsed.data);
  const problems = [...portProblems(settings), ...mailProblems(parsed.data), ...placeProblems(settings, parsed.data)];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: settings };
}

type Environment = z.infer<typeof environment>;

function settle(env: Environment): Settings {
  const production = env.NODE_ENV === 'production';
  const publicOrigin = env.PUBLIC_ORIGIN ?? `http://${env.HOST.includes(':') ? `[${env.HOST}]` : env.HOST}:${env.PORT}`;
  const widgetOrigin = env.WIDGET_ORIGIN ?? publicOrigin;
  const staffOrigin = env.STAFF_ORIGIN ?? publicOrigin;
  const demoPartnerPort = env.DEMO_PARTNER_PORT ?? env.PORT + 2;
  const dataDir = resolve(env.DATA_DIR);
  return {
    production,
    host: env.HOST,
    port: env.PORT,
    demoSitePort: env.DEMO_SITE_PORT ?? env.PORT + 1,
    demoPartnerPort,
    publicOrigin,
    widgetOrigin,
    staffOrigin,
    allowedOrigins: [...new Set([publicOrigin, widgetOrigin, staffOrigin])],
    trustProxy: env.TRUST_PROXY ?? false,
    limits: env.LIMITS,
    maxConnections: env.MAX_CONNECTIONS,
    dataDir,
    masterKeysFile:
      env.MASTER_KEYS_FILE === undefined ? resolve(dataDir, 'master-keys.json') : resolve(env.MASTER_KEYS_FILE),
    embedded: { mongo: env.MONGODB_URI === undefined, valkey: env.REDIS_URL === undefined },
    databaseName: env.DATABASE_NAME,
    redisPrefix: env.REDIS_PREFIX,
    servicePack: env.SERVICE_PACK,
    offerMs: env.OFFER_MS,
    reconcileMs: env.RECONCILE_MS,
    agentGraceMs: env.AGENT_GRACE_MS,
    visitorGraceMs: env.VISITOR_GRACE_MS,
    referralHoldMs: env.REFERRAL_HOLD_MS ?? (production ? 1_800_000 : 10_000),
    partnerPrivateHosts: env.PARTNER_PRIVATE_HOSTS ?? (production ? [] : [`${env.HOST}:${demoPartnerPort}`]),
    nodeName: env.NODE_NAME ?? `${hostname()}-${env.HOST}-${env.PORT}`,
    metricsToken: env.METRICS_TOKEN ?? null,
    smtpUrl: env.SMTP_URL ?? null,
    mailFrom: env.MAIL_FROM ?? 'no-reply@service.example',
    ...(env.MONGODB_URI === undefined ? {} : { mongodbUri: env.MONGODB_URI }),
    ...(env.REDIS_URL === undefined ? {} : { redisUrl: env.REDIS_URL }),
  };
}

function portProblems(settings: Settings): string[] {
  if (settings.production) return [];
  const { port: main, demoSitePort, demoPartnerPort } = settings;
  if (Math.max(demoSitePort, demoPartnerPort) > 65_535) {
    return ['PORT leaves no room for the demonstration: write a PORT of at most 65533.'];
  }
  if (new Set([main, demoSitePort, demoPartnerPort]).size < 3) {
    return ['PORT, DEMO_SITE_PORT and DEMO_PARTNER_PORT must be three different ports.'];
  }
  return [];
}

/** A partner answers to the address a notice comes from, and a mail server refuses one that is not its own. */
function mailProblems({ SMTP_URL: server, MAIL_FROM: from }: Environment): string[] {
  return server === undefined || from !== undefined
    ? []
    : ['MAIL_FROM is missing: with SMTP_URL, write the address that e-mails to partners come from.'];
}

/** Production must not run half open, and a demonstration must never be mistaken for a service (practice, H15). */
function placeProblems(settings: Settings, env: Environment): string[] {
  if (!settings.production) {
    const local = [settings.host, ...settings.allowedOrigins.map((each) => new URL(each).hostname)].every(
      isLoopbackHost,
    );
    return local
      ? []
      : [
          'This is a demonstration and stays on this machine: leave HOST and the origins on 127.0.0.1, or set NODE_ENV=production.',
        ];
  }
  const problems: string[] = [];
  if (env.PUBLIC_ORIGIN === undefined)
    problems.push('PUBLIC_ORIGIN is missing: in production, write the https:// address people use.');
  else if (!settings.allowedOrigins.every((each) => each.startsWith('https://'))) {
    problems.push('PUBLIC_ORIGIN, WIDGET_ORIGIN and STAFF_ORIGIN must begin with https:// in production.');
  }
  // Forgotten behind a proxy, everybody would be one address to the limits, and a few could close the service for all.
  if (env.TRUST_PROXY === undefined)
    problems.push(
      'TRUST_PROXY is missing: in production, write the number of proxies in front, their addresses, or no.',
    );
  if (settings.limits === 'off') problems.push('LIMITS=off is for tests: remove it in production.');
  if (env.EMBEDDED !== 'yes' && (settings.mongodbUri === undefined || settings.redisUrl === undefined)) {
    problems.push(
      'MONGODB_URI and REDIS_URL must be set in production; EMBEDDED=yes allows the small built-in databases instead.',
    );
  }
  return problems;
}
