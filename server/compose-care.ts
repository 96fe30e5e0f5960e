/** Everything that stands around the people who are helped: cases, assessments, safeguarding, registers, the daily work on them. */
import { composeAssessments } from './compose-assessments.ts';
import { composeCaseWatch } from './compose-case-watch.ts';
import { composeCaseWork } from './compose-case-work.ts';
import { composeCases } from './compose-cases.ts';
import { composeConcerns } from './compose-concerns.ts';
import type { Duties } from './compose-duties.ts';
import type { Platform } from './compose-platform.ts';
import { composeRegisters } from './compose-registers.ts';
import { composeSafeguarding } from './compose-safeguarding.ts';
import type { ServiceInForce } from './compose-service.ts';
import type { Config } from './config.ts';
import type { RouteTable } from './platform/http-route.ts';

export interface Care {
  readonly tables: readonly RouteTable[];
  /** What is looked for again and again, by name. */
  readonly looks: Readonly<Record<string, () => Promise<void>>>;
  readonly watch: ReturnType<typeof composeSafeguarding>['watch'];
  putDemoLeadOnCall(): Promise<void>;
  stop(): Promise<void>;
}

export interface CareParts {
  readonly platform: Platform;
  readonly duties: Duties;
  readonly service: ServiceInForce;
}

export function composeCare(config: Config, { platform, duties, service }: CareParts): Care {
  const cases = composeCases(platform, duties, service);
  const safeguarding = composeSafeguarding(config, platform, duties, service);
  const concerns = composeConcerns(platform, duties, service, cases);
  const registers = composeRegisters(platform, duties, service, concerns.reachSubject);
  const assessments = composeAssessments({ platform, duties, service, cases });
  const work = composeCaseWork(config, { platform, duties, service, cases: cases.cases });
  return {
    tables: [cases.routes, assessments, safeguarding.routes, concerns.routes, registers.routes, work.routes],
    looks: {
      'unapproved-disclosures': () => concerns.chase(),
      'breach-clocks': () => registers.chase(),
      ...composeCaseWatch({ platform, duties, service, cases: cases.cases }),
    },
    watch: safeguarding.watch,
    putDemoLeadOnCall: async () => {
      await safeguarding.putDemoLeadOnCall();
    },
    stop: () => work.stop(),
  };
}
