/** The registers over what they stand on. */
import type { Duties } from './compose-duties.ts';
import type { Identity } from './compose-identity.ts';
import type { Platform } from './compose-platform.ts';
import type { ServiceInForce } from './compose-service.ts';
import type { RouteTable } from './platform/http-route.ts';
import { createSteppedStore } from './platform/stepped.store.ts';
import {
  type ChangeFacts,
  type ComplaintFacts,
  changesSpec,
  complaintsSpec,
  createFeedbackRoutes,
  createRegisterRoutes,
  createRegisters,
  type IncidentFacts,
  incidentsSpec,
  type Registers,
} from './registers/index.ts';

export interface ComposedRegisters {
  readonly routes: RouteTable;
  /** Calls a lead for a breach whose 72 hours run out. */
  chase(): Promise<void>;
}

export interface RegisterParts {
  readonly platform: Platform;
  readonly duties: Duties;
  readonly service: ServiceInForce;
  readonly limits: Identity['limits'];
}

const FEEDBACK_A_MINUTE = 5;

export function composeRegisters(
  { platform, duties, service, limits }: RegisterParts,
  reachSubject: Registers['deps']['reachSubject'],
): ComposedRegisters {
  const { database, sealing, clock, ids } = platform;
  const newId = () => ids.uuid();
  const registers = createRegisters(
    {
      ...{
        database,
        clock,
        ids,
        audit: duties.audit,
        agents: duties.agents,
        alerts: duties.safeguarding,
        reachSubject,
        keptOut: duties.keptOut,
      },
      keptUntil: (record, closed) => service.keptUntil(record, closed),
    },
    {
      complaints: createSteppedStore<ComplaintFacts>(database, sealing, { spec: complaintsSpec, newId }),
      incidents: createSteppedStore<IncidentFacts>(database, sealing, { spec: incidentsSpec, newId }),
      changes: createSteppedStore<ChangeFacts>(database, sealing, { spec: changesSpec, newId }),
    },
  );
  const feedback = limits.limiter({ name: 'feedback', points: FEEDBACK_A_MINUTE, seconds: 60 });
  const limit = async (address: string): Promise<number | null> => {
    const key = limits.addressKey(address);
    return key === null ? null : feedback.consume(key);
  };
  const { complaints } = registers.records;
  return {
    routes: [
      ...createRegisterRoutes(registers),
      ...createFeedbackRoutes({ database, clock, ids, audit: duties.audit, complaints, limit }),
    ],
    chase: () => registers.chase(),
  };
}
