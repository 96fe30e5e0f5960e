/** The sections of cases, each sealed whole under its revision; what one was before is kept as it was stored. */
import type { mongo } from 'mongoose';
import type { CaseSection } from '../../shared/domain/case-sections.ts';
import type { AnySectionBody } from '../../shared/protocol/case-sections.ts';
import type { Place } from '../platform/cipher.ts';
import type { CollectionSpec, Database, Session } from '../platform/mongo.ts';
import { createSealedJson } from '../platform/sealed-json.ts';
import type { Sealing } from '../platform/sealing.store.ts';
import { type CasePerson, scopeOf } from './case.ts';

export interface SectionDoc {
  /** `caseId:section` of what stands, `caseId:section:revision` of what stood before. */
  readonly _id: string;
  readonly caseId: string;
  readonly section: CaseSection;
  readonly revision: number;
  readonly body: mongo.Binary;
  readonly changedAt: number;
  readonly changedBy: CasePerson;
  readonly purgeAt: Date | null;
  readonly legalHold: boolean;
}

const indexes = [{ keys: { caseId: 1, section: 1, revision: -1 } }, { keys: { purgeAt: 1 }, sparse: true }] as const;

export const sectionsSpec: CollectionSpec = { name: 'case_sections', personal: true, indexes };
export const sectionVersionsSpec: CollectionSpec = { name: 'case_section_versions', personal: true, indexes };

export interface NewSection {
  readonly caseId: string;
  readonly section: CaseSection;
  readonly revision: number;
  readonly body: AnySectionBody;
  readonly at: number;
  readonly by: CasePerson;
}

export interface SectionsStore {
  of(caseId: string, session?: Session): Promise<SectionDoc[]>;
  find(caseId: string, section: CaseSection, session?: Session): Promise<SectionDoc | null>;
  history(caseId: string, section: CaseSection, limit: number): Promise<SectionDoc[]>;
  open(doc: SectionDoc): Promise<AnySectionBody>;
  seal(section: NewSection): Promise<SectionDoc>;
  /** Puts the new one where the old one stood, and the old one among what was. False where it is no longer the old one. */
  putIn(session: Session, next: SectionDoc, before: SectionDoc | null): Promise<boolean>;
}

export function createSectionsStore(database: Database, sealing: Sealing): SectionsStore {
  const sections = database.collection<SectionDoc>(sectionsSpec);
  const versions = database.collection<SectionDoc>(sectionVersionsSpec);
  const sealed = createSealedJson(sealing);
  const idOf = (caseId: string, section: CaseSection) => `${caseId}:${section}`;
  const within = (session?: Session) => (session ? { session } : {});
  return {
    of: (caseId, session) => sections.find({ caseId }, within(session)).toArray(),
    find: (caseId, section, session) => sections.findOne({ _id: idOf(caseId, section) }, within(session)),
    history: (caseId, section, limit) =>
      versions.find({ caseId, section }, { sort: { revision: -1 }, limit }).toArray(),
    open: (doc) => sealed.open<AnySectionBody>(placeOf(doc), doc.body),
    seal: async ({ caseId, section, revision, body, at, by }) => ({
      ...{ _id: idOf(caseId, section), caseId, section, revision, changedAt: at, changedBy: by },
      body: await sealed.seal(placeOf({ caseId, section, revision }), body),
      ...{ purgeAt: null, legalHold: false },
    }),
    putIn: async (session, next, before) => {
      if (before === null) {
        await sections.insertOne(next, { session });
        return true;
      }
      const { _id, ...set } = next;
      const { matchedCount } = await sections.updateOne({ _id, revision: before.revision }, { $set: set }, { session });
      if (matchedCount === 1)
        await versions.insertOne({ ...before, _id: `${before._id}:${before.revision}` }, { session });
      return matchedCount === 1;
    },
  };
}

function placeOf({ caseId, section, revision }: Pick<SectionDoc, 'caseId' | 'section' | 'revision'>): Place {
  const id = `${caseId}:${section}`;
  return { collection: sectionsSpec.name, field: 'body', scope: scopeOf(caseId), id, parts: [String(revision)] };
}
