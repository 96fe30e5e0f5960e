/** Assessments in MongoDB: each change a compare-and-set on `revision`, and what was changed kept beside, append-only. */
import type { mongo } from 'mongoose';
import type { Place } from '../platform/cipher.ts';
import type { CollectionSpec, Database, Session } from '../platform/mongo.ts';
import { createSealedJson } from '../platform/sealed-json.ts';
import type { Sealing } from '../platform/sealing.store.ts';
import {
  type AssessmentChange,
  type AssessmentDoc,
  type LevelChange,
  type StoredAnswers,
  scopeOf,
} from './assessment.ts';

export const assessmentsSpec: CollectionSpec = {
  name: 'assessments',
  personal: true,
  indexes: [
    { keys: { clientId: 1 }, unique: true },
    { keys: { openAs: 1 }, unique: true, partial: { openAs: { $type: 'string' } } },
    { keys: { conversationId: 1, startedAt: -1 } },
    { keys: { caseId: 1, startedAt: -1 } },
    { keys: { planId: 1 }, sparse: true },
    { keys: { purgeAt: 1 }, sparse: true },
  ],
};

/** What one change gave: the answers of a batch, or a level. It goes with its assessment. */
interface ChangeDoc {
  readonly _id: string;
  readonly assessmentId: string;
  /** The revision that it made. */
  readonly revision: number;
  readonly kind: 'answers' | 'level';
  readonly at: number;
  readonly body: mongo.Binary;
  readonly purgeAt: Date | null;
  readonly legalHold: boolean;
}

export const assessmentChangesSpec: CollectionSpec = {
  name: 'assessment_changes',
  personal: true,
  indexes: [{ keys: { assessmentId: 1, kind: 1, revision: 1 } }, { keys: { purgeAt: 1 }, sparse: true }],
};

export interface SubjectFilter {
  readonly conversationId?: string;
  /** Of any of these cases. */
  readonly caseIds?: readonly string[];
}

export interface Changed {
  readonly change: AssessmentChange;
  /** All answers as they stand now; left out where none changed. */
  readonly answers?: StoredAnswers;
  /** Those that were given with this change. */
  readonly given?: StoredAnswers;
  readonly level?: LevelChange;
}

export interface AssessmentsStore {
  find(assessmentId: string, session?: Session): Promise<AssessmentDoc | null>;
  ofClientId(clientId: string): Promise<AssessmentDoc | null>;
  openAs(key: string): Promise<AssessmentDoc | null>;
  /** Newest first. */
  of(subject: SubjectFilter, limit: number, session?: Session): Promise<AssessmentDoc[]>;
  /** Those that measure these plans, oldest first. */
  ofPlans(planIds: readonly string[]): Promise<AssessmentDoc[]>;
  answers(doc: AssessmentDoc): Promise<StoredAnswers>;
  given(assessmentId: string): Promise<StoredAnswers>;
  levels(assessmentId: string): Promise<LevelChange[]>;
  insertIn(session: Session, doc: Omit<AssessmentDoc, 'answers'>, answers: StoredAnswers, at: number): Promise<void>;
  changeIn(session: Session, before: AssessmentDoc, changed: Changed, at: number): Promise<AssessmentDoc>;
  /** Those of a conversation become the case's: they are kept as long as it. */
  moveToCaseIn(session: Session, conversationId: string, caseId: string): Promise<void>;
}

export function createAssessmentsStore(database: Database, sealing: Sealing): AssessmentsStore {
  const assessments = database.collection<AssessmentDoc>(assessmentsSpec);
  const changes = database.collection<ChangeDoc>(assessmentChangesSpec);
  const sealed = createSealedJson(sealing);
  const within = (session?: Session) => (session ? { session } : ({ readConcern: { level: 'majority' } } as const));

  async function keepIn(
    session: Session,
    { assessmentId, revision, at }: Pick<ChangeDoc, 'assessmentId' | 'revision' | 'at'>,
    kind: ChangeDoc['kind'],
    value: unknown,
  ): Promise<void> {
    const _id = `${assessmentId}:${revision}:${kind}`;
    const body = await sealed.seal(changePlace(assessmentId, _id), value);
    await changes.insertOne(
      { _id, assessmentId, revision, kind, at, body, purgeAt: null, legalHold: false },
      { session },
    );
  }

  async function kept<T>(assessmentId: string, kind: ChangeDoc['kind']): Promise<T[]> {
    const docs = await changes.find({ assessmentId, kind }, { ...within(), sort: { revision: 1 } }).toArray();
    return Promise.all(docs.map((doc) => sealed.open<T>(changePlace(assessmentId, doc._id), doc.body)));
  }

  return {
    find: (assessmentId, session) => assessments.findOne({ _id: assessmentId }, within(session)),
    ofClientId: (clientId) => assessments.findOne({ clientId }, within()),
    openAs: (openAs) => assessments.findOne({ openAs }, within()),
    of: ({ caseIds, ...subject }, limit, session) =>
      assessments
        .find(
          { ...subject, ...(caseIds ? { caseId: { $in: [...caseIds] } } : {}) },
          { ...within(session), sort: { startedAt: -1, _id: 1 }, limit },
        )
        .toArray(),
    ofPlans: (planIds) =>
      assessments.find({ planId: { $in: [...planIds] } }, { ...within(), sort: { startedAt: 1, _id: 1 } }).toArray(),
    answers: (doc) => sealed.open<StoredAnswers>(answersPlace(doc._id), doc.answers),
    given: async (assessmentId) => (await kept<StoredAnswers>(assessmentId, 'answers')).flat(),
    levels: (assessmentId) => kept<LevelChange>(assessmentId, 'level'),
    insertIn: async (session, doc, answers, at) => {
      const { _id, revision } = doc;
      await assessments.insertOne({ ...doc, answers: await sealed.seal(answersPlace(_id), answers) }, { session });
      if (answers.length > 0) await keepIn(session, { assessmentId: _id, revision, at }, 'answers', answers);
    },
    changeIn: async (session, before, { change, answers, given, level }, at) => {
      const { _id } = before;
      const set = {
        ...change,
        revision: before.revision + 1,
        ...(answers ? { answers: await sealed.seal(answersPlace(_id), answers) } : {}),
      };
      const { matchedCount } = await assessments.updateOne(
        { _id, revision: before.revision },
        { $set: set },
        { session },
      );
      if (matchedCount !== 1) throw new Error('An assessment changed under its transaction.');
      const made = { assessmentId: _id, revision: set.revision, at };
      if (given) await keepIn(session, made, 'answers', given);
      if (level) await keepIn(session, made, 'level', level);
      return { ...before, ...set };
    },
    moveToCaseIn: async (session, conversationId, caseId) => {
      const change = { $set: { caseId, purgeAt: null }, $inc: { revision: 1 } };
      await assessments.updateMany({ conversationId, caseId: null }, change, { session });
    },
  };
}

function answersPlace(assessmentId: string): Place {
  return { collection: assessmentsSpec.name, field: 'answers', scope: scopeOf(assessmentId), id: assessmentId };
}

function changePlace(assessmentId: string, id: string): Place {
  return { collection: assessmentChangesSpec.name, field: 'body', scope: scopeOf(assessmentId), id };
}

/** Those of cases that are deleted, with their changes; each has a key of its own. */
export function eraseAssessments(database: Database) {
  return async (session: Session, caseIds: readonly string[]): Promise<readonly string[]> => {
    const assessments = database.collection<AssessmentDoc>(assessmentsSpec);
    const ids = await assessments.distinct('_id', { caseId: { $in: [...caseIds] } }, { session });
    await database.collection(assessmentChangesSpec).deleteMany({ assessmentId: { $in: ids } }, { session });
    await assessments.deleteMany({ _id: { $in: ids } }, { session });
    return ids.map(scopeOf);
  };
}
