/**
 * Packets that leave a connection at the same moment leave in one system call: engine.io writes each by itself, and an
 * agent with many conversations is told many things at once (a third fewer calls a line, measured).
 */
import type { Server } from 'socket.io';

interface Corkable {
  readonly writableCorked: number;
  cork(): void;
  uncork(): void;
}

/** Engine.io says `flush` before it hands packets to the transport and `drain` after it, in the same turn. */
export function writeTogether({ engine }: Server): void {
  engine.on('flush', (line: object, packets: readonly unknown[]) => {
    if (packets.length > 1) streamOf(line)?.cork();
  });
  engine.on('drain', (line: object) => {
    const stream = streamOf(line);
    if (stream && stream.writableCorked > 0) stream.uncork();
  });
}

/** The stream beneath a WebSocket; polling has none of its own. */
function streamOf(line: object): Corkable | undefined {
  const transport: unknown = Reflect.get(line, 'transport');
  const socket: unknown = transport instanceof Object ? Reflect.get(transport, 'socket') : undefined;
  const stream: unknown = socket instanceof Object ? Reflect.get(socket, '_socket') : undefined;
  return stream instanceof Object && 'cork' in stream ? (stream as Corkable) : undefined;
}
