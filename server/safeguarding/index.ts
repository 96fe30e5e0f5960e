export { alertsSpec, createAlertsStore } from './alerts.store.ts';
export {
  acknowledgeAlert,
  alertsFor,
  createSafeguardingPort,
  handAlertSignals,
  isLead,
  LEADS_ROOM,
  raiseEmergency,
  type SafeguardingDeps,
  updateEmergency,
} from './alerts.ts';
export { safeguardingHandlers } from './staff.socket.ts';
