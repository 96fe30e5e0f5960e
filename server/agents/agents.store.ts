/** Agents in MongoDB: load, availability and presence, each changed by a guarded update that cannot drift (Q1). */
import type { Availability } from '../../shared/protocol/desk.ts';
import type { CollectionSpec, Database, Session } from '../platform/mongo.ts';
import type { AgentConnection, AgentDoc } from './agent.ts';

export const agentsSpec: CollectionSpec = {
  name: 'agents',
  personal: true,
  indexes: [
    { keys: { emailHash: 1 }, unique: true },
    { keys: { availability: 1, disabledAt: 1 } },
    { keys: { holds: 1 } },
    { keys: { lostAt: 1 }, sparse: true },
    { keys: { 'connections.nodeId': 1 }, sparse: true },
    { keys: { purgeAt: 1 }, sparse: true },
  ],
};

/** Every change of availability, kept for an agent's day and for reports. */
interface AvailabilityDoc {
  readonly _id: string;
  readonly agentId: string;
  readonly availability: Availability;
  readonly capacity: number;
  readonly at: number;
  readonly cause: string;
  readonly purgeAt: Date | null;
  readonly legalHold: boolean;
}

export const availabilityHistorySpec: CollectionSpec = {
  name: 'availabilityHistory',
  personal: true,
  indexes: [{ keys: { agentId: 1, at: 1 } }, { keys: { purgeAt: 1 }, sparse: true }],
};

const ON_DUTY = [
  ...(['_id', 'availability', 'capacity', 'holds', 'ringing', 'skills', 'languages', 'pausedUntil'] as const),
  ...(['lastAcceptedAt', 'connections', 'disabledAt', 'availabilitySince'] as const),
] as const;

const MAJORITY = { readConcern: { level: 'majority' } } as const;

export interface AgentsStore {
  find(agentId: string): Promise<AgentDoc | null>;
  findIn(session: Session, agentId: string): Promise<AgentDoc | null>;
  findMany(filter: Readonly<Record<string, unknown>>): Promise<AgentDoc[]>;
  /** Everybody who is not offline, or those of these, with what decides whether they are offered a conversation. */
  onDuty(among?: readonly string[]): Promise<AgentOnDuty[]>;
  /** How many are available and connected, busy or not. */
  availableCount(): Promise<number>;
  /** Any guarded change; null when the guard did not hold. */
  change(
    agentId: string,
    guard: Readonly<Record<string, unknown>>,
    update: Readonly<Record<string, unknown>>,
    session?: Session,
  ): Promise<AgentDoc | null>;
  /** Takes a place for a conversation while one is free; with `ring` only when nothing rings yet. */
  hold(session: Session, agentId: string, conversationId: string, options: HoldOptions): Promise<boolean>;
  /** Gives the place back; again and again has the same effect. */
  release(session: Session, agentId: string, conversationId: string): Promise<void>;
  connect(agentId: string, connection: AgentConnection): Promise<AgentDoc | null>;
  disconnect(agentId: string, socketId: string, at: number): Promise<AgentDoc | null>;
  dropNode(nodeId: string, at: number): Promise<string[]>;
  /** Those of this filter count as lost from then on. */
  graceFrom(filter: Readonly<Record<string, unknown>>, at: number): Promise<void>;
  recordAvailability(agent: AgentDoc, at: number, cause: string): Promise<void>;
}

/** No names, no addresses, no passwords: a round of the matcher reads this of everybody on duty. */
export type AgentOnDuty = Pick<AgentDoc, (typeof ON_DUTY)[number]>;

export interface HoldOptions {
  /** An offer, which rings; else the conversation is given at once (assign, take over, transfer). */
  readonly ring: boolean;
  /** Offers are made to available agents only. */
  readonly availableOnly: boolean;
}

/** One write: which connections stay, and lost from now on when none does. Two writes could be cut apart by a crash. */
function withoutConnection(stays: Readonly<Record<string, unknown>>, at: number) {
  const connections = { $filter: { input: '$connections', cond: stays } };
  const isLost = { $and: [{ $eq: [{ $size: '$connections' }, 0] }, { $eq: ['$lostAt', null] }] };
  return [
    { $set: { connections, revision: { $add: ['$revision', 1] } } },
    { $set: { lostAt: { $cond: [isLost, at, '$lostAt'] } } },
  ];
}

/** `keptUntil`: when what is recorded at a time is deleted. */
export function createAgentsStore(
  database: Database,
  keptUntil: (at: number) => Date | null = () => null,
): AgentsStore {
  const agents = database.collection<AgentDoc>(agentsSpec);
  const history = database.collection<AvailabilityDoc>(availabilityHistorySpec);

  const store: AgentsStore = {
    find: (agentId) => agents.findOne({ _id: agentId }, MAJORITY),
    findIn: (session, agentId) => agents.findOne({ _id: agentId }, { session }),
    findMany: (filter) => agents.find(filter, { ...MAJORITY, sort: { _id: 1 } }).toArray(),
    onDuty: (among) => {
      const projection = Object.fromEntries(ON_DUTY.map((field) => [field, 1]));
      const these = among === undefined ? {} : { _id: { $in: [...among] } };
      const onDuty = agents.find({ ...these, disabledAt: null, availability: { $ne: 'offline' } }, MAJORITY);
      return onDuty.project<AgentOnDuty>(projection).toArray();
    },
    availableCount: () => {
      const filter = { availability: 'available', disabledAt: null, 'connections.0': { $exists: true } } as const;
      return agents.countDocuments(filter, MAJORITY);
    },
    change: (agentId, guard, update, session) => {
      const { $inc, ...rest } = update;
      const withRevision = { ...rest, $inc: { ...(typeof $inc === 'object' ? $inc : {}), revision: 1 } };
      const options = { returnDocument: 'after', ...(session ? { session } : {}) } as const;
      return agents.findOneAndUpdate({ _id: agentId, ...guard }, withRevision, options);
    },
    hold: async (session, agentId, conversationId, { ring, availableOnly }) => {
      const guard = {
        disabledAt: null,
        ...(availableOnly ? { availability: 'available' } : {}),
        // An offer to somebody who has just gone would ring at nobody until it expires.
        ...(ring ? { ringing: null, 'connections.0': { $exists: true } } : {}),
        $expr: { $or: [{ $in: [conversationId, '$holds'] }, { $lt: [{ $size: '$holds' }, '$capacity'] }] },
      };
      const update = {
        $addToSet: { holds: conversationId },
        ...(ring ? { $set: { ringing: conversationId } } : {}),
      };
      return (await store.change(agentId, guard, update, session)) !== null;
    },
    release: async (session, agentId, conversationId) => {
      await store.change(agentId, {}, { $pull: { holds: conversationId } }, session);
      await store.change(agentId, { ringing: conversationId }, { $set: { ringing: null } }, session);
    },
    connect: (agentId, connection) => {
      const { socketId } = connection;
      const update = { $push: { connections: connection }, $set: { lostAt: null } };
      return store.change(agentId, { 'connections.socketId': { $ne: socketId } }, update);
    },
    disconnect: async (agentId, socketId, at) => {
      const without = withoutConnection({ $ne: ['$$this.socketId', socketId] }, at);
      const holding = { _id: agentId, 'connections.socketId': socketId };
      const after = await agents.findOneAndUpdate(holding, without, { returnDocument: 'after' });
      return after?.connections.length === 0 && after.lostAt === at ? after : null;
    },
    dropNode: async (nodeId, at) => {
      const touched = await agents.find({ 'connections.nodeId': nodeId }, { projection: { _id: 1 } }).toArray();
      if (touched.length > 0)
        await agents.updateMany(
          { 'connections.nodeId': nodeId },
          withoutConnection({ $ne: ['$$this.nodeId', nodeId] }, at),
        );
      return touched.map(({ _id }) => _id);
    },
    graceFrom: async (filter, at) => {
      await agents.updateMany(filter, { $set: { lostAt: at }, $inc: { revision: 1 } });
    },
    recordAvailability: async (agent, at, cause) => {
      const { _id: agentId, availability, capacity } = agent;
      const _id = `${agentId}:${agent.revision}`;
      await history.updateOne(
        { _id },
        { $setOnInsert: { agentId, availability, capacity, at, cause, purgeAt: keptUntil(at), legalHold: false } },
        { upsert: true },
      );
    },
  };
  return store;
}
