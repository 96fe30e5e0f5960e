import { useServerNow } from './clock.ts';
import { clockOf, isoDuration } from './durations.ts';

/** A wait that counts live from a server's time. */
export function Waited({ since }: { readonly since: string }) {
  const ms = useServerNow() - Date.parse(since);
  return <time dateTime={isoDuration(ms)}>{clockOf(ms)}</time>;
}
