/** The audit record, written in the change's own transaction (A2): ids and codes, never content. Chained by a later step. */
import { randomUUID } from 'node:crypto';
import type { CollectionSpec, Database, Session } from '../platform/mongo.ts';

export interface AuditEvent {
  readonly actor: { readonly id: string; readonly role: string };
  /** `noun.verb`, as in the permissions table where one fits. */
  readonly action: string;
  readonly target: { readonly kind: string; readonly id: string };
  readonly meta?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
}

interface AuditDoc extends AuditEvent {
  readonly _id: string;
  readonly at: Date;
  readonly purgeAt: Date | null;
  readonly legalHold: boolean;
}

export const auditSpec: CollectionSpec = {
  name: 'audit',
  personal: true,
  indexes: [{ keys: { 'target.id': 1, at: 1 } }, { keys: { 'actor.id': 1, at: 1 } }, { keys: { purgeAt: 1 } }],
};

export interface Audit {
  /** Within a transaction when a session is given; else durable before it returns (a view). */
  record(event: AuditEvent, session?: Session): Promise<void>;
}

/** `keptUntil`: when what is recorded at a time is deleted. */
export function createAudit(
  database: Database,
  now: () => number,
  keptUntil: (at: number) => Date | null = () => null,
): Audit {
  const collection = database.collection<AuditDoc>(auditSpec);
  return {
    record: async (event, session) => {
      const at = now();
      const kept = { purgeAt: keptUntil(at), legalHold: false };
      const doc: AuditDoc = { _id: randomUUID(), at: new Date(at), ...event, ...kept };
      if (session) await collection.insertOne(doc, { session });
      else await collection.insertOne(doc, { writeConcern: { w: 'majority', journal: true } });
    },
  };
}
