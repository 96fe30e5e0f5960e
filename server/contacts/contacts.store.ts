/** Contacts in MongoDB: sealed whole under their revision; what one was before is kept as it was stored. */
import { scopeOf } from '../cases/index.ts';
import type { Place } from '../platform/cipher.ts';
import type { CollectionSpec, Database, Session } from '../platform/mongo.ts';
import { createSealedJson } from '../platform/sealed-json.ts';
import type { Sealing } from '../platform/sealing.store.ts';
import type { ContactBody, ContactDoc, OpenedContact } from './contact.ts';

export const contactsSpec: CollectionSpec = {
  name: 'case_contacts',
  personal: true,
  indexes: [
    { keys: { clientId: 1 }, unique: true },
    { keys: { caseId: 1, madeAt: 1 } },
    { keys: { purgeAt: 1 }, sparse: true },
  ],
};
export const contactVersionsSpec: CollectionSpec = {
  name: 'case_contact_versions',
  personal: true,
  indexes: [{ keys: { caseId: 1 } }, { keys: { purgeAt: 1 }, sparse: true }],
};

const MAJORITY = { readConcern: { level: 'majority' } } as const;

export interface ContactsStore {
  ofCases(caseIds: readonly string[]): Promise<OpenedContact[]>;
  /** Where it belongs to one of these cases. */
  find(caseIds: readonly string[], contactId: string, session?: Session): Promise<OpenedContact | null>;
  /** Of several cases at once, for a list of call-backs. */
  findMany(contactIds: readonly string[]): Promise<OpenedContact[]>;
  ofClientId(clientId: string): Promise<OpenedContact | null>;
  /** As it was when it was added. */
  original(contact: OpenedContact): Promise<OpenedContact>;
  seal(doc: Omit<ContactDoc, 'body'>, body: ContactBody): Promise<OpenedContact>;
  insertIn(session: Session, contact: OpenedContact): Promise<void>;
  /** Compare-and-set on the revision that was read; false when somebody changed it meanwhile. */
  putIn(session: Session, next: OpenedContact, before: ContactDoc): Promise<boolean>;
  /** Of several only one is tried first. */
  preferOnlyIn(session: Session, caseId: string, contactId: string): Promise<void>;
}

export function createContactsStore(database: Database, sealing: Sealing): ContactsStore {
  const contacts = database.collection<ContactDoc>(contactsSpec);
  const versions = database.collection<ContactDoc>(contactVersionsSpec);
  const sealed = createSealedJson(sealing);
  const open = async (doc: ContactDoc): Promise<OpenedContact> => ({
    doc,
    body: await sealed.open<ContactBody>(placeOf(doc), doc.body),
  });
  const openOne = (doc: ContactDoc | null) => (doc === null ? null : open(doc));
  const within = (session?: Session) => (session ? { session } : MAJORITY);
  return {
    ofCases: async (caseIds) => {
      const theirs = { caseId: { $in: [...caseIds] } };
      return Promise.all(
        (await contacts.find(theirs, { ...MAJORITY, sort: { madeAt: 1, _id: 1 } }).toArray()).map(open),
      );
    },
    find: async (caseIds, contactId, session) =>
      openOne(await contacts.findOne({ _id: contactId, caseId: { $in: [...caseIds] } }, within(session))),
    findMany: async (contactIds) => {
      const docs = await contacts.find({ _id: { $in: [...contactIds] } }, MAJORITY).toArray();
      await sealing.warm(docs.map(({ caseId }) => scopeOf(caseId)));
      return Promise.all(docs.map(open));
    },
    ofClientId: async (clientId) => openOne(await contacts.findOne({ clientId }, MAJORITY)),
    original: async (contact) => {
      const first = await versions.findOne({ _id: `${contact.doc._id}:1` }, MAJORITY);
      return first === null ? contact : open({ ...first, _id: contact.doc._id });
    },
    seal: async (doc, body) => ({ doc: { ...doc, body: await sealed.seal(placeOf(doc), body) }, body }),
    insertIn: async (session, { doc }) => {
      await contacts.insertOne(doc, { session });
    },
    putIn: async (session, { doc: { _id, ...set } }, before) => {
      const { matchedCount } = await contacts.updateOne({ _id, revision: before.revision }, { $set: set }, { session });
      if (matchedCount === 1)
        await versions.insertOne({ ...before, _id: `${before._id}:${before.revision}` }, { session });
      return matchedCount === 1;
    },
    preferOnlyIn: async (session, caseId, contactId) => {
      const others = { caseId, preferred: true, _id: { $ne: contactId } };
      await contacts.updateMany(others, { $set: { preferred: false } }, { session });
    },
  };
}

function placeOf({ _id: id, caseId, revision }: Pick<ContactDoc, '_id' | 'caseId' | 'revision'>): Place {
  return { collection: contactsSpec.name, field: 'body', scope: scopeOf(caseId), id, parts: [String(revision)] };
}
