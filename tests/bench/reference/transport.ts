/** A bare Socket.IO server with the product's transport (server/platform/socket-server.ts), and nothing of its own. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { FRAME_MAX_BYTES } from '../../../shared/domain/message-limits.ts';

export function bareServer(): { io: Server; listen: () => Promise<string> } {
  const http = createServer();
  const io = new Server(http, {
    serveClient: false,
    maxHttpBufferSize: FRAME_MAX_BYTES,
    transports: ['websocket', 'polling'],
    pingInterval: 10_000,
    pingTimeout: 8_000,
    connectTimeout: 10_000,
    perMessageDeflate: false,
  });
  const listen = async () => {
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  };
  return { io, listen };
}
