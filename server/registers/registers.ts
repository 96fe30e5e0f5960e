/** The three registers, put together: what was changed is counted beside what it was changed for. */
import type { ChangeRow } from '../../shared/protocol/http/registers.ts';
import type { SteppedStore } from '../platform/stepped.store.ts';
import { type ChangeFacts, changesRegister, type EntryExists } from './changes.ts';
import { type ComplaintFacts, complaintsRegister } from './complaints.ts';
import type { RegistersDeps } from './deps.ts';
import { chaseBreaches, type IncidentFacts, incidentsRegister } from './incidents.ts';

export interface RegisterStores {
  readonly complaints: SteppedStore<ComplaintFacts>;
  readonly incidents: SteppedStore<IncidentFacts>;
  readonly changes: SteppedStore<ChangeFacts>;
}

export interface Registers {
  readonly deps: RegistersDeps;
  readonly complaints: ReturnType<typeof complaintsRegister>;
  readonly incidents: ReturnType<typeof incidentsRegister>;
  readonly changes: ReturnType<typeof changesRegister>;
  readonly exists: EntryExists;
  /** The changes that name this entry, newest first. */
  changesOf(entryId: string): Promise<ChangeRow[]>;
  readonly records: RegisterStores;
  /** Calls a lead for a breach whose 72 hours run out. */
  chase(): Promise<void>;
}

const CHANGES_AT_MOST = 2_000;

export function createRegisters(
  ports: Omit<RegistersDeps, 'changesBecauseOf'>,
  { complaints, incidents, changes }: RegisterStores,
): Registers {
  const because = (entryIds: readonly string[]) =>
    changes.list({ 'facts.because.entryId': { $in: [...entryIds] } }, { madeAt: -1, _id: 1 }, CHANGES_AT_MOST);
  const deps: RegistersDeps = {
    ...ports,
    changesBecauseOf: async (entryIds) => {
      const counts = new Map<string, number>();
      for (const { facts } of entryIds.length === 0 ? [] : await because(entryIds))
        for (const { entryId } of facts.because) counts.set(entryId, (counts.get(entryId) ?? 0) + 1);
      return counts;
    },
  };
  const register = changesRegister(deps, changes);
  return {
    deps,
    complaints: complaintsRegister(deps, complaints),
    incidents: incidentsRegister(deps, incidents),
    changes: register,
    records: { complaints, incidents, changes },
    exists: async (each) => (await { complaints, incidents }[each.register].find(each.entryId)) !== null,
    changesOf: async (entryId) => {
      const now = deps.clock.now();
      return (await because([entryId])).map((doc) => register.present(doc, { now, changes: 0 }));
    },
    chase: () => chaseBreaches(deps, incidents),
  };
}
