import { useEffect, useState } from 'react';
import { ask } from '../connection/http.ts';
import { notifyProblem } from '../ui/notices.ts';
import type { Offered } from './consent-draft.ts';

const nothing: Offered = { recipients: [], wordings: [] };

/** Who could be asked about for this conversation, with which items and in which wording. */
export function useOffered(conversationId: string): Offered | null {
  const [offered, setOffered] = useState<Offered | null>(null);
  useEffect(() => {
    let current = true;
    const path = `/recipients?conversationId=${encodeURIComponent(conversationId)}`;
    void ask<Offered>('GET', path).then((reply) => {
      if (!current) return;
      if (!reply.ok) notifyProblem(reply.error);
      setOffered(reply.ok ? reply.value : nothing);
    });
    return () => {
      current = false;
    };
  }, [conversationId]);
  return offered;
}
