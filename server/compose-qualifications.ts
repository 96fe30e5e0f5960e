/** Qualifications of staff over what they stand on; and those of the demonstration's people. */

import { londonDay } from '../shared/domain/opening-hours.ts';
import { dayAfter } from '../shared/domain/working-days.ts';
import type { AgentDoc } from './agents/index.ts';
import type { Duties } from './compose-duties.ts';
import type { Platform } from './compose-platform.ts';
import type { ServiceInForce } from './compose-service.ts';
import type { RouteTable } from './platform/http-route.ts';
import { someAtOnce } from './platform/some-at-once.ts';
import {
  addQualification,
  createQualificationRoutes,
  createQualificationsStore,
  isQualified,
  type QualificationsDeps,
} from './qualifications/index.ts';

export interface Qualifications {
  readonly routes: RouteTable;
  isQualified(agentId: string, code: string, day: string): ReturnType<typeof isQualified>;
  /** What the invented people of the demonstration are trained for, by the skills they were made with. */
  recordDemo(): Promise<void>;
}

export function composeQualifications(
  { database, sealing, clock, ids }: Platform,
  duties: Duties,
  service: ServiceInForce,
): Qualifications {
  const deps: QualificationsDeps = {
    ...{ database, clock, ids, audit: duties.audit, agents: duties.agents },
    qualifications: createQualificationsStore(database, sealing),
    keptUntil: (ends) => service.keptUntil('qualification', ends),
  };
  return {
    routes: createQualificationRoutes(deps),
    isQualified: (agentId, code, day) => isQualified(deps, agentId, code, day),
    recordDemo: () => recordDemo(deps),
  };
}

const BY_SKILL: Readonly<Record<string, string>> = {
  domestic_abuse: 'dash',
  stalking: 's_dash',
  young_people: 'young_people',
};

/** Long enough that nothing of the demonstration ends while somebody looks at it, but for one that is to be renewed. */
const LASTS_DAYS = 700;
const ENDS_SOON_DAYS = 40;

async function recordDemo(deps: QualificationsDeps): Promise<void> {
  const today = londonDay(new Date(deps.clock.now()));
  const start = { agentId: 'start', name: 'the demonstration', role: 'system' };
  const staff = await deps.agents.findMany({
    disabledAt: null,
    role: { $in: ['agent', 'supervisor', 'safeguarding_lead', 'coordinator'] },
  });
  const wanted = staff.flatMap((agent, index) =>
    codesOf(agent).map((code) => {
      const soon = index === staff.length - 1 && code === 'dbs_enhanced';
      const expiresOn = dayAfter(today, soon ? ENDS_SOON_DAYS : LASTS_DAYS);
      return { clientId: deps.ids.uuid(), agentId: agent._id, code, obtainedOn: dayAfter(today, -300), expiresOn };
    }),
  );
  await someAtOnce(wanted, async (each) => {
    await addQualification(deps, { ...each, evidence: 'Made up for the demonstration.' }, start);
  });
}

function codesOf({ role, skills }: AgentDoc): string[] {
  const trained = skills.flatMap((skill) => BY_SKILL[skill] ?? []);
  const safeguarding =
    role === 'safeguarding_lead'
      ? 'safeguarding_3'
      : skills.includes('young_people')
        ? 'safeguarding_2'
        : 'safeguarding_1';
  return [...trained, safeguarding, 'dbs_enhanced'];
}
