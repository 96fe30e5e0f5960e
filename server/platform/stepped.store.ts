/**
 * A record that goes on in steps: what it began with is sealed, each step says who did what and when, its text sealed beside.
 * Codes, ids and times stand in clear, so that it can be listed without being opened. One clientId is one step; a step is
 * written only onto the revision that its writer has read.
 */
import type { mongo } from 'mongoose';
import type { Place } from './cipher.ts';
import type { CollectionSpec, Database, IndexSpec, Session } from './mongo.ts';
import { createSealedJson } from './sealed-json.ts';
import { binaryOf, type Sealing } from './sealing.store.ts';

export interface Person {
  readonly agentId: string;
  readonly name: string;
}

export interface StepDoc {
  readonly stepId: string;
  readonly clientId: string;
  readonly kind: string;
  readonly at: number;
  readonly by: Person;
  readonly codes: Readonly<Record<string, string>>;
  readonly text: mongo.Binary | null;
}

/** `F`: what may be listed of it in clear. */
export interface SteppedDoc<F> {
  readonly _id: string;
  /** What it was made by: the clientId of a person, or a cause of the system. */
  readonly causeId: string;
  readonly revision: number;
  readonly state: string;
  readonly facts: F;
  readonly body: mongo.Binary;
  readonly steps: readonly StepDoc[];
  readonly madeAt: number;
  readonly madeBy: Person;
  readonly changedAt: number;
  readonly changedBy: Person;
  readonly purgeAt: Date | null;
  readonly legalHold: boolean;
}

export interface OpenStep extends Omit<StepDoc, 'text'> {
  readonly text: string | null;
}

export interface StepToWrite extends Omit<OpenStep, 'stepId' | 'at' | 'by'> {
  readonly at: number;
  readonly by: Person;
}

/** What a step changes besides being there. */
export interface SteppedChange<F> {
  readonly state?: string;
  readonly facts?: Partial<F>;
  readonly purgeAt?: Date | null;
}

export interface NewStepped<F> {
  readonly id: string;
  readonly causeId: string;
  readonly state: string;
  readonly facts: F;
  readonly body: unknown;
  readonly first: StepToWrite;
  readonly purgeAt: Date | null;
}

export interface SteppedStore<F> {
  insert(session: Session, made: NewStepped<F>): Promise<SteppedDoc<F>>;
  find(id: string, session?: Session): Promise<SteppedDoc<F> | null>;
  ofCause(causeId: string, session?: Session): Promise<SteppedDoc<F> | null>;
  list(
    filter: Readonly<Record<string, unknown>>,
    sort: Readonly<Record<string, 1 | -1>>,
    limit: number,
  ): Promise<SteppedDoc<F>[]>;
  count(filter: Readonly<Record<string, unknown>>): Promise<number>;
  /** The record as changed; null where it no longer is as it was read. */
  step(
    session: Session,
    read: SteppedDoc<F>,
    step: StepToWrite,
    change: SteppedChange<F>,
  ): Promise<SteppedDoc<F> | null>;
  /** What became true of these by something else than a step of somebody: their revision stays as it was read. */
  setIn(session: Session, filter: Readonly<Record<string, unknown>>, facts: Partial<F>): Promise<void>;
  bodyOf<B>(doc: SteppedDoc<F>): Promise<B>;
  stepsOf(doc: SteppedDoc<F>): Promise<OpenStep[]>;
}

const INDEXES: readonly IndexSpec[] = [
  { keys: { causeId: 1 }, unique: true },
  { keys: { state: 1, madeAt: 1 } },
  { keys: { purgeAt: 1 }, sparse: true },
];

export function steppedSpec(name: string, indexes: readonly IndexSpec[]): CollectionSpec {
  return { name, personal: true, indexes: [...INDEXES, ...indexes] };
}

const MAJORITY = { readConcern: { level: 'majority' } } as const;

type Stored = SteppedDoc<object>;

export function createSteppedStore<F extends object>(
  database: Database,
  sealing: Sealing,
  { spec, newId }: { readonly spec: CollectionSpec; readonly newId: () => string },
): SteppedStore<F> {
  const records = database.collection<Stored>(spec);
  const sealed = createSealedJson(sealing);
  const place = (id: string, field: string, part: string): Place => ({
    ...{ collection: spec.name, field, scope: `${spec.name}:${id}`, id: part },
  });
  const within = (session?: Session) => (session ? { session } : MAJORITY);

  async function sealStep(id: string, { text, ...rest }: StepToWrite): Promise<StepDoc> {
    const stepId = newId();
    return {
      stepId,
      ...rest,
      text: text === null ? null : binaryOf(await sealing.seal(place(id, 'step', stepId), text)),
    };
  }

  return {
    insert: async (session, { id, causeId, state, facts, body, first, purgeAt }) => {
      const { at, by } = first;
      const doc: SteppedDoc<F> = {
        ...{ _id: id, causeId, revision: 1, state, facts },
        body: await sealed.seal(place(id, 'body', id), body),
        steps: [await sealStep(id, first)],
        ...{ madeAt: at, madeBy: by, changedAt: at, changedBy: by, purgeAt, legalHold: false },
      };
      await records.insertOne(doc, { session });
      return doc;
    },
    find: async (id, session) => read<F>(await records.findOne({ _id: id }, within(session))),
    ofCause: async (causeId, session) => read<F>(await records.findOne({ causeId }, within(session))),
    list: async (filter, sort, limit) => {
      const docs = await records.find(filter, { ...MAJORITY, sort, limit }).toArray();
      return docs.flatMap((doc) => read<F>(doc) ?? []);
    },
    count: (filter) => records.countDocuments(filter, MAJORITY),
    step: async (session, doc, step, { facts, ...change }) => {
      const { at, by } = step;
      const $set = { ...change, ...factsToSet(facts ?? {}), changedAt: at, changedBy: by };
      const update = { $set, $inc: { revision: 1 }, $push: { steps: await sealStep(doc._id, step) } };
      const asRead = { _id: doc._id, revision: doc.revision };
      return read<F>(await records.findOneAndUpdate(asRead, update, { session, returnDocument: 'after' }));
    },
    setIn: async (session, filter, facts) => {
      await records.updateMany(filter, { $set: factsToSet(facts) }, { session });
    },
    bodyOf: <B>(doc: SteppedDoc<F>) => sealed.open<B>(place(doc._id, 'body', doc._id), doc.body),
    stepsOf: (doc) =>
      Promise.all(
        doc.steps.map(async ({ text, ...rest }) => ({
          ...rest,
          text: text === null ? null : await sealing.unseal(place(doc._id, 'step', rest.stepId), text),
        })),
      ),
  };
}

function factsToSet(facts: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [`facts.${name}`, value]));
}

/** Written by this store alone, so that its facts are of the kind that went in. */
function read<F extends object>(doc: Stored | null): SteppedDoc<F> | null {
  return doc as SteppedDoc<F> | null;
}
