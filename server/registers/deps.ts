/** What the registers need of the world; put together once, in `compose-registers.ts`. */
import type { Result } from '../../shared/result.ts';
import type { AgentsStore } from '../agents/index.ts';
import type { Audit } from '../audit/index.ts';
import type { SafeguardingPort } from '../conversations/index.ts';
import type { StaffSession } from '../platform/http-route.ts';
import type { Database } from '../platform/mongo.ts';
import type { Clock, Ids } from '../platform/ports.ts';

export interface RegistersDeps {
  readonly database: Database;
  readonly agents: Pick<AgentsStore, 'find' | 'findMany'>;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly alerts: Pick<SafeguardingPort, 'raiseAlert' | 'raiseAlertIn' | 'announce' | 'putAway'>;
  /** `not_found` for whoever may not reach the conversation or the case that an entry names. */
  readonly reachSubject: (
    subject: { readonly conversationId: string | null; readonly caseId: string | null },
    caller: StaffSession,
  ) => Promise<Result<unknown>>;
  /** How many changes name each of these entries. */
  readonly changesBecauseOf: (entryIds: readonly string[]) => Promise<ReadonlyMap<string, number>>;
  /** When an entry closed at this time is deleted. */
  readonly keptUntil: (record: 'complaint' | 'incident', closed: number) => Date;
}
