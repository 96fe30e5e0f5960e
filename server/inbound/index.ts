// The only door to received referrals: one rule for feed, file and form; the board on which they are looked at.
export { callForLate } from './call-for-late.ts';
export type { InboundDeps, RecipientsPort, ReferredContact } from './deps.ts';
export { followCases, followMissed } from './follow-passing.ts';
export { createImportRoutes } from './imports/import.http.ts';
export { importPartsSpec, importsSpec } from './imports/imports.store.ts';
export { createImports, purgeImports, resumeImports } from './imports/imports.ts';
export { createInboundReferralRoutes } from './inbound-referrals.http.ts';
export {
  createInboundReferralsStore,
  eraseReferralsOfCase,
  inboundReferralsSpec,
  sealReferralBody,
} from './inbound-referrals.store.ts';
export { createKeyedNames } from './keyed-names.ts';
export type { Origin } from './new-referral.ts';
export { purgeInbound } from './purge-inbound.ts';
export { type Received, receiveReferral } from './receive-referral.ts';
export { releaseLeft } from './release-left.ts';
export { remindedReferrals } from './reminded-referrals.ts';
export { revokeAllKeys } from './revoke-keys.store.ts';
export { type DemoSender, seedDemo } from './seed-demo.ts';
export { createSendersStore, inboundSendersSpec } from './senders.store.ts';
