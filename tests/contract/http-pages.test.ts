import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '../support/database.ts';
import { type HttpRig, httpRig } from '../support/http-rig.ts';

const at = testDatabase();
const sites = ['https://help.example', 'https://www.help.example:8443'];
let dist: string;
let rig: HttpRig;
let switchedOn = true;
let mongoUp = true;

const page = (name: string) => `<!doctype html><html><head><title>${name}</title></head><body></body></html>`;

beforeAll(async () => {
  dist = await mkdtemp(join(tmpdir(), 'hearthline-dist-'));
  await mkdir(join(dist, 'widget/panel/assets'), { recursive: true });
  await mkdir(join(dist, 'client/assets'), { recursive: true });
  await writeFile(join(dist, 'widget/loader.js'), 'window.Helpline=1');
  await writeFile(join(dist, 'widget/panel/index.html'), page('Chat'));
  await writeFile(join(dist, 'widget/panel/assets/panel-1a2b.js'), 'export {}');
  await writeFile(join(dist, 'client/index.html'), page('Hearthline'));
  await writeFile(join(dist, 'client/assets/index-1a2b.js'), 'export {}');
  rig = await httpRig(at, {
    dist,
    embedKeys: { pk_demo: sites, pk_none: [] },
    ready: () => switchedOn,
    checks: [
      { name: 'mongo', check: async () => mongoUp },
      { name: 'slow', check: async () => true },
    ],
  });
});
afterAll(async () => {
  await rig.close();
  await rm(dist, { recursive: true, force: true });
});

const get = (path: string) => rig.ask('GET', path, { origin: null });
const policyOf = (headers: Headers) =>
  Object.fromEntries(
    (headers.get('content-security-policy') ?? '').split(';').map((each) => {
      const [name = '', ...values] = each.trim().split(' ');
      return [name, values];
    }),
  );
const configIn = (html: string) =>
  JSON.parse(/<script type="application\/json" id="hearthline-config">(.*?)<\/script>/.exec(html)?.[1] ?? 'null');

describe('the loader', () => {
  it('may be used by any website and is soon renewed', async () => {
    const { status, headers, text } = await get('/loader.js');
    expect([status, text]).toEqual([200, 'window.Helpline=1']);
    expect(headers.get('content-type')).toMatch(/^text\/javascript/);
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('public, max-age=300');
  });
});

describe('the panel', () => {
  it('may be framed by the exact origins of its key and by nobody else', async () => {
    const { status, headers } = await get('/widget/panel?key=pk_demo');
    const policy = policyOf(headers);
    expect(status).toBe(200);
    expect(policy['frame-ancestors']).toEqual(sites);
    expect(headers.get('x-frame-options')).toBeNull();
    expect(policyOf((await get('/widget/panel?key=pk_none')).headers)['frame-ancestors']).toEqual(["'none'"]);
  });

  it('may load only what is its own, and nothing of it is kept or passed on', async () => {
    const { headers } = await get('/widget/panel?key=pk_demo');
    const policy = policyOf(headers);
    expect(policy['default-src']).toEqual(["'none'"]);
    expect(policy['script-src']).toEqual(["'self'"]);
    expect(policy['style-src']).toEqual(["'self'"]);
    expect(policy['connect-src']).toEqual(["'self'", rig.url.replace('http', 'ws')]);
    for (const name of ['base-uri', 'form-action', 'object-src']) expect(policy[name]).toEqual(["'none'"]);
    expect(policy['require-trusted-types-for']).toEqual(["'script'"]);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('knows its key, its hosts and the service from its own page', async () => {
    const { text } = await get('/widget/panel?key=pk_demo');
    expect(text).toContain('<title>Chat</title>');
    expect(configIn(text)).toMatchObject({
      key: 'pk_demo',
      hostOrigins: sites,
      demo: true,
      protocol: 1,
      service: { name: 'Example service', reason: 'closed_hours' },
    });
  });

  it('is a page of its own too, which nobody frames', async () => {
    for (const path of ['/widget', '/widget/']) {
      const { status, headers, text } = await get(path);
      expect(status).toBe(200);
      expect(policyOf(headers)['frame-ancestors']).toEqual(["'none'"]);
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(configIn(text)).toMatchObject({ key: null, hostOrigins: [] });
    }
  });

  it('[V4] of an unknown key, a doubled one or none is no panel, but has the numbers and cannot be framed', async () => {
    for (const query of ['?key=pk_other', '?key=toString', '?key=pk_demo&key=pk_demo', '?key=', '']) {
      const { status, headers, text } = await get(`/widget/panel${query}`);
      expect(status).toBe(404);
      expect(text).toContain('999');
      expect(text).toContain('press 55');
      expect(text).toContain('116 123');
      expect(text).not.toContain('hearthline-config');
      expect(policyOf(headers)['frame-ancestors']).toEqual(["'none'"]);
      expect(headers.get('cache-control')).toBe('no-store');
    }
  });

  it('has parts whose names change with them, so that they may be kept', async () => {
    const { status, headers } = await get('/widget/assets/panel-1a2b.js');
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect((await get('/widget/assets/panel-old.js')).headers.get('cache-control')).toBe('no-store');
  });
});

describe('the console', () => {
  it('is one page at every address under /staff, framed by nobody', async () => {
    for (const path of ['/staff', '/staff/', '/staff/wallboard', '/staff/a/b']) {
      const { status, headers, text } = await get(path);
      expect([status, text]).toEqual([200, page('Hearthline')]);
      const policy = policyOf(headers);
      expect(policy['frame-ancestors']).toEqual(["'none'"]);
      expect(policy['style-src']).toEqual(["'self'"]);
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('cache-control')).toBe('no-store');
    }
    expect((await get('/staff/assets/index-1a2b.js')).headers.get('cache-control')).toContain('immutable');
    expect((await get('/staff/assets/gone.js')).status).toBe(404);
  });
});

describe('what does not exist', () => {
  it('[V4] still shows the numbers, and no file outside is ever sent', async () => {
    for (const path of [
      '/',
      '/nothing',
      '/widget/assets/..%2f..%2f..%2fpackage.json',
      '/staff/..%2fpackage.json',
      '/%E0%A4%A',
    ]) {
      const { status, text } = await get(path);
      expect([400, 404]).toContain(status);
      expect(text).toContain('999');
      expect(text).not.toContain('dependencies');
    }
  });
});

describe('health', () => {
  it('says that the process lives, and which part is missing when it cannot serve', async () => {
    expect((await get('/livez')).status).toBe(200);
    expect((await get('/readyz')).text).toBe('{"ready":true,"parts":{"switchedOn":true,"mongo":true,"slow":true}}');
    mongoUp = false;
    const broken = await get('/readyz');
    expect([broken.status, broken.text]).toEqual([
      503,
      '{"ready":false,"parts":{"switchedOn":true,"mongo":false,"slow":true}}',
    ]);
    mongoUp = true;
    switchedOn = false;
    expect((await get('/readyz')).status).toBe(503);
    expect((await get('/livez')).status).toBe(200);
    switchedOn = true;
  });
});
