/**
 * Takes what somebody sends from the chat window into the register of complaints. It is tied to no conversation and no name;
 * who wrote it is answered by a person, through the safe contact that they left, or not at all (V2).
 */
import { londonDay } from '../../shared/domain/opening-hours.ts';
import type { FeedbackForm } from '../../shared/protocol/http/feedback.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { createOnce } from '../platform/create-once.ts';
import type { SteppedDoc, SteppedStore } from '../platform/stepped.store.ts';
import type { ComplaintBody, ComplaintFacts } from './complaints.ts';
import type { RegistersDeps } from './deps.ts';

export interface FeedbackDeps extends Pick<RegistersDeps, 'database' | 'audit' | 'clock' | 'ids'> {
  readonly complaints: SteppedStore<ComplaintFacts>;
  /** Null, or how long this address has to wait; it gets a keyed digest, never an address. */
  readonly limit: (address: string) => Promise<number | null>;
}

/** As it stands where others are named who wrote something down. */
const WHOEVER = { agentId: 'visitor', name: 'whoever sent it' } as const;

export async function receiveFeedback(
  deps: FeedbackDeps,
  { form, address }: { readonly form: FeedbackForm; readonly address: string },
): Promise<Result<Record<string, never>>> {
  const retryAfterMs = await deps.limit(address);
  if (retryAfterMs !== null) return fail('rate_limited', { retryAfterMs });
  const { complaints } = deps;
  const received = await createOnce<SteppedDoc<ComplaintFacts>>(deps.database, {
    existing: (session) => complaints.ofCause(form.clientId, session),
    // Sent again, or another under the same id: the answer tells nobody which (V3).
    isSame: () => true,
    create: async (session) => {
      const at = deps.clock.now();
      const first = { clientId: form.clientId, kind: 'made', at, by: WHOEVER, codes: {}, text: null };
      const doc = await complaints.insert(session, {
        ...{ id: deps.ids.uuid(), causeId: form.clientId, state: 'received', facts: factsOf(form, at) },
        ...{ body: bodyOf(form), first, purgeAt: null },
      });
      const actor = { id: 'visitor', role: 'visitor' };
      const target = { kind: 'complaint', id: doc._id };
      await deps.audit.record({ actor, action: 'complaint.receive', target, meta: { kind: form.kind } }, session);
      return ok(doc);
    },
  });
  return received.ok ? ok({}) : received;
}

function factsOf({ kind, safeContact }: FeedbackForm, at: number): ComplaintFacts {
  return {
    ...{ kind, channel: 'widget', receivedOn: londonDay(new Date(at)), conversationId: null, caseId: null },
    ...{ owner: null, anonymous: safeContact === undefined, finding: null },
    ...{ acknowledgedOn: null, answeredOn: null, learnt: false },
  };
}

function bodyOf({ text, safeContact }: FeedbackForm): ComplaintBody {
  return { from: { name: null, contact: safeContact ?? null }, text };
}
