export { alertsSpec, createAlertsStore } from './alerts.store.ts';
export {
  acknowledgeAlert,
  alertRooms,
  alertsFor,
  createSafeguardingPort,
  handAlertSignals,
  raiseEmergency,
  type SafeguardingDeps,
  updateEmergency,
} from './alerts.ts';
export { safeguardingHandlers } from './staff.socket.ts';
export { tellNewcomers } from './tell-newcomers.ts';
