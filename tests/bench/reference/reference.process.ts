/** One reference in a process of its own. */
import mongoose from 'mongoose';
import { serve } from '../stage/serve.ts';
import { desk } from './desk.ts';
import { durable } from './durable.ts';
import { relay } from './relay.ts';
import { bareServer } from './transport.ts';

export interface ReferenceOrder {
  readonly kind: 'relay' | 'durable' | 'desk';
  readonly mongodbUri: string;
  readonly databaseName: string;
  /** `both` adds the two unique indexes without which a retried line is two and an order has holes (L2, L3). */
  readonly indexes?: 'none' | 'both';
}

const methods = {
  start: async ({ kind, mongodbUri, databaseName, indexes = 'none' }: ReferenceOrder): Promise<string> => {
    const { io, listen } = bareServer();
    if (kind === 'relay') relay(io);
    else {
      const client = await new mongoose.mongo.MongoClient(mongodbUri, { maxPoolSize: 40, retryWrites: true }).connect();
      const database = client.db(databaseName);
      const entries = await database.createCollection('entries');
      if (kind === 'desk') await entries.createIndex({ conversationId: 1, seq: 1 });
      if (indexes === 'both') {
        await entries.createIndex({ conversationId: 1, seq: 1 }, { unique: true });
        await entries.createIndex({ conversationId: 1, clientId: 1 }, { unique: true });
      }
      if (kind === 'durable') durable(io, entries);
      else desk(io, database);
    }
    return listen();
  },
  collect: async (): Promise<{ residentBytes: number; heapBytes: number }> => {
    globalThis.gc?.();
    const { rss, heapUsed } = process.memoryUsage();
    return { residentBytes: rss, heapBytes: heapUsed };
  },
};

export type ReferenceMethods = typeof methods;

serve(methods);
