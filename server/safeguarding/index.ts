export { alertsSpec, createAlertsStore } from './alerts.store.ts';
export {
  alertRooms,
  alertsFor,
  createSafeguardingPort,
  handAlertSignals,
  type SafeguardingDeps,
} from './alerts.ts';
export type { DutyDeps } from './duty/deps.ts';
export { createDutyRoutes } from './duty/duty.http.ts';
export { createDutyTurnsStore, dutyTurnsSpec } from './duty/duty-turns.store.ts';
export { addTurn } from './duty/set-turn.ts';
export { safeguardingHandlers } from './staff.socket.ts';
export { createMissedAlerts } from './tell-missed-alerts.ts';
export { tellNewcomers } from './tell-newcomers.ts';
