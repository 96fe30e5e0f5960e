/**
 * Puts one fault right, in a transaction that looks again before it writes: what a running change has settled meanwhile is
 * left alone, and a change at the same moment makes one of the two begin again, since both write the same document.
 */
import { raise } from '../../shared/domain/priority.ts';
import { fail, ok } from '../../shared/result.ts';
import { type ConversationDoc, SYSTEM, updateConversation } from '../conversations/index.ts';
import type { Session } from '../platform/mongo.ts';
import { transact } from '../platform/transaction.ts';
import { dropNodeAgents } from './agent-presence.ts';
import type { QueueDeps } from './deps.ts';
import type { PictureStore } from './picture.store.ts';
import { type Drift, findDrift, nameOf } from './reconcile.ts';

export interface ReconcileDeps extends QueueDeps {
  readonly picture: PictureStore;
  /** Visitors' connections to a node that is not there any more; the duty of conversations. */
  readonly dropVisitors: (nodeId: string) => Promise<void>;
}

/** Whether there was still something to put right. */
export async function putRight(deps: ReconcileDeps, drift: Drift): Promise<boolean> {
  switch (drift.cause) {
    case 'held_for_nothing':
    case 'not_held':
    case 'rings_for_nothing':
    case 'does_not_ring': {
      const { cause, agentId, conversationId } = drift;
      const mended = await writeIfStill(deps, drift, agentId, (session) =>
        cause === 'held_for_nothing'
          ? deps.agents.release(session, agentId, conversationId)
          : deps.agents.change(agentId, {}, CHANGES[cause](conversationId), session),
      );
      if (mended) deps.queue.agentChanged(agentId);
      return mended;
    }
    case 'offer_left_standing':
      return writeIfStill(deps, drift, null, (session, now) =>
        deps.offers.endIn(session, drift.offerId, 'withdrawn', now, 'reconciled'),
      );
    case 'offer_without_record':
      return writeIfStill(deps, drift, null, async (session) => {
        const doc = await deps.store.findIn(session, drift.conversationId);
        if (doc?.offer)
          await deps.offers.standIn(session, { ...doc.offer, conversationId: doc._id, priority: doc.priority });
      });
    case 'offered_without_offer':
    case 'offer_left_over':
      return dropOffer(deps, drift);
    case 'active_without_holder':
      return backToQueue(deps, drift);
    case 'connections_of_no_node':
      await deps.dropVisitors(drift.nodeId);
      await dropNodeAgents(deps, drift.nodeId);
      return true;
    case 'lease_of_wrong_clock':
      return deps.picture.freeLease(drift.name, drift.epoch);
  }
}

const CHANGES = {
  not_held: (conversationId: string) => ({ $addToSet: { holds: conversationId } }),
  rings_for_nothing: () => ({ $set: { ringing: null } }),
  does_not_ring: (conversationId: string) => ({ $set: { ringing: conversationId } }),
} as const;

type About = Extract<Drift, { conversationId: string }>;

async function isStill(deps: ReconcileDeps, session: Session, drift: About, agentId: string | null): Promise<boolean> {
  const part = await deps.picture.partIn(session, drift.conversationId, agentId);
  const again = findDrift({ ...part, nodes: new Set(), now: deps.clock.now() });
  return again.some((each) => nameOf(each) === nameOf(drift));
}

function writeIfStill(
  deps: ReconcileDeps,
  drift: About,
  agentId: string | null,
  write: (session: Session, now: number) => Promise<unknown>,
): Promise<boolean> {
  return transact(deps.database, async (session) => {
    if (!(await isStill(deps, session, drift, agentId))) return false;
    await write(session, deps.clock.now());
    return true;
  });
}

/** An offer that nobody has, or that was forgotten beside another state. Who waits keeps the place (Q2). */
async function dropOffer(deps: ReconcileDeps, drift: About): Promise<boolean> {
  const updated = await updateConversation(deps, drift.conversationId, SYSTEM.id, async (doc, session) => {
    if (!(await isStill(deps, session, drift, null))) return fail('conflict');
    return ok(doc.state === 'offered' ? { state: 'waiting', offer: null } : { offer: null });
  });
  return updated.ok;
}

/** Nobody has this visitor: they go back to the queue as returned, with the time they had (Q2), and nobody may write. */
async function backToQueue(deps: ReconcileDeps, drift: Extract<Drift, { revision: number }>): Promise<boolean> {
  const { conversationId, revision } = drift;
  const content = { kind: 'left', data: { name: '' }, writers: [] } as const;
  const posted = await deps.log.post<null>({
    ...{ conversationId, clientId: `without-holder:${revision}`, author: SYSTEM, content },
    replay: async () => ok(null),
    work: async ({ session, conversation }) => {
      if (!(await isStill(deps, session, drift, null))) return fail('conflict');
      for (const { agentId } of conversation.consulting) await deps.agents.release(session, agentId, conversationId);
      return ok({ value: null, change: returned(deps, conversation) });
    },
  });
  if (!posted.ok) return false;
  deps.delivery.changed(conversationId, []);
  await deps.safeguarding.raiseAlert({ kind: 'agent_lost', conversationId });
  return true;
}

function returned(deps: QueueDeps, { priority: before, enqueuedAt, holder }: ConversationDoc) {
  const priority = raise(before, 'returned');
  const queueKey = deps.queue.keyOf(enqueuedAt, priority);
  const previousAgentId = holder?.agentId ?? null;
  return { state: 'waiting', holder: null, consulting: [], previousAgentId, priority, queueKey } as const;
}
