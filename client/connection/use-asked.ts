// Something that is asked for when it is shown, and again when it is told to be; an answer to an older question is thrown away.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Reply, WireError } from '../../shared/protocol/errors.ts';

export interface Asked<T> {
  readonly value: T | null;
  readonly error: WireError | null;
  readonly again: () => void;
}

/** `question` must stay the same function while the question does. */
export function useAsked<T>(question: () => Promise<Reply<T>>): Asked<T> {
  const [answer, setAnswer] = useState<Omit<Asked<T>, 'again'>>({ value: null, error: null });
  const asked = useRef(0);
  const again = useCallback(() => {
    asked.current += 1;
    const mine = asked.current;
    void question().then((reply) => {
      if (mine !== asked.current) return;
      setAnswer((known) => (reply.ok ? { value: reply.value, error: null } : { ...known, error: reply.error }));
    });
  }, [question]);
  useEffect(() => {
    again();
    return () => {
      asked.current += 1;
    };
  }, [again]);
  return { ...answer, again };
}
