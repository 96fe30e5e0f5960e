/** Deletes what is kept of cases, by their ids, inside the transaction that deletes the cases themselves. */
import type { CollectionSpec, Database, Session } from '../platform/mongo.ts';
import { caseStudySpec } from './case-study.store.ts';
import { casesSpec } from './cases.store.ts';
import { caseEventsSpec } from './events.store.ts';
import { caseLinksSpec } from './links.store.ts';
import { sectionsSpec, sectionVersionsSpec } from './sections.store.ts';

/** What one duty keeps of these cases is gone; answers the scopes of keys, other than the cases' own, that opened it. */
export type CaseEraser = (session: Session, caseIds: readonly string[]) => Promise<readonly string[]>;

/** For collections whose records name their case by `caseId`. */
export function eraseByCase(
  database: Database,
  specs: readonly CollectionSpec[],
  scopesOf: (caseId: string) => readonly string[] = () => [],
): CaseEraser {
  return async (session, caseIds) => {
    for (const spec of specs)
      await database.collection(spec).deleteMany({ caseId: { $in: [...caseIds] } }, { session });
    return caseIds.flatMap(scopesOf);
  };
}

/** The cases themselves, their sections, timelines and links to relatives. */
export function eraseCases(database: Database): CaseEraser {
  const parts = eraseByCase(database, [sectionsSpec, sectionVersionsSpec, caseEventsSpec, caseStudySpec]);
  return async (session, caseIds) => {
    const ids = { $in: [...caseIds] };
    const scopes = await parts(session, caseIds);
    await database.collection(caseLinksSpec).deleteMany({ $or: [{ fromId: ids }, { toId: ids }] }, { session });
    await database.collection<{ readonly _id: string }>(casesSpec).deleteMany({ _id: ids }, { session });
    return scopes;
  };
}
