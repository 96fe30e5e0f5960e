import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reference, serviceRoutes } from '../../shared/protocol/http/service.ts';
import { asVisitor, signIn } from '../support/connect.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

async function ask(path: string, init: RequestInit = {}) {
  const response = await fetch(`${server.url}/api/v1${path}`, init);
  const text = await response.text();
  return { status: response.status, text, body: text === '' ? null : JSON.parse(text) };
}

const leave = (body: unknown, origin: string | null = server.url) =>
  ask('/visitor/leave', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(origin === null ? {} : { origin }) },
    body: JSON.stringify(body),
  });

describe('what anybody may read', () => {
  it('is whether the service is open, in the declared form', async () => {
    const { status, body } = await ask('/service');
    expect(status).toBe(200);
    expect(serviceRoutes.service.output.parse(body.value)).toMatchObject({ open: true });
  });

  it('is the lists of codes, in the declared form', async () => {
    const { status, body } = await ask('/reference');
    expect(status).toBe(200);
    const lists = reference.parse(body.value);
    expect(lists.crimeTypes).not.toHaveLength(0);
  });

  it('is the same for staff who are signed in, whatever their role', async () => {
    const { cookie } = await signIn(server.url, server.account('commissioner'));
    for (const path of ['/service', '/reference', '/openapi.json']) {
      const [stranger, staff] = [await ask(path), await ask(path, { headers: { cookie } })];
      expect(staff).toEqual(stranger);
    }
  });

  it('takes no fields', async () => {
    expect((await ask('/service?key=1')).body).toMatchObject({ ok: false, error: { code: 'bad_request' } });
  });
});

describe('leaving without a connection', () => {
  it('ends the conversation of the token, at once', async () => {
    const visitor = await asVisitor(server.url);
    const { token, conversation } = await visitor.ask('conversation:request', { clientId: randomUUID() });
    expect(await leave({ token, clientId: randomUUID(), reason: 'exit' })).toEqual({
      status: 204,
      text: '',
      body: null,
    });
    visitor.close();
    await expect(asVisitor(server.url, { token })).rejects.toMatchObject({ data: { code: 'unauthenticated' } });
    expect(conversation.state).toBe('waiting');
  });

  it('[V3] answers the same for a token that is dead or that never was', async () => {
    const visitor = await asVisitor(server.url);
    const { token } = await visitor.ask('conversation:request', { clientId: randomUUID() });
    await leave({ token, clientId: randomUUID(), reason: 'exit' });
    visitor.close();
    for (const each of [token, randomUUID(), 'x', `${'y'.repeat(43)}`]) {
      expect(await leave({ token: each, clientId: randomUUID(), reason: 'exit' })).toEqual({
        status: 204,
        text: '',
        body: null,
      });
    }
  });

  it('refuses what is malformed, and a page that is not ours', async () => {
    const good = { token: 'x', clientId: randomUUID(), reason: 'exit' };
    for (const body of [{}, { ...good, reason: 'bored' }, { ...good, clientId: '1' }, { ...good, more: 1 }]) {
      expect((await leave(body)).body).toMatchObject({ error: { code: 'bad_request' } });
    }
    for (const origin of [null, 'null', 'https://evil.example', new URL(server.url).origin.replace('http', 'https')]) {
      expect((await leave(good, origin)).status).toBe(403);
    }
  });
});

describe('the description of the whole', () => {
  it('names only routes that the server really has', async () => {
    const { body } = await ask('/openapi.json');
    for (const [path, methods] of Object.entries<Record<string, unknown>>(body.paths)) {
      for (const method of Object.keys(methods)) {
        const address = path.replaceAll(/\{\w+\}/g, 'x');
        const { status, text } = await ask(address, {
          method: method.toUpperCase(),
          headers: { origin: server.url },
        });
        // Whatever it answers to an empty request, it is not the answer of an address that does not exist.
        expect([method, path, status === 404 && text.includes('not_found')]).toEqual([method, path, false]);
      }
    }
  });
});
