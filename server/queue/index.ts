export {
  affirmAgents,
  dropGhostAgents,
  dropNodeAgents,
  restartAgentGrace,
  sweepLostAgents,
  sweepUnheardOffers,
} from './agent-presence.ts';
export { dropRinging } from './availability.ts';
export { createTurns } from './claim.ts';
export type { QueueDeps } from './deps.ts';
export { createExhaustedAlerts } from './exhausted-alerts.ts';
export { handQueueSignals } from './live-signals.ts';
export { matchingRound } from './matcher.ts';
export { createOffersStore, offersSpec } from './offers.store.ts';
export { createOnDuty } from './on-duty.ts';
export { openDesk } from './open-desk.ts';
export { pausedUntilAfter, wasHard } from './pause.ts';
export { createPictureStore } from './picture.store.ts';
export { createPlaces } from './places.ts';
export { createQueueStore } from './queue.store.ts';
export { queueKey } from './queue-key.ts';
export { createQueueMeasures } from './queue-measures.ts';
export { createReconciler } from './reconciler.ts';
export { sweepExpiredOffers } from './return-offer.ts';
export { createShownPlacesStore, shownPlacesSpec } from './shown-places.store.ts';
export { queueHandlers } from './staff.socket.ts';
export {
  handSessionSignals,
  type StaffHandlers,
  sessionRoom,
  staffNamespace,
} from './staff-namespace.ts';
export { tellMissedAtDesks } from './tell-missed-desks.ts';
export { createToldDesks } from './told-desks.ts';
export { createWhoWaits } from './who-waits.store.ts';
