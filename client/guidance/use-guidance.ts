import { useCallback, useEffect, useState } from 'react';
import type { WireError } from '../../shared/protocol/errors.ts';
import type { Guidance } from '../../shared/protocol/http/guidance.ts';
import { readGuidance } from './guidance-calls.ts';

/** What the rules make of the case now; asked again when it has another revision. Each reading is recorded. */
export function useGuidance(caseId: string, revision: number) {
  const [guidance, setGuidance] = useState<Guidance | null>(null);
  const [error, setError] = useState<WireError | null>(null);
  const reload = useCallback(async () => {
    const reply = await readGuidance(caseId);
    if (reply.ok) setGuidance(reply.value.guidance);
    setError(reply.ok ? null : reply.error);
  }, [caseId]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another revision is the reason to ask again
  useEffect(() => void reload(), [reload, revision]);
  return { guidance, error, reload };
}
