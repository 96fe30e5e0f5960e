/** A concern comes into the register: by a person's word, from an emergency, from a tool's rule or a rule of age. One a cause. */
import type { z } from 'zod';
import type { ConcernKind, ConcernSource } from '../../../shared/domain/concern.ts';
import { relationsFor } from '../../../shared/domain/permissions.ts';
import type { ConcernRow, concernRoutes } from '../../../shared/protocol/http/concerns.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { createOnce } from '../../platform/create-once.ts';
import type { StaffSession } from '../../platform/http-route.ts';
import type { Session } from '../../platform/mongo.ts';
import type { Person } from '../../platform/stepped.store.ts';
import { transact } from '../../platform/transaction.ts';
import { type ConcernBody, type ConcernDoc, presentConcern } from './concern-record.ts';
import type { ConcernsDeps, Subject } from './deps.ts';

export interface NewConcern extends Subject {
  readonly kind: ConcernKind;
  readonly source: ConcernSource;
  readonly sourceId: string | null;
  /** One concern a cause: asked for again, it is the one that is there. */
  readonly causeId: string;
  readonly alertId?: string;
  readonly teamId: string | null;
  readonly text: string;
  readonly by: Person & { readonly role: string };
}

type Raise = z.infer<typeof concernRoutes.raise.body>;

export type RaisingDeps = Pick<ConcernsDeps, 'concerns' | 'audit' | 'clock' | 'ids'>;

/** In the transaction of whatever it follows from. */
export async function raiseConcernIn(deps: RaisingDeps, session: Session, given: NewConcern): Promise<ConcernDoc> {
  const before = await deps.concerns.ofCause(given.causeId, session);
  if (before) return before;
  const { kind, source, sourceId, causeId, conversationId, caseId, alertId = null, teamId, text, by } = given;
  const person = { agentId: by.agentId, name: by.name };
  const doc = await deps.concerns.insert(session, {
    ...{ id: deps.ids.uuid(), causeId, state: 'open' },
    facts: {
      ...{ kind, source, sourceId, conversationId, caseId, alertId, teamId },
      ...{ owner: null, decisions: [], closure: null, reviewOn: null, actions: [] },
    },
    body: { text } satisfies ConcernBody,
    first: { clientId: causeId, kind: 'raised', at: deps.clock.now(), by: person, codes: { source }, text: null },
    purgeAt: null,
  });
  const target = { kind: 'concern', id: doc._id };
  const meta = { kind, source, conversationId, caseId };
  await deps.audit.record({ actor: { id: by.agentId, role: by.role }, action: 'concern.raise', target, meta }, session);
  return doc;
}

/** By itself; a lead is told, unless a lead raised it. */
export async function raiseConcern(
  deps: RaisingDeps & Pick<ConcernsDeps, 'database' | 'alerts' | 'keepConversation'>,
  given: NewConcern,
): Promise<ConcernDoc> {
  if (given.conversationId !== null) await deps.keepConversation(given.conversationId);
  const doc = await transact(deps.database, (session) => raiseConcernIn(deps, session, given));
  await tellLead(deps, doc, given.by.role);
  return doc;
}

export async function raiseByHand(
  deps: ConcernsDeps,
  { clientId, kind, text, conversationId, caseId }: Raise,
  caller: StaffSession,
): Promise<Result<{ concern: ConcernRow }>> {
  const reached = await deps.reachSubject({ conversationId, caseId }, caller);
  if (!reached.ok) return reached;
  if (conversationId !== null) await deps.keepConversation(conversationId);
  const source = conversationId !== null ? 'conversation' : caseId !== null ? 'case' : 'by_hand';
  const causeId = `by_hand:${clientId}`;
  const made = await createOnce<ConcernDoc>(deps.database, {
    existing: (session) => deps.concerns.ofCause(causeId, session),
    isSame: async (found) => {
      const { facts, madeBy } = found;
      const same = facts.kind === kind && facts.conversationId === conversationId && facts.caseId === caseId;
      const body = await deps.concerns.bodyOf<ConcernBody>(found);
      return same && madeBy.agentId === caller.agentId && body.text === text;
    },
    create: async (session) => {
      const about = { conversationId, caseId, sourceId: conversationId ?? caseId, teamId: reached.value.teamId };
      return ok(await raiseConcernIn(deps, session, { kind, source, causeId, text, by: caller, ...about }));
    },
  });
  if (!made.ok) return made;
  await tellLead(deps, made.value.value, caller.role);
  return ok({ concern: presentConcern(made.value.value) });
}

export const concernAlert = (concernId: string): string => `concern:${concernId}`;

async function tellLead(
  { alerts }: Pick<ConcernsDeps, 'alerts'>,
  { _id, facts, state }: ConcernDoc,
  role: string,
): Promise<void> {
  const byLead = relationsFor('concern.decide', role as StaffSession['role']).includes('any');
  // An emergency rings by itself.
  if (byLead || facts.source === 'emergency' || state !== 'open' || facts.owner !== null) return;
  const { conversationId } = facts;
  const about = conversationId === null ? {} : { conversationId };
  await alerts.raiseAlert({ kind: 'concern_raised', causeId: concernAlert(_id), ...about });
}
