/** Files of referrals on their way in: what is known of each in clear, its rows sealed in parts until it is done or a day has gone. */
import type { mongo } from 'mongoose';
import type { InboundField } from '../../../shared/domain/inbound-columns.ts';
import type { ImportState } from '../../../shared/domain/inbound-import-state.ts';
import { type Place, SealBroken } from '../../platform/cipher.ts';
import type { CollectionSpec, Database, Session } from '../../platform/mongo.ts';
import { createSealedJson } from '../../platform/sealed-json.ts';
import type { Sealing } from '../../platform/sealing.store.ts';
import type { InboundPerson } from '../inbound-referral.ts';
import type { SeenWord } from './seen-words.ts';
import type { TheirWord } from './their-words.ts';

export interface ImportDoc {
  readonly _id: string;
  readonly clientId: string;
  readonly senderId: string;
  /** Keyed, of the whole file: the same again is the same import. */
  readonly fileDigest: string;
  readonly revision: number;
  readonly state: ImportState;
  readonly encoding: string;
  readonly separator: string;
  readonly columns: number;
  readonly rows: number;
  readonly bytes: number;
  readonly parts: number;
  /** Null once the file is gone. */
  readonly headings: mongo.Binary | null;
  readonly mapping: readonly (InboundField | null)[] | null;
  /** Sealed: words that stand in none of our lists, as its rows were checked. Null until then, and once the file is gone. */
  readonly words?: mongo.Binary | null;
  /** What the sender's words meant when the columns or the words were named last: by this its rows are read. */
  readonly told?: readonly TheirWord[];
  readonly counts: ImportCounts;
  readonly decision: { readonly what: 'all' | 'good_rows'; readonly by: InboundPerson; readonly at: number } | null;
  /** Which process takes it in or works on it, and until when it may be believed to. */
  readonly lease: { readonly by: string; readonly until: number };
  readonly madeAt: number;
  readonly madeBy: InboundPerson;
  readonly endedAt: number | null;
  /** When the file goes, whatever became of it; but for one that is being imported, which comes to its end first. */
  readonly fileUntil: Date | null;
  readonly purgeAt: Date | null;
  readonly legalHold: boolean;
}

export interface ImportCounts {
  readonly checked: number;
  readonly good: number;
  readonly faulty: number;
  /** Came before, with the same content. */
  readonly here: number;
  /** Would go, or went, straight back: no consent of the kind that is needed. */
  readonly returned: number;
  readonly imported: number;
  /** Good when they were checked and good no more: came by another door with another content, or a code is in force no longer. */
  readonly refused: number;
}

export const NO_COUNTS: ImportCounts = {
  checked: 0,
  good: 0,
  faulty: 0,
  here: 0,
  returned: 0,
  imported: 0,
  refused: 0,
};

export type AddCounts = Partial<ImportCounts>;

export type Rows = readonly (readonly string[])[];

/** `column` counts from 0; null where the row as a whole is meant. The message is a sentence of ours. */
export interface KeptFault {
  readonly row: number;
  readonly column: number | null;
  readonly message: string;
  /** The row is good and goes straight back to its sender, who has to learn which and why (H17). */
  readonly returned?: true;
}

export interface ImportPart {
  readonly _id: string;
  readonly importId: string;
  readonly n: number;
  readonly firstRow: number;
  readonly rows: number;
  readonly state: 'kept' | 'checked' | 'imported';
  readonly faults: readonly KeptFault[];
  /** What came of importing it. */
  readonly brought?: AddCounts;
  readonly body: mongo.Binary | null;
  readonly purgeAt: Date | null;
  readonly legalHold: boolean;
}

export const importsSpec: CollectionSpec = {
  name: 'inbound_imports',
  personal: true,
  indexes: [
    { keys: { clientId: 1 }, unique: true },
    { keys: { state: 1, madeAt: -1 } },
    { keys: { fileUntil: 1 }, sparse: true },
    { keys: { purgeAt: 1 }, sparse: true },
  ],
};

export const importPartsSpec: CollectionSpec = {
  name: 'inbound_import_parts',
  personal: true,
  indexes: [
    { keys: { importId: 1, n: 1 }, unique: true },
    { keys: { purgeAt: 1 }, sparse: true },
  ],
};

export interface ImportsStore {
  find(importId: string, session?: Session): Promise<ImportDoc | null>;
  ofClientId(clientId: string): Promise<ImportDoc | null>;
  newest(limit: number): Promise<ImportDoc[]>;
  /** Those whose work stands still. */
  waiting(now: number): Promise<ImportDoc[]>;
  /** Those whose file or whose time is over. What is being imported is people who were promised a look: it loses no row. */
  over(now: Date, limit: number): Promise<ImportDoc[]>;
  insertIn(session: Session, doc: ImportDoc): Promise<void>;
  /** A step of a person, under the revision that was read; null where it moved. */
  stepIn(session: Session, read: ImportDoc, change: Partial<ImportDoc>): Promise<ImportDoc | null>;
  /** What the process that has it found; false once it has it no longer. */
  workOn(importId: string, by: string, change: Partial<ImportDoc>, state: ImportState): Promise<boolean>;
  claim(importId: string, lease: ImportDoc['lease'], now: number): Promise<ImportDoc | null>;
  addPart(part: Omit<ImportPart, 'body' | 'purgeAt' | 'legalHold'>, rows: Rows): Promise<void>;
  part(importId: string, n: number): Promise<ImportPart | null>;
  /** Null where they are gone, or their key is. */
  rowsOf(part: ImportPart): Promise<Rows | null>;
  setPart(partId: string, change: Partial<Pick<ImportPart, 'state' | 'faults' | 'brought'>>): Promise<void>;
  /** The rows are referrals now: what is left are the places where something was wrong. */
  forgetRows(importId: string): Promise<void>;
  dropFileIn(session: Session, importId: string): Promise<void>;
  deleteIn(session: Session, importId: string): Promise<void>;
  sealHeadings(importId: string, headings: readonly string[]): Promise<mongo.Binary>;
  headingsOf(doc: ImportDoc): Promise<readonly string[] | null>;
  sealWords(importId: string, words: readonly SeenWord[]): Promise<mongo.Binary | null>;
  wordsOf(doc: ImportDoc): Promise<readonly SeenWord[]>;
}

const MAJORITY = { readConcern: { level: 'majority' } } as const;
const WORKING: readonly ImportState[] = ['checking', 'importing'];

export function scopeOfImport(importId: string): string {
  return `import:${importId}`;
}

export function createImportsStore(database: Database, sealing: Sealing): ImportsStore {
  const imports = database.collection<ImportDoc>(importsSpec);
  const parts = database.collection<ImportPart>(importPartsSpec);
  const sealed = createSealedJson(sealing);
  return {
    find: (importId, session) => imports.findOne({ _id: importId }, session ? { session } : MAJORITY),
    ofClientId: (clientId) => imports.findOne({ clientId }, MAJORITY),
    newest: (limit) =>
      imports.find({ state: { $ne: 'loading' } }, { ...MAJORITY, sort: { madeAt: -1, _id: 1 }, limit }).toArray(),
    waiting: (now) =>
      imports.find({ state: { $in: [...WORKING] }, 'lease.until': { $lt: now } }, { ...MAJORITY, limit: 20 }).toArray(),
    over: (now, limit) => {
      const past = { $ne: null, $lte: now };
      const either = [{ fileUntil: past, state: { $ne: 'importing' as const } }, { purgeAt: past }];
      return imports.find({ legalHold: false, $or: either }, { ...MAJORITY, limit }).toArray();
    },
    insertIn: async (session, doc) => {
      await imports.insertOne(doc, { session });
    },
    stepIn: (session, { _id, revision }, change) =>
      imports.findOneAndUpdate(
        { _id, revision },
        { $set: change, $inc: { revision: 1 } },
        { session, returnDocument: 'after' },
      ),
    workOn: async (importId, by, change, state) => {
      const { matchedCount } = await imports.updateOne({ _id: importId, 'lease.by': by, state }, { $set: change });
      return matchedCount === 1;
    },
    claim: (importId, lease, now) =>
      imports.findOneAndUpdate(
        { _id: importId, state: { $in: [...WORKING] }, 'lease.until': { $lt: now } },
        { $set: { lease } },
        { returnDocument: 'after' },
      ),
    addPart: async (part, rows) => {
      const body = await sealed.seal(placeOf(part.importId, part._id), rows);
      await parts.insertOne({ ...part, body, purgeAt: null, legalHold: false });
    },
    part: (importId, n) => parts.findOne({ importId, n }, MAJORITY),
    rowsOf: async ({ importId, _id, body }) => {
      try {
        return body === null ? null : await sealed.open<Rows>(placeOf(importId, _id), body);
      } catch (error) {
        if (error instanceof SealBroken) return null;
        throw error;
      }
    },
    setPart: async (partId, change) => {
      await parts.updateOne({ _id: partId }, { $set: change });
    },
    forgetRows: async (importId) => {
      await parts.updateMany({ importId }, { $set: { body: null } });
    },
    dropFileIn: async (session, importId) => {
      await parts.deleteMany({ importId }, { session });
      await imports.updateOne(
        { _id: importId },
        { $set: { headings: null, words: null, fileUntil: null } },
        { session },
      );
    },
    deleteIn: async (session, importId) => {
      await parts.deleteMany({ importId }, { session });
      await imports.deleteOne({ _id: importId }, { session });
    },
    sealHeadings: (importId, headings) => sealed.seal(placeOf(importId, 'headings'), headings),
    headingsOf: async ({ _id, headings }) =>
      headings === null ? null : sealed.open<readonly string[]>(placeOf(_id, 'headings'), headings),
    sealWords: async (importId, words) => (words.length === 0 ? null : sealed.seal(placeOf(importId, 'words'), words)),
    wordsOf: async ({ _id, words = null }) =>
      words === null ? [] : sealed.open<readonly SeenWord[]>(placeOf(_id, 'words'), words),
  };
}

function placeOf(importId: string, id: string): Place {
  return { collection: importPartsSpec.name, field: 'body', scope: scopeOfImport(importId), id };
}
