/** What safeguarding needs of the world besides the conversations; put together once, in `compose-duties.ts`. */
import type { ConversationsDeps } from '../conversations/index.ts';
import type { KeptOut } from '../kept-out/index.ts';
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
  /** The leads on call at this moment. */
  readonly onCallNow: () => Promise<readonly string[]>;
  /** Who is kept out of what: they are told nothing that is about it. */
  readonly keptOut: KeptOut;
}
