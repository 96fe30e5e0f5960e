import { Writable } from 'node:stream';
import { mongo } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { handle } from '../../server/platform/http-route.ts';
import { empty, text } from '../../shared/protocol/common.ts';
import { route } from '../../shared/protocol/http/define.ts';
import { fail, ok } from '../../shared/result.ts';
import { testDatabase } from '../support/database.ts';
import { type HttpRig, httpRig } from '../support/http-rig.ts';

const echo = route({
  method: 'POST',
  path: '/echo/:name',
  summary: 'For the test',
  allow: 'public.read',
  params: z.strictObject({ name: z.string().max(10) }),
  query: z.strictObject({ times: z.string().optional() }),
  body: z.strictObject({ text: text(20), fail: z.string().optional() }),
  output: z.strictObject({ said: z.string() }),
  errors: ['rate_limited'],
});

const tables = [
  [
    handle(echo, {
      handler: async ({ params, body }) => {
        if (body.fail === 'limit') return fail('rate_limited', { retryAfterMs: 1_500 });
        if (body.fail === 'throw') throw new Error(`a secret word: ${body.text}`);
        if (body.fail === 'outage') throw new mongo.MongoNetworkError('no route to 10.0.0.7');
        // A fault of ours, which the check of what is answered finds.
        if (body.fail === 'output') return ok({ said: 'x', more: body.text });
        return ok({ said: `${params.name}: ${body.text}` });
      },
    }),
    handle(route({ ...echo, method: 'GET', path: '/nothing', params: empty, body: empty, output: null }), {
      handler: async () => ok(null),
    }),
  ],
];

const at = testDatabase();
let rig: HttpRig;
let logged = '';
const log = new Writable({
  write: (chunk, _encoding, done) => {
    logged += String(chunk);
    done();
  },
});

beforeAll(async () => {
  rig = await httpRig(at, { tables, log });
});
afterAll(() => rig.close());

const ECHO = '/api/v1/echo/ada';

describe('a route', () => {
  it('answers in the one form, and nothing of it is kept', async () => {
    const answer = await rig.ask('POST', `${ECHO}?times=1`, { body: { text: 'hello' } });
    expect([answer.status, answer.body]).toEqual([200, { ok: true, value: { said: 'ada: hello' } }]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('x-powered-by')).toBeNull();
  });

  it('answers nothing at all where there is nothing to say', async () => {
    const answer = await rig.ask('GET', '/api/v1/nothing');
    expect([answer.status, answer.text]).toEqual([204, '']);
  });

  it.each([
    ['an unknown field', { text: 'a', extra: 1 }],
    ['a wrong type', { text: 1 }],
    ['a missing field', {}],
    ['white space only', { text: '  ' }],
    ['half of a character', { text: '\ud800' }],
    ['nothing', null],
  ])('refuses %s with the place that is wrong', async (_what, body) => {
    const answer = await rig.ask('POST', ECHO, { body });
    expect([answer.status, answer.body]).toMatchObject([400, { ok: false, error: { code: 'bad_request' } }]);
    expect(answer.body).toMatchObject({ error: { details: { issues: [{ message: expect.any(String) }] } } });
  });

  it('refuses a prototype in disguise', async () => {
    const answer = await rig.ask('POST', ECHO, { raw: '{"text":"a","__proto__":{"fail":"throw"}}' });
    expect(answer.status).not.toBe(500);
    expect(({} as Record<string, unknown>).fail).toBeUndefined();
  });

  it('refuses an unknown or doubled field in the address', async () => {
    for (const query of ['?other=1', '?times=1&times=2', '?times[a]=1', '?__proto__=1']) {
      expect((await rig.ask('POST', `${ECHO}${query}`, { body: { text: 'a' } })).status).toBe(400);
    }
    expect((await rig.ask('POST', '/api/v1/echo/much-too-long', { body: { text: 'a' } })).status).toBe(400);
    expect((await rig.ask('POST', '/api/v1/echo/%E0%A4%A', { body: { text: 'a' } })).body).toMatchObject({
      error: { code: 'bad_request' },
    });
  });

  it('says that a text over its limit is too large, and so is a body over 64 KiB', async () => {
    for (const length of [21, 70_000]) {
      const answer = await rig.ask('POST', ECHO, { body: { text: 'x'.repeat(length) } });
      expect([answer.status, answer.body]).toMatchObject([413, { error: { code: 'too_large' } }]);
    }
  });

  it.each([
    ['broken JSON', '{"text":', {}],
    ['a form', 'text=hello', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['plain text, as another site could send it', '{"text":"a"}', { 'content-type': 'text/plain' }],
    ['a type of its own making', '{"text":"a"}', { 'content-type': 'application/vnd.api+json' }],
    ['a bare value', '"text"', {}],
    ['another character set', '{"text":"a"}', { 'content-type': 'application/json; charset=latin1' }],
    ['compressed bytes', 'x', { 'content-encoding': 'gzip' }],
  ])('refuses %s', async (_what, raw, headers) => {
    const answer = await rig.ask('POST', ECHO, { raw, headers });
    expect([answer.status, answer.body]).toMatchObject([400, { ok: false, error: { code: 'bad_request' } }]);
    expect(answer.text).not.toContain('hello');
  });

  it('refuses a request without a body where one is needed', async () => {
    expect((await rig.ask('POST', ECHO)).body).toMatchObject({ error: { code: 'bad_request' } });
  });

  it('says how long to wait, in the body and in the header', async () => {
    const answer = await rig.ask('POST', ECHO, { body: { text: 'a', fail: 'limit' } });
    expect(answer.status).toBe(429);
    expect(answer.body).toMatchObject({ error: { code: 'rate_limited', details: { retryAfterMs: 1_500 } } });
    expect(answer.headers.get('retry-after')).toBe('2');
  });

  it('answers a fault of ours with a reference that the log has too, and with no word of what was sent', async () => {
    for (const fault of ['throw', 'output']) {
      logged = '';
      const answer = await rig.ask('POST', ECHO, { body: { text: 'my canary', fail: fault } });
      expect(answer.status).toBe(500);
      const error = answer.body.ok ? null : answer.body.error;
      expect(error).toMatchObject({ code: 'internal', details: { reference: expect.any(String) } });
      expect(logged).toContain(error?.details?.reference);
      expect(logged + answer.text).not.toMatch(/canary|secret word/);
    }
  });
});

describe('a database that cannot be reached', () => {
  it('is said as what it is: not saved, send it again', async () => {
    const answer = await rig.ask('POST', ECHO, { body: { text: 'a', fail: 'outage' } });
    expect([answer.status, answer.body]).toMatchObject([503, { error: { code: 'unavailable' } }]);
    expect(answer.text).not.toContain('10.0.0.7');
  });
});

describe('what is no route', () => {
  it.each([
    ['GET', '/api/v1/none'],
    ['POST', '/api/v1/none'],
    ['GET', '/api/v2/service'],
    ['GET', ECHO],
    ['PUT', ECHO],
    ['GET', '/api'],
  ])('%s %s does not exist, in the same form', async (method, path) => {
    const answer = await rig.ask(method, path, method === 'GET' ? {} : { body: {} });
    expect([answer.status, answer.body]).toMatchObject([404, { ok: false, error: { code: 'not_found' } }]);
  });

  it('does not answer a preflight of another site', async () => {
    const answer = await rig.ask('OPTIONS', ECHO, { origin: 'https://evil.example' });
    expect(answer.status).toBe(403);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('the description', () => {
  it('has every route that is bound, with its answers and errors', async () => {
    const answer = await rig.ask('GET', '/api/v1/openapi.json', { origin: null });
    expect(answer.status).toBe(200);
    const document = z
      .looseObject({
        openapi: z.literal('3.1.0'),
        paths: z.record(
          z.string(),
          z.record(z.string(), z.looseObject({ responses: z.record(z.string(), z.unknown()) })),
        ),
      })
      .parse(JSON.parse(answer.text));
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(described.sort()).toEqual(
      [
        'delete /session',
        'get /nothing',
        'get /openapi.json',
        'get /session',
        'post /echo/{name}',
        'post /session',
      ].sort(),
    );
    expect(Object.keys(document.paths['/echo/{name}']?.post?.responses ?? {})).toEqual(
      expect.arrayContaining(['200', '400', '403', '413', '429', '500']),
    );
    expect(JSON.stringify(document.paths['/session'])).toContain('staffSession');
  });
});
