import { useCallback, useEffect, useState } from 'react';
import type { WireError } from '../../shared/protocol/errors.ts';
import type { Guidance } from '../../shared/protocol/http/guidance.ts';
import { newestOnly } from '../connection/newest-only.ts';
import { readGuidance } from './guidance-calls.ts';

/**
 * What the rules make of the case now; asked again when it has another revision. Each reading is recorded. Where another case is
 * looked at meanwhile, what was read of the one before is not shown under it.
 */
export function useGuidance(caseId: string, revision: number) {
  const [guidance, setGuidance] = useState<Guidance | null>(null);
  const [error, setError] = useState<WireError | null>(null);
  const [newest] = useState(newestOnly);
  const reload = useCallback(async () => {
    const reply = await newest.ask('guidance', () => readGuidance(caseId));
    if (reply === null) return;
    if (reply.ok) setGuidance(reply.value.guidance);
    setError(reply.ok ? null : reply.error);
  }, [newest, caseId]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another revision is the reason to ask again
  useEffect(() => void reload(), [reload, revision]);
  return { guidance: guidance?.caseId === caseId ? guidance : null, error, reload };
}
