/**
 * A line with faults of our own between a client and a TCP or Unix-socket server: what passes can be delayed, sliced and
 * stalled, each way by itself and changed at any time, and connections can be cut (FIN) or reset (RST).
 */
import { type AddressInfo, connect, createServer, type NetConnectOpts, type Socket } from 'node:net';

export interface Weather {
  /** Every piece arrives this much later, and no piece overtakes another. */
  readonly delayMs?: number;
  /** Up to this much more or less, at random. */
  readonly jitterMs?: number;
  /** Pieces of at most so many bytes. */
  readonly sliceBytes?: number;
}

export type Way = 'up' | 'down' | 'both';

export interface FaultProxy {
  readonly port: number;
  /** From now on; what is on its way already is not touched. `up` is from the client to the server. */
  set(weather: Weather, way?: Way): void;
  /** Nothing passes that way for so long, or until it is released; connections stay open. */
  stall(forMs?: number, way?: Way): void;
  release(way?: Way): void;
  /** Ends connections as a peer that closes does: only what it sends, or both sides at once. */
  cut(half?: boolean): void;
  /** Ends connections with RST towards the client, as a machine that lost power does when it is back. */
  reset(): void;
  /** New connections are refused (reset at once) until `accept(true)`. */
  accept(open: boolean): void;
  connections(): number;
  close(): Promise<void>;
}

interface Direction {
  weather: Weather;
  stalled: boolean;
  /** Those waiting for the stall to end. */
  waiting: (() => void)[];
  timer: NodeJS.Timeout | undefined;
}

export async function startFaultProxy(upstream: NetConnectOpts): Promise<FaultProxy> {
  const directions = { up: fair(), down: fair() };
  const pairs = new Set<{ readonly client: Socket; readonly server: Socket }>();
  let open = true;
  const each = (way: Way): Direction[] => (way === 'both' ? [directions.up, directions.down] : [directions[way]]);

  const listener = createServer({ allowHalfOpen: true }, (client) => {
    if (!open) return void client.resetAndDestroy();
    const server = connect({ ...upstream, allowHalfOpen: true });
    const pair = { client, server };
    pairs.add(pair);
    for (const socket of [client, server]) {
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        pairs.delete(pair);
        client.destroy();
        server.destroy();
      });
    }
    carry(client, server, directions.up);
    carry(server, client, directions.down);
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  function release(way: Way = 'both'): void {
    for (const direction of each(way)) {
      clearTimeout(direction.timer);
      direction.stalled = false;
      for (const go of direction.waiting.splice(0)) go();
    }
  }
  return {
    port: (listener.address() as AddressInfo).port,
    set: (weather, way = 'both') => {
      for (const direction of each(way)) direction.weather = weather;
    },
    stall: (forMs, way = 'both') => {
      release(way);
      const timer = forMs === undefined ? undefined : setTimeout(() => release(way), forMs);
      for (const direction of each(way)) Object.assign(direction, { stalled: true, timer });
    },
    release,
    cut: (half = false) => {
      for (const { client, server } of pairs) for (const side of half ? [client] : [client, server]) side.end();
    },
    reset: () => {
      for (const { client, server } of pairs) {
        client.resetAndDestroy();
        server.destroy();
      }
    },
    accept: (value) => {
      open = value;
    },
    connections: () => pairs.size,
    close: async () => {
      release();
      for (const { client, server } of pairs) {
        client.destroy();
        server.destroy();
      }
      await new Promise((resolve) => listener.close(resolve));
    },
  };
}

const fair = (): Direction => ({ weather: {}, stalled: false, waiting: [], timer: undefined });

/** So much is held back at most; past it the sender feels that nobody reads. */
const HELD_BYTES = 65_536;

/** Writes in order, each piece when its time has come. What is on its way when a line is cut or reset is lost, as on a real one. */
function carry(from: Socket, to: Socket, direction: Direction): void {
  let held = 0;
  let previous = Promise.resolve();
  from.on('data', (chunk: Buffer) => {
    for (const piece of slices(chunk, direction.weather.sliceBytes)) {
      const due = Date.now() + delayOf(direction.weather);
      held += piece.length;
      previous = previous
        .then(() => passAt(due, to, piece, direction))
        .then(() => {
          held -= piece.length;
          if (held <= HELD_BYTES) from.resume();
        });
    }
    if (held > HELD_BYTES) from.pause();
  });
  from.on('end', () => void previous.then(() => to.end()));
}

async function passAt(due: number, to: Socket, piece: Buffer, direction: Direction): Promise<void> {
  const wait = due - Date.now();
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
  while (direction.stalled) await new Promise<void>((resolve) => direction.waiting.push(resolve));
  if (!to.destroyed && to.writable) await new Promise<void>((resolve) => to.write(piece, () => resolve()));
}

function delayOf({ delayMs = 0, jitterMs = 0 }: Weather): number {
  return Math.max(0, delayMs + (2 * Math.random() - 1) * jitterMs);
}

function slices(chunk: Buffer, bytes: number | undefined): Buffer[] {
  if (bytes === undefined) return [chunk];
  return Array.from({ length: Math.ceil(chunk.length / bytes) }, (_, at) =>
    chunk.subarray(at * bytes, (at + 1) * bytes),
  );
}
