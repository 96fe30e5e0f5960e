/** Taking a message by name and saying what came of it: compare-and-set, so that two people never ring one person. */
import { type InboundMove, type InboundVerdict, judgeInbound } from '../../shared/domain/inbound-message-state.ts';
import type { InboundMessage } from '../../shared/protocol/http/inbound.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { StaffSession } from '../platform/http-route.ts';
import type { Database } from '../platform/mongo.ts';
import type { Clock } from '../platform/ports.ts';
import { transact } from '../platform/transaction.ts';
import { type InboundChange, type InboundMessageDoc, standingOf } from './inbound-messages.store.ts';
import { presentMessage, type ReadDeps } from './read-message.ts';

export interface HandleDeps extends ReadDeps {
  readonly database: Database;
  readonly clock: Clock;
  /** Puts away the alert that the message raised. */
  readonly putAway: (messageId: string) => Promise<void>;
}

type Caller = Pick<StaffSession, 'agentId' | 'name' | 'role'>;
type Handled = Promise<Result<{ message: InboundMessage }>>;

export function takeMessage(
  deps: HandleDeps,
  { messageId, from = null }: { messageId: string; from?: string | null | undefined },
  caller: Caller,
): Handled {
  const { agentId, name, role } = caller;
  return move(deps, messageId, caller, {
    move: { cause: 'take', agentId, role, from },
    change: (takenAt) => ({ state: 'taken', takenBy: { agentId, name }, takenAt }),
  });
}

export function finishMessage(
  deps: HandleDeps,
  { messageId, outcome }: { messageId: string; outcome: Extract<InboundMove, { cause: 'finish' }>['outcome'] },
  caller: Caller,
): Handled {
  return move(deps, messageId, caller, {
    move: { cause: 'finish', agentId: caller.agentId, role: caller.role, outcome },
    change: (doneAt) => ({ state: 'done', outcome, doneAt }),
  });
}

interface Order {
  readonly move: InboundMove;
  readonly change: (now: number) => InboundChange;
}

async function move(deps: HandleDeps, messageId: string, caller: Caller, order: Order): Handled {
  const moved = await transact<Result<InboundMessageDoc>>(deps.database, async (session) => {
    const doc = await deps.messages.find(messageId, session);
    if (!doc) return fail('not_found');
    const verdict = judgeInbound(standingOf(doc), order.move);
    if (verdict === 'same') return ok(doc);
    if (verdict !== 'move') return refusal(verdict, doc);
    const change = order.change(deps.clock.now());
    if (!(await deps.messages.move(doc, change, session))) return refusal('taken_by_another', doc);
    const { cause } = order.move;
    await deps.audit.record(
      {
        actor: { id: caller.agentId, role: caller.role },
        action: `inbound.${cause}`,
        target: { kind: 'inbound_message', id: messageId },
        ...metaOf(order.move, doc),
      },
      session,
    );
    return ok({ ...doc, ...change });
  });
  if (!moved.ok) return moved;
  // Asked at every move, also a repeated one: whatever kept the alert standing the first time, it goes with the next.
  await deps.putAway(messageId);
  return ok({ message: presentMessage(moved.value) });
}

function metaOf(move: InboundMove, { takenBy }: InboundMessageDoc) {
  if (move.cause === 'finish') return { meta: { outcome: move.outcome } };
  return takenBy == null ? {} : { meta: { from: takenBy.agentId } };
}

function refusal(verdict: Exclude<InboundVerdict, 'move' | 'same'>, doc: InboundMessageDoc): Result<never> {
  const { takenBy } = standingOf(doc);
  return fail('conflict', { reason: verdict, ...(takenBy === null ? {} : { takenBy: takenBy.name }) });
}
