/** Guidance over cases, what their tools gave, and what two people decided. */
import type { PathwayFacts } from '../shared/domain/pathways.ts';
import { createAssessmentsStore } from './assessments/index.ts';
import { type CasesDeps, eraseByCase } from './cases/index.ts';
import type { Concerns } from './compose-concerns.ts';
import type { Platform } from './compose-platform.ts';
import type { ServiceInForce } from './compose-service.ts';
import {
  createGuidanceRoutes,
  createMaracStore,
  createPathwayRecordsStore,
  maracReferralsSpec,
  pathwayRecordsSpec,
} from './guidance/index.ts';
import type { RouteTable } from './platform/http-route.ts';
import type { Session } from './platform/mongo.ts';

/** Of a case a few dozen, never thousands. */
const ASSESSMENTS_AT_MOST = 200;

export interface GuidanceParts {
  readonly platform: Platform;
  readonly service: ServiceInForce;
  readonly cases: CasesDeps;
  readonly concerns: Pick<Concerns, 'mayShare'>;
}

export function composeGuidance({ platform, service, cases, concerns }: GuidanceParts): RouteTable {
  const { database, sealing } = platform;
  cases.erasers.push(eraseByCase(database, [maracReferralsSpec, pathwayRecordsSpec]));
  return createGuidanceRoutes({
    cases,
    records: createPathwayRecordsStore(database, sealing),
    marac: createMaracStore(database, sealing),
    pack: service.pack,
    levels: levelsOf(platform),
    disclosureStands: (disclosureId, caseId) => concerns.mayShare(disclosureId, { caseId, recipient: 'marac' }),
  });
}

type Level = PathwayFacts['risk'][number];

/** The newest level that each tool gave, and the newest grade of the police, as theirs (D4). */
function levelsOf({ database, sealing }: Platform) {
  const assessments = createAssessmentsStore(database, sealing);
  return async (caseId: string, session?: Session): Promise<PathwayFacts['risk']> => {
    const docs = await assessments.of({ caseId }, ASSESSMENTS_AT_MOST, session);
    const byTool = new Map<string, Level>();
    for (const { toolCode, level } of docs)
      if (level !== 'not_assessed' && !byTool.has(toolCode)) byTool.set(toolCode, { tool: toolCode, level });
    const [grade] = docs
      .flatMap(({ police }) => police)
      .sort((a, b) => b.gradedOn.localeCompare(a.gradedOn) || b.at - a.at);
    const police = grade && grade.grade !== 'not_graded' ? [{ tool: 'police', level: grade.grade }] : [];
    return [...byTool.values(), ...police];
  };
}
