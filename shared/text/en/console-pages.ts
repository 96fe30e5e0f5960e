// The words of pages, panels and dialogs that are fetched when they are opened: the desk starts without them.
import { consoleApprovalsText } from './console-approvals.ts';
import { consoleAssessmentsText } from './console-assessments.ts';
import { consoleCaseRelationsText } from './console-case-relations.ts';
import { consoleCaseSectionsText } from './console-case-sections.ts';
import { consoleCaseWorkText } from './console-case-work.ts';
import { consoleCasesText } from './console-cases.ts';
import { consoleConcernsText } from './console-concerns.ts';
import { consoleConsentsText } from './console-consents.ts';
import { consoleContactsText } from './console-contacts.ts';
import { consoleFollowUpText } from './console-follow-up.ts';
import { consoleGuidanceText } from './console-guidance.ts';
import { consoleInboundText } from './console-inbound.ts';
import { consolePlansText } from './console-plans.ts';
import { consolePortalText } from './console-portal.ts';
import { consoleRegistersText } from './console-registers.ts';
import { consoleReturningText } from './console-returning.ts';
import { consoleSendersText } from './console-senders.ts';
import { consoleServiceText } from './console-service.ts';
import { consoleSupervisionText } from './console-supervision.ts';
import { consoleTeamText } from './console-team.ts';
import { consoleTriageText } from './console-triage.ts';
import { consoleWorkText } from './console-work.ts';

export const consolePagesText = {
  ...consoleApprovalsText,
  ...consoleAssessmentsText,
  ...consoleCaseRelationsText,
  ...consoleCaseSectionsText,
  ...consoleCaseWorkText,
  ...consoleCasesText,
  ...consoleConcernsText,
  ...consoleConsentsText,
  ...consoleContactsText,
  ...consoleFollowUpText,
  ...consoleGuidanceText,
  ...consoleInboundText,
  ...consolePlansText,
  ...consolePortalText,
  ...consoleRegistersText,
  ...consoleReturningText,
  ...consoleSendersText,
  ...consoleServiceText,
  ...consoleSupervisionText,
  ...consoleTeamText,
  ...consoleTriageText,
  ...consoleWorkText,
} as const;
