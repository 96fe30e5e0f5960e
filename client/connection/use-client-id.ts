import { useRef } from 'react';

/** One clientId per intended effect (L2): the same content tried again keeps it, other content gets another. */
export function useClientId(content: unknown): string {
  const last = useRef<{ content: string; clientId: string } | null>(null);
  const now = JSON.stringify(content);
  if (last.current?.content !== now) last.current = { content: now, clientId: crypto.randomUUID() };
  return last.current.clientId;
}
