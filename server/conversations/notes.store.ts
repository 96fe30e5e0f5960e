/** Staff notes and whispers: beside the log, never in it, so that a visitor's seq has no holes. Sealed. */
import { mongo } from 'mongoose';
import type { Note } from '../../shared/protocol/desk.ts';
import type { Place } from '../platform/cipher.ts';
import { type CollectionSpec, type Database, isDuplicateKey } from '../platform/mongo.ts';
import { iso } from '../platform/ports.ts';
import type { Sealing } from '../platform/sealing.store.ts';

interface NoteDoc {
  readonly _id: string;
  readonly conversationId: string;
  readonly clientId: string;
  readonly kind: Note['kind'];
  readonly author: { readonly agentId: string; readonly name: string };
  readonly text: mongo.Binary;
  readonly at: number;
  readonly purgeAt: Date | null;
  readonly legalHold: boolean;
}

export const notesSpec: CollectionSpec = {
  name: 'notes',
  personal: true,
  indexes: [
    { keys: { conversationId: 1, at: 1 } },
    { keys: { at: 1 } },
    { keys: { conversationId: 1, clientId: 1 }, unique: true },
    { keys: { purgeAt: 1 }, sparse: true },
  ],
};

export interface NewNote extends Omit<Note, 'at'> {
  readonly conversationId: string;
  readonly clientId: string;
  readonly at: number;
}

export type NoteMark = Pick<NoteDoc, '_id' | 'conversationId'>;

const MARK = { conversationId: 1 } as const;
const MARKS_AT_MOST = 5_000;

export interface NotesStore {
  /** The note under this clientId: the new one, or the one that was there first. */
  add(note: NewNote): Promise<{ readonly note: Note; readonly first: boolean }>;
  byClientId(conversationId: string, clientId: string): Promise<Note | null>;
  /** None where the key was erased, and the words with it. */
  of(conversationId: string): Promise<Note[]>;
  find(conversationId: string, noteId: string): Promise<Note | null>;
  /** Which were added since, of all conversations. */
  addedSince(at: number): Promise<NoteMark[]>;
}

export function createNotesStore(database: Database, sealing: Sealing): NotesStore {
  const notes = database.collection<NoteDoc>(notesSpec);
  const place = (conversationId: string, noteId: string): Place => ({
    collection: notesSpec.name,
    field: 'text',
    scope: conversationId,
    id: noteId,
  });

  async function open(doc: NoteDoc): Promise<Note> {
    const text = await sealing.unseal(place(doc.conversationId, doc._id), doc.text);
    return { noteId: doc._id, kind: doc.kind, author: doc.author, text, at: iso(doc.at) };
  }

  return {
    add: async (note) => {
      const { noteId, conversationId, clientId, kind, author, at } = note;
      const text = new mongo.Binary(await sealing.seal(place(conversationId, noteId), note.text));
      const doc: NoteDoc = {
        _id: noteId,
        conversationId,
        clientId,
        kind,
        author,
        text,
        at,
        purgeAt: null,
        legalHold: false,
      };
      try {
        await notes.insertOne(doc);
        return { note: await open(doc), first: true };
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        const found = await notes.findOne({ conversationId, clientId });
        if (!found) throw error;
        return { note: await open(found), first: false };
      }
    },
    byClientId: async (conversationId, clientId) => {
      const doc = await notes.findOne({ conversationId, clientId });
      return doc ? open(doc) : null;
    },
    of: async (conversationId) => {
      if (!(await sealing.findKey(conversationId))) return [];
      const docs = await notes.find({ conversationId }, { sort: { at: 1, _id: 1 } }).toArray();
      return Promise.all(docs.map(open));
    },
    find: async (conversationId, noteId) => {
      const doc = await notes.findOne({ _id: noteId, conversationId });
      return doc ? open(doc) : null;
    },
    addedSince: (at) =>
      notes
        .find({ at: { $gte: at } }, { sort: { at: 1 }, limit: MARKS_AT_MOST })
        .project<NoteMark>(MARK)
        .toArray(),
  };
}
