/**
 * Stands before what is written into a case: a number or e-mail of it that is not safe goes into no note, plan or action,
 * where the next one would ring it without having read why not. Nothing is kept of what is refused; the page keeps the words.
 */
import { type HeldDetail, heldDetailFaults, mayHoldDetail, wordsIn } from '../../shared/domain/held-details.ts';
import { fail, type Result } from '../../shared/result.ts';
import type { StaffSession } from '../platform/http-route.ts';
import type { CaseDoc } from './case.ts';
import type { CasesDeps } from './deps.ts';
import { familyOf } from './family.ts';
import { reachCase } from './reach-case.ts';

interface Written {
  readonly params: { readonly caseId: string };
  readonly body: unknown;
}

/** For routes that write into a case what somebody has typed. */
export function keepNumbersBehind<I extends Written, T>(
  deps: CasesDeps,
  work: (input: I, who: StaffSession) => Promise<Result<T>>,
) {
  return async (input: I, who: StaffSession): Promise<Result<T>> => {
    const words = wordsIn(input.body).filter(({ text }) => mayHoldDetail(text));
    if (words.length === 0) return work(input, who);
    const reached = await reachCase(deps, 'case.write', who, input.params.caseId);
    // Whoever may not write here is told so by the work itself, and nothing of what the case holds.
    if (!reached.ok) return work(input, who);
    const issues = heldDetailFaults(words, await heldBy(deps, reached.value));
    return issues.length > 0 ? fail('bad_request', { issues }) : work(input, who);
  };
}

/** Of the case and of all that were taken for the same person. */
async function heldBy(deps: CasesDeps, doc: CaseDoc): Promise<HeldDetail[]> {
  const family = await familyOf(deps, doc);
  const [people, ...contacts] = await Promise.all([
    Promise.all(family.map((caseId) => ofPeople(deps, caseId))),
    ...deps.heldDetails.map((of) => of(doc, family)),
  ]);
  return [...people, ...contacts].flat();
}

async function ofPeople({ sections }: CasesDeps, caseId: string): Promise<HeldDetail[]> {
  const stored = await sections.find(caseId, 'people');
  const body = stored === null ? null : await sections.open(stored);
  if (body === null || !('people' in body)) return [];
  return body.people.flatMap(({ phone }) =>
    phone === null ? [] : [{ kind: 'phone', value: phone, standing: 'person' } as const],
  );
}
