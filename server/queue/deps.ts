/** What the queue needs of the world; put together once, in app.ts. */
import type { ConversationsDeps } from '../conversations/index.ts';
import type { QueueSettings } from '../service/index.ts';
import type { Turns } from './claim.ts';
import type { OffersStore } from './offers.store.ts';
import type { OnDuty } from './on-duty.ts';
import type { QueueStore } from './queue.store.ts';
import type { QueueMeasures } from './queue-measures.ts';
import type { ShownPlacesStore } from './shown-places.store.ts';
import type { ToldDesks } from './told-desks.ts';
import type { WhoWaits } from './who-waits.store.ts';

export interface QueueDeps extends ConversationsDeps {
  readonly offers: OffersStore;
  readonly line: QueueStore;
  readonly waiting: WhoWaits;
  readonly onDuty: OnDuty;
  readonly turns: Turns;
  readonly measures: QueueMeasures;
  readonly told: ToldDesks;
  readonly shownPlaces: ShownPlacesStore;
  readonly settings: () => Promise<QueueSettings>;
}
