/** What the reconciler looks at: all of it now and then, or again only what one fault concerns, within its transaction. */
import type { AgentDoc } from '../agents/index.ts';
import type { ConversationDoc } from '../conversations/index.ts';
import { leasesSpec } from '../platform/lease.store.ts';
import type { CollectionSpec, Database, Session } from '../platform/mongo.ts';
import { offersSpec } from './offers.store.ts';
import type { AgentPart, ConversationPart, LeasePart, Picture } from './reconcile.ts';

type Stored = Omit<Picture, 'nodes' | 'now'>;

export interface PictureStore {
  whole(): Promise<Stored>;
  /** These and nothing else; agents named by the conversation come with it. */
  partIn(session: Session, conversationId: string, agentId: string | null): Promise<Stored>;
  /** Whoever asks next has it; false where it was renewed or taken meanwhile. */
  freeLease(name: string, epoch: number): Promise<boolean>;
}

interface StandingOffer {
  readonly _id: string;
  readonly conversationId: string;
  readonly result: string;
}

const UNCLOSED = { state: { $in: ['waiting', 'offered', 'active', 'wrap_up'] } } as const;
const AGENT = { holds: 1, ringing: 1, connections: 1 } as const;
const CONVERSATION = { revision: 1, state: 1, offer: 1, holder: 1, consulting: 1, connection: 1 } as const;

export interface PictureSpecs {
  readonly agents: CollectionSpec;
  readonly conversations: CollectionSpec;
}

export function createPictureStore(database: Database, specs: PictureSpecs): PictureStore {
  const agents = database.collection<AgentDoc>(specs.agents);
  const conversations = database.collection<ConversationDoc>(specs.conversations);
  const leases = database.collection<LeasePart>(leasesSpec);
  const offers = database.collection<StandingOffer>(offersSpec);

  return {
    whole: async () => {
      const options = { readConcern: { level: 'majority' } } as const;
      const [staff, unclosed, standing, held] = await Promise.all([
        agents.find({}, options).project<AgentPart>(AGENT).toArray(),
        conversations.find(UNCLOSED, options).project<ConversationPart>(CONVERSATION).toArray(),
        offers.find({ result: 'standing' }, options).project<StandingOffer>({ conversationId: 1 }).toArray(),
        leases.find({}, options).toArray(),
      ]);
      return { agents: staff, conversations: unclosed, standing, leases: held };
    },
    partIn: async (session, conversationId, agentId) => {
      const options = { session } as const;
      const about = { _id: conversationId, ...UNCLOSED };
      const one = await conversations.find(about, options).project<ConversationPart>(CONVERSATION).toArray();
      const named = one.flatMap(({ offer, holder, consulting }) => [offer, holder, ...consulting]);
      const ids = [agentId, ...named.map((each) => each?.agentId)].filter((id) => typeof id === 'string');
      const staff = await agents
        .find({ _id: { $in: ids } }, options)
        .project<AgentPart>(AGENT)
        .toArray();
      const standing = await offers
        .find({ conversationId, result: 'standing' }, options)
        .project<StandingOffer>({ conversationId: 1 })
        .toArray();
      return { agents: staff, conversations: one, standing, leases: [] };
    },
    freeLease: async (name, epoch) =>
      (await leases.updateOne({ _id: name, epoch }, { $set: { until: 0 } })).modifiedCount === 1,
  };
}
