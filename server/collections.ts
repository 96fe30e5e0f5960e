/** Every collection of the service, in one place: names, indexes, and which of them hold personal data. */
import { agentsSpec, availabilityHistorySpec } from './agents/index.ts';
import { approvalsSpec } from './approvals/index.ts';
import { assessmentChangesSpec, assessmentsSpec, loadedToolsSpec } from './assessments/index.ts';
import { auditSpec } from './audit/index.ts';
import {
  caseEventsSpec,
  caseLinksSpec,
  caseStudySpec,
  casesSpec,
  savedViewsSpec,
  sectionsSpec,
  sectionVersionsSpec,
} from './cases/index.ts';
import { consentRequestsSpec, consentsSpec } from './consent/index.ts';
import { attemptsSpec, callbacksSpec, contactsSpec, contactVersionsSpec, stopsSpec } from './contacts/index.ts';
import { conversationsSpec, entriesSpec, notesSpec } from './conversations/index.ts';
import { coverSpec } from './cover/index.ts';
import { formFillingsSpec } from './forms/index.ts';
import { maracReferralsSpec, pathwayRecordsSpec } from './guidance/index.ts';
import { sessionsSpec } from './identity/index.ts';
import { importPartsSpec, importsSpec, inboundReferralsSpec, inboundSendersSpec } from './inbound/index.ts';
import { partnerCardsSpec } from './partners/index.ts';
import { actionsSpec, plansSpec, therapistNotesSpec } from './plans/index.ts';
import { leasesSpec } from './platform/lease.store.ts';
import type { CollectionSpec } from './platform/mongo.ts';
import { nodesSpec } from './platform/nodes.store.ts';
import { dataKeysSpec } from './platform/sealing.store.ts';
import { referralMessagesSpec } from './portal/index.ts';
import { qualificationsSpec } from './qualifications/index.ts';
import { offersSpec, shownPlacesSpec } from './queue/index.ts';
import { inboundMessagesSpec, partnerNoticesSpec, referralOutboxSpec, sentReferralsSpec } from './referrals/index.ts';
import { changesSpec, complaintsSpec, incidentsSpec } from './registers/index.ts';
import { remindersSpec } from './reminders/index.ts';
import { returnPhrasesSpec, returnsSpec, returnTriesSpec, withdrawalRequestsSpec } from './returning/index.ts';
import {
  alertsSpec,
  concernsSpec,
  disclosuresSpec,
  dutyTurnsSpec,
  emergencyUpdatesSpec,
} from './safeguarding/index.ts';
import { serviceSettingsSpec } from './service/index.ts';
import { surveysSpec } from './surveys/index.ts';

export const collections: readonly CollectionSpec[] = [
  actionsSpec,
  agentsSpec,
  alertsSpec,
  approvalsSpec,
  assessmentChangesSpec,
  assessmentsSpec,
  attemptsSpec,
  auditSpec,
  availabilityHistorySpec,
  callbacksSpec,
  caseEventsSpec,
  caseLinksSpec,
  savedViewsSpec,
  caseStudySpec,
  casesSpec,
  sectionsSpec,
  sectionVersionsSpec,
  changesSpec,
  complaintsSpec,
  concernsSpec,
  consentRequestsSpec,
  consentsSpec,
  contactsSpec,
  contactVersionsSpec,
  conversationsSpec,
  coverSpec,
  dataKeysSpec,
  disclosuresSpec,
  dutyTurnsSpec,
  emergencyUpdatesSpec,
  entriesSpec,
  formFillingsSpec,
  importPartsSpec,
  importsSpec,
  inboundMessagesSpec,
  inboundReferralsSpec,
  inboundSendersSpec,
  incidentsSpec,
  leasesSpec,
  maracReferralsSpec,
  loadedToolsSpec,
  nodesSpec,
  notesSpec,
  offersSpec,
  partnerCardsSpec,
  partnerNoticesSpec,
  pathwayRecordsSpec,
  plansSpec,
  qualificationsSpec,
  referralMessagesSpec,
  referralOutboxSpec,
  remindersSpec,
  sentReferralsSpec,
  returnPhrasesSpec,
  returnTriesSpec,
  returnsSpec,
  serviceSettingsSpec,
  sessionsSpec,
  shownPlacesSpec,
  stopsSpec,
  surveysSpec,
  therapistNotesSpec,
  withdrawalRequestsSpec,
];
