// The groups in which a service gives support: data of its pack, since which advocates there are is a contract's matter
// and changes with it (E15).
import type { ReferenceItem } from './reference-item.ts';

export interface PlanGroup extends ReferenceItem {
  /** A code of `planKinds`. */
  readonly planKind: string;
  /** Who gives it: a code of `workerRoles`. */
  readonly role: string;
  /** Open plans that one member of staff holds in this group; null where none is agreed. */
  readonly caseloadCap: number | null;
  /** Whether people may wait for it on a list with a date and a review. */
  readonly waitingList: boolean;
}
