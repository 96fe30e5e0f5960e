/** What a node knows and does, on the run's real servers, without what it does by itself and without sockets. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AgentDoc, agentsSpec } from '../../server/agents/index.ts';
import { collections } from '../../server/collections.ts';
import { composeDuties, type Duties } from '../../server/compose-duties.ts';
import { composePlatform, type Platform } from '../../server/compose-platform.ts';
import { composeService } from '../../server/compose-service.ts';
import type { Config } from '../../server/config.ts';
import { ensureCollection } from '../../server/platform/mongo.ts';
import type { Follower } from '../../server/platform/rooms.ts';
import type { TestDatabase } from './database.ts';
import { configFor } from './start-server.ts';

export interface BareNode {
  readonly config: Config;
  readonly platform: Platform;
  readonly duties: Duties;
  /** This node's clock goes further than the others' by so much. */
  passMs(ms: number): void;
  close(): Promise<void>;
}

export async function bareNode(database: TestDatabase): Promise<BareNode> {
  const dataDir = await mkdtemp(join(tmpdir(), 'hearthline-node-'));
  const config = await configFor(dataDir, database);
  let ahead = 0;
  const platform = await composePlatform(config, { clock: { now: () => Date.now() + ahead } });
  for (const spec of collections) await ensureCollection(platform.database, spec);
  const counts = async () => ({ agentsAvailable: 0, waitingCount: 0, diskFull: false });
  const service = await composeService(config, platform, { counts, isDiskFull: () => false });
  return {
    config,
    platform,
    duties: composeDuties(platform, service, { onQueueChanged: () => undefined }),
    passMs: (ms) => {
      ahead += ms;
    },
    close: async () => {
      await platform.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Somebody connected, with the names of the events they were told. */
export function aFollower(who: string, socketId: string = randomUUID()): Follower & { readonly told: string[] } {
  const told: string[] = [];
  return {
    ...{ socketId, who, told, isHeldBack: () => false, holdBack: () => () => undefined },
    ...{ close: () => undefined, cut: () => undefined, emit: (event: string) => told.push(event) },
  };
}

/** An agent as stored who could be offered a conversation; tests name only what matters to them. */
export async function storedAgent({ platform }: BareNode, overrides: Partial<AgentDoc> = {}): Promise<string> {
  const _id = randomUUID();
  const names = {
    emailHash: _id,
    name: 'Amara',
    role: 'agent',
    teamId: 'main',
    skills: [],
    languages: ['en'],
  } as const;
  const work = { availability: 'available', availabilitySince: 0, capacity: 2, maximumCapacity: 3, holds: [] } as const;
  const nothing = {
    ringing: null,
    pausedUntil: null,
    lastAcceptedAt: null,
    lostAt: null,
    disabledAt: null,
    purgeAt: null,
  };
  const connections = [{ nodeId: 'another', socketId: randomUUID(), connectedSince: 0 }];
  const doc = { _id, revision: 1, ...names, ...work, ...nothing, connections, legalHold: false, ...overrides };
  await platform.database.collection<AgentDoc>(agentsSpec).insertOne(doc as AgentDoc);
  return _id;
}
