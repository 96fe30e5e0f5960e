/**
 * What is not finished keeps a case from being closed: a promise that was made is not to vanish unseen, and what a lead has to
 * decide is not one worker's to end. Whoever has seen what it is may say that it ends with the case; what is a lead's ends only
 * by a lead, with a reason; some things have to be settled before, whoever asks.
 */
import { isForLead } from '../../shared/domain/due-kinds.ts';
import type { Due } from './case.ts';
import type { OpenThing } from './deps.ts';
import { ownDueId } from './mirrored.ts';

const HOLDS = ['pathway:', 'age:'];

/** What stands due in the case itself, or in one that became part of it: once each, by the name it has where it was made. */
export function openDues(due: readonly Due[]): OpenThing[] {
  const things = due.flatMap(({ dueId, kind }): OpenThing[] => {
    const id = ownDueId(dueId);
    if (!HOLDS.some((prefix) => id.startsWith(prefix))) return [];
    return [{ kind, id, endsWithCase: true, ...(isForLead(kind) ? { byLead: true } : {}) }];
  });
  return things.filter((each, at) => things.findIndex(({ kind, id }) => kind === each.kind && id === each.id) === at);
}

export interface Ending {
  readonly isLead: boolean;
  /** They read what is open and say that it ends. */
  readonly endOpen: boolean;
  /** Why what is a lead's may end with the case. */
  readonly endSaid: string | null;
}

export type EndVerdict =
  | { readonly verdict: 'ends' }
  /** Something of it has to be settled first, or nobody has said that it ends. */
  | { readonly verdict: 'still_open' }
  | { readonly verdict: 'say_why' };

export function judgeEnding(open: readonly OpenThing[], { isLead, endOpen, endSaid }: Ending): EndVerdict {
  const ends = ({ endsWithCase, byLead }: OpenThing) => endOpen && endsWithCase && (byLead !== true || isLead);
  if (!open.every(ends)) return { verdict: 'still_open' };
  const why = endSaid !== null && endSaid.trim() !== '';
  return open.some(({ byLead }) => byLead === true) && !why ? { verdict: 'say_why' } : { verdict: 'ends' };
}
