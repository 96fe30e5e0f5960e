// The only door to the service's pack and settings.

export { mailWarnings } from './mail-warnings.ts';
export type { Recipient, RecipientChannel, ServicePack } from './pack.ts';
export { buildPack } from './packs/index.ts';
export { isAgreed, isUsable } from './recipients-on.ts';
export { purgeAt, type RetentionRecord } from './retention-rules.ts';
export { createSettingsStore, serviceSettingsSpec } from './service-settings.store.ts';
export { openServiceSettings, type ServiceSettingsInForce, type SettingsRuntime } from './service-settings.ts';
export { describeService, type ServiceSituation } from './service-status.ts';
export {
  firstSettings,
  type QueueSettings,
  type SafeguardingSettings,
  type ServiceSettings,
  type SurveyQuestions,
} from './settings.ts';
export { validatePack } from './validate-pack.ts';
export { createWarningRoutes } from './warnings.http.ts';
