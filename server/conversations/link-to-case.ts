/** A conversation becomes part of a case: within the transaction of whoever makes or extends the case, and kept as long as it. */
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Session } from '../platform/mongo.ts';
import type { ConversationDoc } from './conversation.ts';
import type { ConversationsDeps, StaffCaller } from './deps.ts';
import { exclusionsAfter, whoIsIn } from './keep-out.ts';
import { mayReach } from './staff-reach.ts';

export function isOfACase({ caseId }: Pick<ConversationDoc, 'caseId'>): boolean {
  return caseId !== undefined && caseId !== null;
}

/** Kept for years: it belongs to a person's record, or somebody's safety was decided from it. */
export function isKeptLong(doc: Pick<ConversationDoc, 'caseId' | 'concerned'>): boolean {
  return isOfACase(doc) || doc.concerned === true;
}

/**
 * From now on, also where it has closed already, in the transaction that records something of it; the case that it is part of.
 * It is written each time: whoever makes it part of a case at that very moment begins again, and takes the record along.
 */
export async function keepLongIn(
  deps: Pick<ConversationsDeps, 'store' | 'service'>,
  session: Session,
  conversationId: string,
): Promise<string | null> {
  const doc = await deps.store.findIn(session, conversationId);
  if (!doc) return null;
  const kept = doc.closedAt === null ? {} : { purgeAt: deps.service.purgeAt(doc.closedAt, true) };
  await deps.store.recordedIn(session, conversationId, { concerned: true, ...kept });
  return doc.caseId ?? null;
}

/** Something is recorded of it that is kept no longer than it is; the case that it is part of. See `keepLongIn`. */
export async function recordIn(
  { store }: Pick<ConversationsDeps, 'store'>,
  session: Session,
  conversationId: string,
): Promise<string | null> {
  await store.recordedIn(session, conversationId, {});
  return (await store.findIn(session, conversationId))?.caseId ?? null;
}

/** The case that it is part of now. */
export async function caseOf(
  { store }: Pick<ConversationsDeps, 'store'>,
  conversationId: string,
): Promise<string | null> {
  return (await store.find(conversationId))?.caseId ?? null;
}

type Caller = Pick<StaffCaller, 'agentId' | 'name' | 'role' | 'teamId'>;

/**
 * Only who holds it links it; `conflict` where it belongs to another case, or somebody is in it who is kept out of this one.
 * Its followers are told by the caller.
 */
export async function linkToCaseIn(
  deps: Pick<ConversationsDeps, 'store' | 'service' | 'clock'>,
  session: Session,
  {
    conversationId,
    caseId,
    keptOut,
  }: { readonly keptOut: readonly string[] } & Record<'conversationId' | 'caseId', string>,
  caller: Caller,
): Promise<Result<ConversationDoc>> {
  const doc = await deps.store.findIn(session, conversationId);
  if (!doc) return fail('not_found');
  const allowed = mayReach(doc, 'conversation.link', { ...caller, socketId: '' });
  if (!allowed.ok) return allowed;
  if (doc.caseId === caseId) return ok(doc);
  if (isOfACase(doc)) return fail('conflict', { reason: 'of_another_case' });
  const free = whoIsIn(doc, keptOut);
  if (!free.ok) return free;
  const exclusions = exclusionsAfter(doc.exclusions, { keptOut, letIn: [] });
  const kept = doc.closedAt === null ? {} : { purgeAt: deps.service.purgeAt(doc.closedAt, true) };
  const at = deps.clock.now();
  // Two ages that nobody has held against each other yet: as if it were said now, so that the younger stands (H10).
  const age = doc.ageBand === null ? {} : { ageAt: at };
  const change = { caseId, exclusions, ...kept, ...age };
  await deps.store.changeIn(session, doc, change, { at, by: caller.agentId });
  return ok({ ...doc, ...change, revision: doc.revision + 1 });
}
