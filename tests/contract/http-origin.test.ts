import { request as httpRequest } from 'node:http';
import { Server } from 'socket.io';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { originGuard } from '../../server/platform/origin.ts';
import { testDatabase } from '../support/database.ts';
import { type HttpRig, httpRig } from '../support/http-rig.ts';

const at = testDatabase();
let rig: HttpRig;
let sockets: Server;
let connections = 0;

beforeAll(async () => {
  rig = await httpRig(at);
  sockets = new Server(rig.server, { allowRequest: originGuard([rig.url]), serveClient: false });
  sockets.of('/visitor').on('connection', () => {
    connections += 1;
  });
});
afterAll(async () => {
  await sockets.close();
  await rig.close();
});

/** The first answer of a handshake, as plain HTTP sees it. */
function handshake(transport: 'polling' | 'websocket', headers: Record<string, string>): Promise<number | undefined> {
  const upgrade = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
  };
  return new Promise((resolve, reject) => {
    const asked = httpRequest(`${rig.url}/socket.io/?EIO=4&transport=${transport}`, {
      headers: { ...headers, ...(transport === 'websocket' ? upgrade : {}) },
    });
    asked.on('response', (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asked.on('upgrade', (response, socket) => {
      socket.destroy();
      resolve(response.statusCode);
    });
    asked.on('error', reject);
    asked.end();
  });
}

const foreign = ['https://evil.example', 'null', 'http://localhost:1', 'http://127.0.0.1'];

describe('a connection', () => {
  it('of our own pages is made, by either transport', async () => {
    for (const transport of ['websocket', 'polling'] as const) {
      const socket = io(`${rig.url}/visitor`, {
        transports: [transport],
        forceNew: true,
        reconnection: false,
        extraHeaders: { Origin: rig.url },
      });
      await new Promise<void>((resolve, reject) => {
        socket.on('connect', resolve);
        socket.on('connect_error', reject);
      });
      socket.close();
    }
    expect(connections).toBe(2);
  });

  it('of a foreign page is refused with 403, before anything of it is run', async () => {
    const before = connections;
    for (const origin of [...foreign, `${rig.url}.evil.example`]) {
      for (const transport of ['websocket', 'polling'] as const) {
        expect(await handshake(transport, { origin, 'sec-fetch-site': 'same-origin' })).toBe(403);
      }
    }
    expect(connections).toBe(before);
  });

  it('without an Origin is refused, except where the browser says that polling is same-origin', async () => {
    expect(await handshake('websocket', {})).toBe(403);
    expect(await handshake('websocket', { 'sec-fetch-site': 'same-origin' })).toBe(403);
    expect(await handshake('polling', {})).toBe(403);
    expect(await handshake('polling', { 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await handshake('polling', { 'sec-fetch-site': 'same-origin' })).toBe(200);
  });

  it('tells a refused program nothing but that', async () => {
    const socket = io(`${rig.url}/visitor`, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: { Origin: 'https://evil.example' },
    });
    const error = await new Promise<Error>((resolve) => socket.on('connect_error', resolve));
    expect(error).not.toHaveProperty('data');
    socket.close();
  });
});
