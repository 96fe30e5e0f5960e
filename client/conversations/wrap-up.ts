// The form after the talk: what may be saved, and what must be there before a conversation closes (E10, D4).
import type { WrapUp } from '../../shared/protocol/conversation.ts';

export type NonData = NonNullable<WrapUp['nonData']>;
export const OUTCOMES = ['support', 'advice', 'information', 'signposting', 'referral'] as const;
export const RISK_LEVELS = ['none', 'standard', 'medium', 'high', 'not_assessed'] as const;
export const NON_DATA_KINDS: readonly NonData[] = ['silent', 'test', 'hoax', 'wrong_service'];

export interface WrapUpDraft {
  readonly outcomes: readonly string[];
  readonly crimeTypes: readonly string[];
  readonly risk: WrapUp['risk'] | null;
  readonly nonData: NonData | null;
}

export function draftOf(saved: WrapUp | null): WrapUpDraft {
  return {
    outcomes: saved?.outcomes ?? [],
    crimeTypes: saved?.crimeTypes ?? [],
    risk: saved?.risk ?? null,
    nonData: saved?.nonData ?? null,
  };
}

export type Missing = 'outcomes' | 'crimeTypes' | 'risk';

/** A contact that holds no data about a person closes without a form. */
export function missingFrom(draft: WrapUpDraft): readonly Missing[] {
  if (draft.nonData !== null) return [];
  const missing: Missing[] = [];
  if (draft.outcomes.length === 0) missing.push('outcomes');
  if (draft.crimeTypes.length === 0) missing.push('crimeTypes');
  if (draft.risk === null) missing.push('risk');
  return missing;
}

export function asInput(conversationId: string, draft: WrapUpDraft, done: boolean) {
  const nothing = draft.nonData !== null;
  return {
    conversationId,
    outcomes: nothing ? [] : [...draft.outcomes],
    crimeTypes: nothing ? [] : [...draft.crimeTypes],
    risk: nothing ? ('not_assessed' as const) : (draft.risk ?? 'not_assessed'),
    ...(draft.nonData === null ? {} : { nonData: draft.nonData }),
    done,
  };
}
