export { alertsSpec, createAlertsStore } from './alerts.store.ts';
export {
  alertRooms,
  alertsFor,
  createSafeguardingPort,
  handAlertSignals,
  type SafeguardingDeps,
} from './alerts.ts';
export { safeguardingHandlers } from './staff.socket.ts';
export { createMissedAlerts } from './tell-missed-alerts.ts';
export { tellNewcomers } from './tell-newcomers.ts';
