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

type WritingDeps = Pick<ConcernsDeps, 'concerns' | 'audit' | 'clock' | 'ids'>;
type RaisingDeps = WritingDeps & Pick<ConcernsDeps, 'alerts' | 'keepConversationIn'>;

/** In the transaction of whatever it follows from, the call for a lead with it: neither stands without the other. */
export async function raiseConcernIn(deps: RaisingDeps, session: Session, given: NewConcern): Promise<ConcernDoc> {
  const { conversationId } = given;
  const ofCase = conversationId === null ? null : await deps.keepConversationIn(session, conversationId);
  const doc = await writeConcernIn(deps, session, { ...given, caseId: given.caseId ?? ofCase });
  if (callsLead(doc, given.by.role)) {
    const about = aboutOf(doc.facts);
    await deps.alerts.raiseAlertIn(session, { kind: 'concern_raised', causeId: concernAlert(doc._id), ...about });
  }
  return doc;
}

/** What an alert says it is about: ids alone. */
export function aboutOf({ conversationId, caseId }: Subject) {
  return {
    ...(conversationId === null ? {} : { conversationId }),
    ...(caseId === null ? {} : { caseId }),
  };
}

/** Nobody needs to be called where somebody has it already, or a lead raised it. */
function callsLead({ facts, state }: ConcernDoc, role: string): boolean {
  const byLead = relationsFor('concern.decide', role as StaffSession['role']).includes('any');
  return !byLead && state === 'open' && facts.owner === null;
}

/** The record alone, where a lead is called for what it follows from: an emergency rings by itself. */
export async function writeConcernIn(deps: WritingDeps, session: Session, given: NewConcern): Promise<ConcernDoc> {
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

/** By itself; a lead is told, unless a lead raised it. Two nodes that find its cause at once raise one. */
export async function raiseConcern(
  deps: RaisingDeps & Pick<ConcernsDeps, 'database'>,
  given: NewConcern,
): Promise<ConcernDoc> {
  const made = await createOnce<ConcernDoc>(deps.database, {
    existing: (session) => deps.concerns.ofCause(given.causeId, session),
    isSame: () => true,
    create: async (session) => ok(await raiseConcernIn(deps, session, given)),
  });
  if (!made.ok) throw new Error('A concern could not be written.');
  deps.alerts.announce(concernAlert(made.value.value._id));
  return made.value.value;
}

export async function raiseByHand(
  deps: ConcernsDeps,
  { clientId, kind, text, conversationId, caseId }: Raise,
  caller: StaffSession,
): Promise<Result<{ concern: ConcernRow }>> {
  const reached = await deps.reachSubject({ conversationId, caseId }, caller);
  if (!reached.ok) return reached;
  const source = conversationId !== null ? 'conversation' : caseId !== null ? 'case' : 'by_hand';
  const causeId = `by_hand:${clientId}`;
  const made = await createOnce<ConcernDoc>(deps.database, {
    existing: (session) => deps.concerns.ofCause(causeId, session),
    isSame: async (found) => {
      const { facts, madeBy } = found;
      // Of a conversation it is of its case as well, whether that was said or not.
      const sameCase = facts.caseId === caseId || (caseId === null && conversationId !== null);
      const same = facts.kind === kind && facts.conversationId === conversationId && sameCase;
      const body = await deps.concerns.bodyOf<ConcernBody>(found);
      return same && madeBy.agentId === caller.agentId && body.text === text;
    },
    create: async (session) => {
      const about = { conversationId, caseId, sourceId: conversationId ?? caseId, teamId: reached.value.teamId };
      return ok(await raiseConcernIn(deps, session, { kind, source, causeId, text, by: caller, ...about }));
    },
  });
  if (!made.ok) return made;
  deps.alerts.announce(concernAlert(made.value.value._id));
  return ok({ concern: presentConcern(made.value.value) });
}

export const concernAlert = (concernId: string): string => `concern:${concernId}`;
