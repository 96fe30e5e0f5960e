/** What the use cases of plans need of the world; put together once, in compose-case-work.ts. */
import type { PlanMeasure } from '../../shared/protocol/http/plans.ts';
import type { PlanGroup } from '../../shared/reference/plan-groups.ts';
import type { CasesDeps } from '../cases/index.ts';
import type { Remind } from '../reminders/index.ts';
import type { ActionsStore } from './actions.store.ts';
import type { PlansStore } from './plans.store.ts';
import type { TherapistNotesStore } from './therapist-notes.store.ts';

export interface PlansDeps {
  readonly cases: CasesDeps;
  readonly plans: PlansStore;
  readonly actions: ActionsStore;
  readonly notes: TherapistNotesStore;
  readonly remind: Remind;
  /** What measures a therapeutic plan, oldest first: assessments of the tool engine. */
  readonly measuresOf: (planId: string) => Promise<PlanMeasure[]>;
  /** The groups of the service pack in which support is given. */
  readonly groups: readonly PlanGroup[];
}
