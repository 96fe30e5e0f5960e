/** Everything that stands around the people who are helped: cases, assessments, safeguarding, registers, the daily work on them. */
import type { Approvals } from './approvals/index.ts';
import type { CasesDeps } from './cases/index.ts';
import { composeAssessments } from './compose-assessments.ts';
import { composeCaseWatch } from './compose-case-watch.ts';
import { composeCaseWork } from './compose-case-work.ts';
import { composeCases } from './compose-cases.ts';
import { composeConcerns } from './compose-concerns.ts';
import type { Duties } from './compose-duties.ts';
import { composeGuidance } from './compose-guidance.ts';
import type { Identity } from './compose-identity.ts';
import type { Platform } from './compose-platform.ts';
import { composeQualifications } from './compose-qualifications.ts';
import { composeRegisters } from './compose-registers.ts';
import { composeSafeguarding } from './compose-safeguarding.ts';
import type { ServiceInForce } from './compose-service.ts';
import { composeWarnings } from './compose-warnings.ts';
import type { Config } from './config.ts';
import type { RouteTable } from './platform/http-route.ts';

export interface Care {
  readonly cases: CasesDeps;
  readonly approvals: Approvals;
  readonly tables: readonly RouteTable[];
  /** What is looked for again and again, by name. */
  readonly looks: Readonly<Record<string, () => Promise<void>>>;
  readonly watch: ReturnType<typeof composeSafeguarding>['watch'];
  /** The demonstration has a lead on call, and people who are trained. */
  prepareDemo(): Promise<void>;
  stop(): Promise<void>;
}

export interface CareParts {
  readonly platform: Platform;
  readonly duties: Duties;
  readonly service: ServiceInForce;
  readonly identity: Identity;
}

export function composeCare(config: Config, { platform, duties, service, identity }: CareParts): Care {
  const cases = composeCases(platform, duties, service);
  const safeguarding = composeSafeguarding(config, platform, duties, service);
  const concerns = composeConcerns(platform, duties, service, cases);
  const registers = composeRegisters({ platform, duties, service, limits: identity.limits }, concerns.reachSubject);
  const qualifications = composeQualifications(platform, duties, service);
  const assessments = composeAssessments({ platform, duties, service, cases, qualifications });
  const guidance = composeGuidance({
    platform,
    service,
    cases: cases.cases,
    concerns,
    safeguarding: duties.safeguarding,
  });
  const warnings = composeWarnings(config, { platform, service, safeguarding });
  const work = composeCaseWork(config, { platform, duties, service, cases: cases.cases });
  return {
    cases: cases.cases,
    approvals: cases.approvals,
    tables: [
      ...[cases.routes, assessments, guidance, work.routes, warnings],
      ...[safeguarding.routes, concerns.routes, registers.routes, qualifications.routes],
    ],
    looks: {
      'unapproved-disclosures': () => concerns.chase(),
      'breach-clocks': () => registers.chase(),
      ...cases.looks,
      ...composeCaseWatch({ platform, duties, service, cases: cases.cases, concerns }),
    },
    watch: safeguarding.watch,
    prepareDemo: async () => {
      await safeguarding.putDemoLeadOnCall();
      await qualifications.recordDemo();
    },
    stop: () => work.stop(),
  };
}
