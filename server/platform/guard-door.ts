/** Puts the door before Socket.IO: a newcomer past what one place may hold gets 429 and costs neither a session nor a read. */
import type { Server as HttpServer, IncomingMessage, ServerResponse } from 'node:http';
import type { Server } from 'socket.io';
import { createDoor, type RefusedFor } from './door.ts';
import type { Metrics } from './metrics.ts';
import { refuseUpgrade } from './refuse-upgrade.ts';

export interface DoorOptions {
  readonly http: HttpServer;
  /** The key to count a place by; null where places are not counted. */
  readonly placeOf: (request: IncomingMessage) => string | null;
  /** Of the whole node, idle ones and those of proxies included; null: as many as the machine bears. */
  readonly connectionsAtMost: number | null;
  readonly metrics: Metrics;
}

export function guardDoor(io: Server, { http, placeOf, connectionsAtMost, metrics }: DoorOptions): void {
  const refused = metrics.counter({
    name: 'connections_refused_total',
    help: 'Connections that were not let in: their place holds enough, it comes too fast, or the node is full.',
    labels: ['cause'],
  });
  const door = createDoor(() => performance.now());
  const places = new WeakMap<IncomingMessage, string>();
  if (connectionsAtMost !== null) http.maxConnections = connectionsAtMost;
  http.on('drop', () => refused({ cause: 'node_full' }));
  io.engine.use((request: IncomingMessage, response: ServerResponse, next: () => void) => {
    const place = isKnown(request) ? null : placeOf(request);
    const cause: RefusedFor | null = place === null ? null : door.mayEnter(place);
    if (cause !== null) {
      refused({ cause });
      return refuse(request, response);
    }
    if (place !== null) places.set(request, place);
    next();
  });
  io.engine.on('connection', (line: EngineLine) => {
    const place = places.get(line.request);
    if (place !== undefined) line.once('close', door.entered(place));
  });
}

interface EngineLine {
  readonly request: IncomingMessage;
  once(event: 'close', then: () => void): void;
}

/** Who has a connection here (a sid) goes on using it. */
export function isKnown(request: IncomingMessage): boolean {
  return new URL(request.url ?? '', 'http://node').searchParams.has('sid');
}

/** Not 503: that would send them to the next node, and take this one out of the proxy's list for everybody. */
function refuse(request: IncomingMessage, response: ServerResponse): void {
  if (request.headers.upgrade !== undefined) refuseUpgrade(request, '429 Too Many Requests');
  else response.writeHead(429, { Connection: 'close', 'Retry-After': '5' }).end();
}
