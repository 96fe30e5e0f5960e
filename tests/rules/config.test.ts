import { describe, expect, it } from 'vitest';
import { type ReadConfig, readConfig, type Settings, withDatabases } from '../../server/config.ts';

type Env = Record<string, string | undefined>;

function settings(env: Env): Settings {
  const read = readConfig(env);
  if (!read.ok) throw new Error(read.problems.join(' '));
  return read.value;
}

const problems = (read: ReadConfig): readonly string[] => (read.ok ? [] : read.problems);

const production: Env = {
  NODE_ENV: 'production',
  PUBLIC_ORIGIN: 'https://chat.example.org',
  MONGODB_URI: 'mongodb://db.example.org/',
  REDIS_URL: 'rediss://redis.example.org',
  TRUST_PROXY: '1',
};

describe('reading the configuration', () => {
  it('an empty environment is a demonstration on this machine, one origin for all', () => {
    const read = settings({});
    expect(read).toMatchObject({ production: false, host: '127.0.0.1', port: 4000, demoSitePort: 4001 });
    expect(read.allowedOrigins).toEqual(['http://127.0.0.1:4000']);
    expect(read.masterKeysFile).toBe(`${read.dataDir}/master-keys.json`);
    expect(read.referralHoldMs).toBe(10_000);
    expect(read.partnerPrivateHosts).toEqual(['127.0.0.1:4002']);
  });

  it('an empty variable counts as unset', () => {
    expect(settings({ PORT: '', TRUST_PROXY: '' })).toMatchObject({ port: 4000, trustProxy: false });
  });

  it('every wrong value gets a sentence of its own that names the variable and repeats no value', () => {
    const wrong: Env = {
      PORT: '70000',
      PUBLIC_ORIGIN: 'chat.example.org/path',
      OFFER_MS: '-1',
      MAX_CONNECTIONS: '0',
      LIMITS: 'maybe',
      MONGODB_URI: 'postgres://name:secret@db',
      REDIS_URL: 'secret',
      SERVICE_PACK: '../elsewhere',
      DATABASE_NAME: 'two words',
    };
    const told = problems(readConfig(wrong));
    for (const name of Object.keys(wrong)) expect(told.filter((sentence) => sentence.startsWith(name))).toHaveLength(1);
    expect(told.join(' ')).not.toMatch(/secret|elsewhere/);
  });

  it('origins are told apart from pages, and a slash at the end is forgiven', () => {
    expect(settings({ WIDGET_ORIGIN: 'http://localhost:9/' }).allowedOrigins).toEqual([
      'http://127.0.0.1:4000',
      'http://localhost:9',
    ]);
    expect(problems(readConfig({ STAFF_ORIGIN: 'http://localhost/staff' }))).toHaveLength(1);
  });

  it('"trust proxy: true" is refused, since anyone could then choose an address', () => {
    expect(problems(readConfig({ TRUST_PROXY: 'true' }))).toHaveLength(1);
    expect(settings({ TRUST_PROXY: '1' }).trustProxy).toBe(1);
    expect(settings({ TRUST_PROXY: '10.0.0.0/8, ::1' }).trustProxy).toEqual(['10.0.0.0/8', '::1']);
  });

  it('three servers never share a port', () => {
    expect(problems(readConfig({ PORT: '5000', DEMO_SITE_PORT: '5000' }))).toHaveLength(1);
    expect(problems(readConfig({ PORT: '65535' }))).toHaveLength(1);
  });

  it('a demonstration stays on this machine', () => {
    expect(problems(readConfig({ HOST: '0.0.0.0' }))).toHaveLength(1);
    expect(problems(readConfig({ PUBLIC_ORIGIN: 'https://chat.example.org' }))).toHaveLength(1);
    expect(settings({ HOST: '::1' }).publicOrigin).toBe('http://[::1]:4000');
  });
});

describe('a mail server', () => {
  it('is none where nobody named one', () => {
    expect(settings({}).smtpUrl).toBeNull();
  });

  it('comes with the address that mails are from', () => {
    const SMTP_URL = 'smtps://user:secret@mail.example.org';
    expect(settings({ SMTP_URL, MAIL_FROM: 'referrals@example.org' })).toMatchObject({
      smtpUrl: SMTP_URL,
      mailFrom: 'referrals@example.org',
    });
    const lacking = problems(readConfig({ SMTP_URL }));
    expect(lacking).toHaveLength(1);
    expect(lacking.join()).toContain('MAIL_FROM');
    expect(lacking.join()).not.toContain('secret');
    expect(problems(readConfig({ SMTP_URL: 'https://mail.example.org', MAIL_FROM: 'a@b.example' }))).toHaveLength(1);
    expect(problems(readConfig({ MAIL_FROM: 'a@b.example\nBcc: c@d.example' }))).toHaveLength(1);
  });
});

describe('reading the configuration in production', () => {
  it('a complete one is read, with the longer hold and nobody private', () => {
    expect(settings(production)).toMatchObject({
      production: true,
      referralHoldMs: 1_800_000,
      partnerPrivateHosts: [],
    });
  });

  it.each([
    ['no public origin', { PUBLIC_ORIGIN: undefined }],
    ['a public origin in clear', { PUBLIC_ORIGIN: 'http://chat.example.org' }],
    ['a staff origin in clear', { STAFF_ORIGIN: 'http://staff.example.org' }],
    ['not a word about proxies', { TRUST_PROXY: undefined }],
    ['limits off', { LIMITS: 'off' }],
    ['no database of its own', { MONGODB_URI: undefined }],
    ['no Redis of its own', { REDIS_URL: undefined }],
  ])('%s is refused', (_what, change) => {
    expect(problems(readConfig({ ...production, ...change }))).toHaveLength(1);
  });

  it('"no" says that there is no proxy', () => {
    expect(settings({ ...production, TRUST_PROXY: 'no' }).trustProxy).toBe(false);
  });

  it('the built-in databases serve only who says so', () => {
    const asked = settings({ ...production, MONGODB_URI: undefined, REDIS_URL: undefined, EMBEDDED: 'yes' });
    expect(withDatabases(asked, { mongodbUri: 'mongodb://x', redisUrl: '/y' })).toMatchObject({ redisUrl: '/y' });
    expect(() => withDatabases(asked, {})).toThrow();
  });
});
