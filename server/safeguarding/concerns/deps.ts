/** What the concerns register needs of the world; put together once, in `compose-safeguarding.ts`. */
import type { Result } from '../../../shared/result.ts';
import type { AgentsStore } from '../../agents/index.ts';
import type { Audit } from '../../audit/index.ts';
import type { SafeguardingPort } from '../../conversations/index.ts';
import type { KeptOut } from '../../kept-out/index.ts';
import type { StaffSession } from '../../platform/http-route.ts';
import type { Database, Session } from '../../platform/mongo.ts';
import type { Clock, Ids } from '../../platform/ports.ts';
import type { SteppedStore } from '../../platform/stepped.store.ts';
import type { EmergencyUpdatesStore } from '../emergency/emergency-updates.store.ts';
import type { ConcernFacts } from './concern-record.ts';

/** Whom a record is about: a conversation with somebody who gave no name, or a case. */
export interface Subject {
  readonly conversationId: string | null;
  readonly caseId: string | null;
}

export interface ConcernsDeps {
  readonly database: Database;
  readonly concerns: SteppedStore<ConcernFacts>;
  readonly emergencyUpdates: Pick<EmergencyUpdatesStore, 'of'>;
  readonly agents: Pick<AgentsStore, 'find' | 'findMany'>;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly alerts: Pick<SafeguardingPort, 'raiseAlert' | 'raiseAlertIn' | 'announce' | 'putAway'>;
  /** The team of whom it is about, where the caller may reach them; `not_found` else. */
  readonly reachSubject: (subject: Subject, caller: StaffSession) => Promise<Result<{ readonly teamId: string }>>;
  /** A case and what became part of it. */
  readonly partsOf: (caseId: string) => Promise<readonly string[]>;
  /** For whom what does not exist, whatever their role: what is recorded about it does not either. */
  readonly keptOut: KeptOut;
  /** A conversation that something is recorded of is kept as long as one of a case; the case that it is part of. */
  readonly keepConversationIn: (session: Session, conversationId: string) => Promise<string | null>;
  /** When a concern closed at this time is deleted. */
  readonly keptUntil: (closed: number) => Date;
}
