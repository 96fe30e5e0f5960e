/** What safeguarding needs of the world besides the conversations; put together once, in `compose-duties.ts`. */
import type { ConversationsDeps } from '../conversations/index.ts';
import type { Shown } from '../platform/shown.ts';
import type { AlertsStore } from './alerts.store.ts';
import type { EmergencyUpdatesStore } from './emergency/emergency-updates.store.ts';

export interface SafeguardingDeps extends ConversationsDeps {
  readonly alerts: AlertsStore;
  readonly alertsShown: Shown;
  readonly emergencyUpdates: EmergencyUpdatesStore;
}
