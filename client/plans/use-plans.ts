import { useCallback } from 'react';
import { useAsked } from '../connection/use-asked.ts';
import { type CasePlans, listPlans } from './plan-calls.ts';

/** The plans and actions of a case while a page shows them. Each reading is recorded. */
export function usePlans(caseId: string) {
  return useAsked<CasePlans>(useCallback(() => listPlans(caseId), [caseId]));
}
