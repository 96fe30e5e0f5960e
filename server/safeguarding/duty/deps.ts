/** What the duty list needs of the world; put together once, in `compose-safeguarding.ts`. */
import type { ContactKind } from '../../../shared/domain/duty-list.ts';
import type { AgentsStore } from '../../agents/index.ts';
import type { Audit } from '../../audit/index.ts';
import type { Database } from '../../platform/mongo.ts';
import type { Clock, Ids } from '../../platform/ports.ts';
import type { DutyTurnsStore } from './duty-turns.store.ts';

export interface DutyDeps {
  readonly database: Database;
  readonly turns: DutyTurnsStore;
  readonly agents: Pick<AgentsStore, 'find' | 'findMany'>;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly ids: Ids;
  /** When the record of a turn that ends then is deleted. */
  readonly keptUntil: (ends: number) => Date;
  /** What the receiver of this person's webhook checks our signature with. */
  readonly secretOf: (agentId: string) => string;
  /** Channels that can be called without a person. */
  readonly reachable: readonly ContactKind[];
}
