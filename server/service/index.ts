// The only door to the service's pack and settings.
export { settingsFaults, usableWording } from './check-settings.ts';
export type { PackRuntime, PartnerRoute, Queue, Recipient, RecipientItem, ServicePack, Team } from './pack.ts';
export { buildPack, packNames } from './packs/index.ts';
export { endingSoon, isUsable, partnersNear, recipientsOn, staffWarnings } from './partners-near.ts';
export { privacyText } from './privacy-text.ts';
export { purgeAt, type RetentionRecord, type RetentionRule } from './retention-rules.ts';
export { type ServiceRoutes, serviceRoutes } from './service.http.ts';
export {
  createSettingsStore,
  type SettingsStore,
  type SettingsVersion,
  serviceSettingsSpec,
} from './service-settings.store.ts';
export { openServiceSettings, type ServiceSettingsInForce, type SettingsRuntime } from './service-settings.ts';
export { DEMO_NOTICE, describeService, type ServiceSituation, visitorNumbers } from './service-status.ts';
export { firstSettings, type QueueSettings, type ServiceSettings, type SurveyQuestions } from './settings.ts';
export { validatePack, visitorTexts } from './validate-pack.ts';
