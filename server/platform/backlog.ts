/**
 * How much waits to be sent on a connection. Whoever reads leaves next to nothing; whoever does not read must not cost the
 * memory of the node: past the limit the connection is cut, and the log gives everything again when it comes back (L4).
 */
const PACKETS_AT_MOST = 1_000;
const BYTES_AT_MOST = 1_024 * 1_024;
/** Below this the bytes are not worth counting: a packet is at most a page of the log. */
const FEW_PACKETS = 4;

/** The part of an engine connection that this looks at. */
export interface Line {
  readonly transport: object;
  close(discard?: boolean): void;
}

export function isBehind(line: Line): boolean {
  const waiting: unknown = Reflect.get(line, 'writeBuffer');
  if (!Array.isArray(waiting) || waiting.length < FEW_PACKETS) return false;
  if (waiting.length > PACKETS_AT_MOST) return true;
  let bytes = 0;
  for (const packet of waiting) bytes += typeof packet?.data === 'string' ? packet.data.length : 0;
  return bytes > BYTES_AT_MOST;
}

/** Ends it at once: a farewell would wait behind what is not read. */
export function cut(line: Line): void {
  line.close(true);
  const raw: unknown = Reflect.get(line.transport, 'socket');
  if (raw instanceof Object && 'terminate' in raw && typeof raw.terminate === 'function') raw.terminate();
}
