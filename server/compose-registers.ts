/** The registers over what they stand on. */
import type { Duties } from './compose-duties.ts';
import type { Platform } from './compose-platform.ts';
import type { ServiceInForce } from './compose-service.ts';
import type { RouteTable } from './platform/http-route.ts';
import { createSteppedStore } from './platform/stepped.store.ts';
import {
  type ChangeFacts,
  type ComplaintFacts,
  changesSpec,
  complaintsSpec,
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

export function composeRegisters(
  { database, sealing, clock, ids }: Platform,
  duties: Duties,
  service: ServiceInForce,
  reachSubject: Registers['deps']['reachSubject'],
): ComposedRegisters {
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
  return { routes: createRegisterRoutes(registers), chase: () => registers.chase() };
}
