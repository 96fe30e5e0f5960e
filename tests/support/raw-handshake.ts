/** The first request of a WebSocket, written by hand: for tests of who is let in, and of connections that break off. */
import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

export interface RawHandshake {
  readonly line: Socket;
  /** Once the request has left this end. */
  readonly asked: Promise<void>;
  /** The status of the answer; null when the connection ended without one. */
  readonly status: Promise<number | null>;
}

export function rawHandshake(url: string, headers: Readonly<Record<string, string>> = {}): RawHandshake {
  const { hostname, port, host, origin } = new URL(url);
  const line = connect(Number(port), hostname);
  const all = {
    ...{ Host: host, Origin: origin, Connection: 'Upgrade', Upgrade: 'websocket', ...headers },
    ...{ 'Sec-WebSocket-Version': '13', 'Sec-WebSocket-Key': randomBytes(16).toString('base64') },
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  const asked = new Promise<void>((resolve) => {
    line.write(`GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n${lines.join('')}\r\n`, () => resolve());
  });
  const status = new Promise<number | null>((resolve) => {
    line.once('data', (part) =>
      resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(part.toString('latin1'))?.[1] ?? Number.NaN)),
    );
    line.once('close', () => resolve(null));
  });
  line.on('error', () => undefined);
  return { line, asked, status };
}
