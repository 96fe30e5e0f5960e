/** What guidance needs of the world; put together once, in compose-guidance.ts. */

import type { AlertKind } from '../../shared/domain/alert-kinds.ts';
import type { OutwardCode } from '../../shared/domain/outward-codes.ts';
import type { PathwayData, PathwayFacts } from '../../shared/domain/pathways.ts';
import type { Area } from '../../shared/reference/areas.ts';
import type { CasesDeps } from '../cases/index.ts';
import type { Session } from '../platform/mongo.ts';
import type { MaracStore } from './marac.store.ts';
import type { PathwayRecordsStore } from './pathway-records.store.ts';

export interface LeadCall {
  readonly kind: Extract<AlertKind, 'marac_refused' | 'lead_decides'>;
  readonly causeId: string;
  readonly caseId: string;
}

/** Leads are called to what is theirs to decide. */
export interface LeadsPort {
  callIn(session: Session, call: LeadCall): Promise<void>;
  /** Once that stands. */
  announce(causeId: string): void;
  /** It is decided: nobody has to come any more. */
  putAway(causeId: string): Promise<void>;
}

export interface GuidanceDeps {
  readonly cases: CasesDeps;
  readonly records: PathwayRecordsStore;
  readonly marac: MaracStore;
  /** What the service pack says of places and ways. */
  readonly pack: PathwayData & { readonly areas: readonly Area[]; readonly postcodes: readonly OutwardCode[] };
  /** Levels that tools of these cases gave, and the grade of the police, the newest of each. */
  readonly levels: (caseIds: readonly string[], session?: Session) => Promise<PathwayFacts['risk']>;
  /** Whether two people decided that this may be shared for this case: a panel meets in days, and an emergency is not its matter. */
  readonly disclosureStands: (disclosureId: string, caseId: string) => Promise<boolean>;
  readonly leads: LeadsPort;
}
