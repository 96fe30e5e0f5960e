/** What guidance needs of the world; put together once, in compose-guidance.ts. */

import type { OutwardCode } from '../../shared/domain/outward-codes.ts';
import type { PathwayData, PathwayFacts } from '../../shared/domain/pathways.ts';
import type { Area } from '../../shared/reference/areas.ts';
import type { CasesDeps } from '../cases/index.ts';
import type { Session } from '../platform/mongo.ts';
import type { MaracStore } from './marac.store.ts';
import type { PathwayRecordsStore } from './pathway-records.store.ts';

export interface GuidanceDeps {
  readonly cases: CasesDeps;
  readonly records: PathwayRecordsStore;
  readonly marac: MaracStore;
  /** What the service pack says of places and ways. */
  readonly pack: PathwayData & { readonly areas: readonly Area[]; readonly postcodes: readonly OutwardCode[] };
  /** Levels that tools of this case gave, and the grade of the police, the newest of each. */
  readonly levels: (caseId: string, session?: Session) => Promise<PathwayFacts['risk']>;
  /** Whether two people decided that this may be shared for this case, or it could not wait and nobody has refused. */
  readonly disclosureStands: (disclosureId: string, caseId: string) => Promise<boolean>;
}
