/** Refuses a WebSocket before Socket.IO answers it, with a status that proxies and browsers understand. */
import type { IncomingMessage } from 'node:http';

export type Refusal = '403 Forbidden' | '429 Too Many Requests' | '503 Service Unavailable';

export function refuseUpgrade({ socket }: IncomingMessage, status: Refusal): void {
  // Node no longer listens for the errors of an upgraded connection: a reset by its other end would end the process.
  socket.on('error', () => undefined);
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
}
