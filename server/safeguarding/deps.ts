/** What safeguarding needs of the world besides the conversations; put together once, in `compose-duties.ts`. */
import type { ConversationsDeps } from '../conversations/index.ts';
import type { Shown } from '../platform/shown.ts';
import type { SteppedStore } from '../platform/stepped.store.ts';
import type { AlertsStore } from './alerts.store.ts';
import type { ConcernFacts } from './concerns/concern-record.ts';
import type { EmergencyUpdatesStore } from './emergency/emergency-updates.store.ts';

export interface SafeguardingDeps extends ConversationsDeps {
  readonly alerts: AlertsStore;
  readonly alertsShown: Shown;
  readonly emergencyUpdates: EmergencyUpdatesStore;
  readonly concerns: SteppedStore<ConcernFacts>;
  /** Of these cases, for whom which does not exist: they are told nothing that is about it. */
  readonly keptOut: (caseIds: readonly string[]) => Promise<(caseId: string | undefined, agentId: string) => boolean>;
}
