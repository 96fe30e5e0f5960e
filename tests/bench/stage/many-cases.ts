/**
 * A service that has been at work for years: cases with names, areas, risks and things that are due, sealed each under a key
 * of its own as the product seals them, only written many at a time.
 */
import { randomUUID } from 'node:crypto';
import { type CaseDoc, casesSpec, createBlindIndex, createCasesStore, scopeOf } from '../../../server/cases/index.ts';
import { composePlatform } from '../../../server/compose-platform.ts';
import type { Config } from '../../../server/config.ts';
import { referenceFrom } from '../../../shared/domain/case-reference.ts';
import { NEVER_DUE } from '../../../shared/domain/case-sections.ts';

export interface Owner {
  readonly agentId: string;
  readonly name: string;
}

const AREAS = ['ashford', 'canterbury', 'dartford', 'dover', 'gravesham', 'maidstone', 'medway', 'swale', 'thanet'];
const RISKS = ['not_assessed', 'standard', 'standard', 'medium', 'high'];
const BANDS = ['adult', 'adult', 'adult', '16_17', '13_15'];
const CRIMES = ['common_assault', 'burglary_home', 'stalking', 'courier_fraud', 'rape'];
const AT_ONCE = 500;
const HOUR_MS = 3_600_000;

/** One in ten is open, as where a service keeps its cases for seven years. */
export async function makeManyCases(config: Config, count: number, owners: readonly Owner[]): Promise<void> {
  const platform = await composePlatform(config);
  try {
    const { database, sealing, masterKeys, clock } = platform;
    const store = createCasesStore(
      database,
      sealing,
      () => ({}),
      async () => undefined,
    );
    const index = createBlindIndex(masterKeys);
    const cases = database.collection<CaseDoc>(casesSpec);
    const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T;
    for (let from = 0; from < count; from += AT_ONCE) {
      const docs = await Promise.all(
        Array.from({ length: Math.min(AT_ONCE, count - from) }, async (_, place): Promise<CaseDoc> => {
          const at = from + place;
          const caseId = randomUUID();
          await sealing.createKey(scopeOf(caseId));
          const name = `Person Number ${at}`;
          const born = `${1940 + (at % 70)}-0${1 + (at % 9)}-1${at % 10}`;
          const now = clock.now();
          const isOpen = at % 10 === 0;
          const due =
            isOpen && at % 30 !== 0
              ? [{ dueId: 'review', kind: 'safety_plan_review' as const, at: now + ((at % 500) - 100) * HOUR_MS }]
              : [];
          const owner = pick(owners, at);
          return {
            ...{ _id: caseId, clientId: randomUUID(), reference: newReference(), revision: 1 },
            ...{ state: isOpen ? 'open' : 'closed', channel: 'phone_in', owner, workers: [], teamId: 'main' },
            agreement: { how: 'by_phone', at: now, by: owner, said: await store.seal(caseId, 'agreement.said', 'yes') },
            ...{
              exclusions: [],
              risk: pick(RISKS, at),
              riskAt: null,
              clocks: [],
              urgentSince: null,
              due,
              nextDueAt: due[0]?.at ?? NEVER_DUE,
            },
            waits: at % 40 === 0 ? [{ waitId: 'partner', for: 'others', since: now }] : [],
            calledName: await store.seal(caseId, 'calledName', name),
            blind: index
              .macs([{ kind: 'name_and_birth', key: `${name.toLowerCase()}|${born}` }])
              .map((mac) => ({ source: 'person', mac })),
            ...{ conflictKeys: [], openedAt: now - at * 600_000, closedAt: isOpen ? null : now },
            ...{ closureReason: isOpen ? null : 'needs_met', mergedInto: null, stateBefore: null, versions: {} },
            ...{ ageBand: pick(BANDS, at), area: pick(AREAS, at), areaOfSafety: null, language: 'en', capacities: [] },
            ...{ crimeTypes: [pick(CRIMES, at)], crimeFlags: [], adjustments: [], supportLevel: 'medium' },
            ...{ fundingStream: 'core', purgeAt: null, legalHold: false },
          };
        }),
      );
      await cases.insertMany(docs, { ordered: false });
    }
  } finally {
    await platform.close();
  }
}

function newReference(): string {
  for (;;) {
    const reference = referenceFrom(crypto.getRandomValues(new Uint8Array(16)));
    if (reference !== null) return reference;
  }
}
