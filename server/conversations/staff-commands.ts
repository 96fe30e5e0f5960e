/** What staff may do in a conversation they hold; each function is one command of the staff table. */
import { isDeepStrictEqual } from 'node:util';
import { relationsFor } from '../../shared/domain/permissions.ts';
import type { WrapUp } from '../../shared/protocol/conversation.ts';
import type { InputOf, OutputOf } from '../../shared/protocol/define.ts';
import type { StaffCommands } from '../../shared/protocol/staff.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Session } from '../platform/mongo.ts';
import type { ConversationChange, ConversationDoc } from './conversation.ts';
import { conversationRoom, watchRoom } from './delivery.ts';
import type { ConversationsDeps, StaffCaller } from './deps.ts';
import { endConversation } from './end-conversation.ts';
import { isKeptLong } from './link-to-case.ts';
import { type Author, presentEntry } from './log.ts';
import { mayReach, reach } from './staff-reach.ts';
import { updateConversation } from './update-conversation.ts';
import { ageChange, markRead, typing } from './visitor-commands.ts';
import { participants } from './who-stays.ts';

type In<K extends keyof StaffCommands> = InputOf<StaffCommands, K>;
type Out<K extends keyof StaffCommands> = Promise<Result<OutputOf<StaffCommands, K>>>;

export function authorOf(caller: StaffCaller): Author {
  return {
    role: caller.role === 'supervisor' || caller.role === 'safeguarding_lead' ? 'supervisor' : 'agent',
    id: caller.agentId,
    name: caller.name,
  };
}

/** Joins the room, then loads, then reads with majority: in that order nothing falls between (L4). */
export async function openConversation(
  deps: ConversationsDeps,
  { conversationId, afterSeq = 0 }: In<'conversation:open'>,
  caller: StaffCaller,
): Out<'conversation:open'> {
  const reached = await reach(deps, 'conversation.read', caller, conversationId);
  if (!reached.ok) return reached;
  const takesPart = participants(reached.value).includes(caller.agentId);
  const seen = takesPart || deps.rooms.has(watchRoom(conversationId), caller.socketId);
  if (seen) follow(deps, conversationId, caller);
  await deps.audit.record({
    actor: { id: caller.agentId, role: caller.role },
    action: 'conversation.read',
    target: { kind: 'conversation', id: conversationId },
  });
  const page = await pageForStaff(deps, conversationId, afterSeq, caller);
  const isErased = (await deps.log.tails.load(conversationId)) === null;
  if (!seen && !isErased && page.conversation.state === 'active') {
    // Never unseen by its agent (V5): who does not read along visibly is shown to have looked, each time there is more.
    const clientId = `read:${caller.agentId}:${page.conversation.lastSeq}`;
    const text = `${caller.name} opened this conversation and read it.`;
    const noted = await storeNote(deps, { conversationId, clientId, text }, caller, 'note');
    if (!noted.ok) return noted;
  }
  return ok(page);
}

export function follow(deps: ConversationsDeps, conversationId: string, caller: StaffCaller): void {
  const sockets = deps.rooms.followers(`agent:${caller.agentId}`);
  const mine = sockets.find(({ socketId }) => socketId === caller.socketId);
  if (mine) deps.rooms.join(conversationRoom(conversationId), mine);
}

export async function pageForStaff(
  deps: ConversationsDeps,
  conversationId: string,
  afterSeq: number,
  caller: StaffCaller,
): Promise<OutputOf<StaffCommands, 'conversation:open'>> {
  await deps.log.tails.load(conversationId);
  const [doc, page, notes] = await Promise.all([
    deps.store.find(conversationId),
    deps.log.read(conversationId, afterSeq),
    deps.notes.of(conversationId),
  ]);
  if (!doc) throw new Error('a conversation that was there is gone');
  const entries = page.entries.map((entry) => presentEntry(entry, { audience: 'staff', id: caller.agentId }));
  return { conversation: await deps.presenter.toStaff(doc), entries, more: page.more, notes };
}

export function sendStaffMessage(
  deps: ConversationsDeps,
  { conversationId, clientId, text }: In<'message:send'>,
  caller: StaffCaller,
): Out<'message:send'> {
  return deps.log.append({ conversationId, clientId, author: authorOf(caller), content: { kind: 'message', text } });
}

export async function staffTyping(
  deps: ConversationsDeps,
  input: In<'typing:set'>,
  caller: StaffCaller,
): Out<'typing:set'> {
  const reached = await writersOnly(deps, input.conversationId, caller);
  return reached.ok ? typing(deps, input.conversationId, caller.agentId, input.typing) : reached;
}

export async function staffRead(
  deps: ConversationsDeps,
  input: In<'entries:read'>,
  caller: StaffCaller,
): Out<'entries:read'> {
  const reached = await writersOnly(deps, input.conversationId, caller);
  return reached.ok ? markRead(deps, input.conversationId, 'agent', input.seq) : reached;
}

/** Answered from the log's own memory: these two come with every keystroke and every line. */
async function writersOnly(
  deps: ConversationsDeps,
  conversationId: string,
  caller: StaffCaller,
): Promise<Result<null>> {
  const tail = await deps.log.tails.load(conversationId);
  return tail?.writers.has(caller.agentId) ? ok(null) : fail('not_found');
}

export async function endByStaff(
  deps: ConversationsDeps,
  input: In<'conversation:end'>,
  caller: StaffCaller,
): Out<'conversation:end'> {
  const { conversationId, clientId, reason } = input;
  const reached = await reach(deps, 'conversation.end', caller, conversationId);
  // [L2] Who consulted is no longer in an ended conversation, and still gets the first answer again.
  if (!reached.ok && (await deps.log.find(conversationId, clientId))?.author.id !== caller.agentId) return reached;
  const agreed = await leadAgrees(deps, conversationId, caller);
  if (!agreed.ok) return agreed;
  return endConversation(deps, {
    conversationId,
    clientId,
    author: authorOf(caller),
    ended: { by: 'agent', reason: 'ended' },
    endReason: reason,
    unless: (doc) => mayReach(doc, 'conversation.end', caller),
  });
}

/** What an emergency was raised in ends with a lead's agreement; a lead who ends it, or wraps it up, gives it (H5). */
async function leadAgrees(
  { safeguarding }: ConversationsDeps,
  conversationId: string,
  caller: StaffCaller,
): Promise<Result<null>> {
  if (relationsFor('emergency.agree', caller.role).length > 0) {
    await safeguarding.agreeToEnd(conversationId, caller);
    return ok(null);
  }
  const needed = await safeguarding.endNeedsLead(conversationId);
  return needed ? fail('forbidden', { reason: 'emergency_needs_lead' }) : ok(null);
}

/** What it was about; `done` closes and frees the place. Silent, test, hoax and wrong service need no form. */
export async function saveWrapUp(
  deps: ConversationsDeps,
  input: In<'wrap-up:save'>,
  caller: StaffCaller,
): Out<'wrap-up:save'> {
  const { conversationId, ...wrapUp } = input;
  const reached = await reach(deps, 'wrap_up.save', caller, conversationId);
  if (!reached.ok) return reached;
  if (reached.value.state === 'closed') return savedBefore(deps, reached.value, wrapUp);
  if (wrapUp.done) {
    const agreed = await leadAgrees(deps, conversationId, caller);
    if (!agreed.ok) return agreed;
  }
  const stored = await deps.presenter.seal(conversationId, 'wrapUp', wrapUp);
  let child: string | null = null;
  const updated = await updateConversation(deps, conversationId, caller.agentId, async (doc, session, now) => {
    const allowed = mayReach(doc, 'wrap_up.save', caller);
    if (!allowed.ok) return allowed;
    if (doc.state !== 'wrap_up' && doc.state !== 'active') return fail('closed');
    // A lead saves for a colleague who is gone, not beside one who is still in the conversation.
    if (doc.state === 'active' && !participants(doc).includes(caller.agentId)) return fail('conflict');
    child = await deps.safeguarding.lookAtChildIn(session, { ...doc, wrapUp: stored }, caller);
    const closes = wrapUp.done && doc.state === 'wrap_up';
    // The place is the holder's, whoever saves.
    const holder = doc.holder?.agentId ?? caller.agentId;
    if (closes) {
      await deps.agents.release(session, holder, conversationId);
      const pausedUntil = deps.queue.pauseAfter(doc, wrapUp.risk, now);
      if (pausedUntil !== null) await deps.agents.change(holder, {}, { $max: { pausedUntil } }, session);
    }
    const actor = { id: caller.agentId, role: caller.role };
    await deps.audit.record(
      { actor, action: 'wrap_up.save', target: { kind: 'conversation', id: conversationId } },
      session,
    );
    const kept = child === null ? doc : { ...doc, concerned: true };
    return ok({ wrapUp: stored, ...(closes ? closed(deps, now, kept, wrapUp.outcomes) : {}) });
  });
  if (!updated.ok) return updated;
  if (child !== null) deps.safeguarding.announce(child);
  deps.queue.agentChanged(updated.value.holder?.agentId ?? caller.agentId);
  deps.queue.changed(conversationId);
  return ok({ conversation: await deps.presenter.toStaff(updated.value) });
}

/** [L2] The same wrap-up sent again after it closed the conversation is the same answer. */
async function savedBefore(deps: ConversationsDeps, doc: ConversationDoc, again: WrapUp): Out<'wrap-up:save'> {
  const conversation = await deps.presenter.toStaff(doc);
  return isDeepStrictEqual(conversation.wrapUp, again) ? ok({ conversation }) : fail('closed');
}

function closed(deps: ConversationsDeps, now: number, doc: ConversationDoc, outcomes: readonly string[]) {
  const linked = outcomes.includes('referral') || isKeptLong(doc);
  return { state: 'closed', closedAt: now, purgeAt: deps.service.purgeAt(now, linked) } as const;
}

export async function tickOpening(
  deps: ConversationsDeps,
  input: In<'opening:tick'>,
  caller: StaffCaller,
): Out<'opening:tick'> {
  return changeHeld(deps, input.conversationId, caller, (doc) => {
    const others = doc.opening.filter((item) => item !== input.item);
    return { opening: input.done ? [...others, input.item] : others };
  });
}

/** The age became known in the talk: every rule that turns on it runs again at once (H10). */
export async function setAge(deps: ConversationsDeps, input: In<'age:set'>, caller: StaffCaller): Out<'age:set'> {
  const { conversationId, ageBand } = input;
  const causeId = `under_13:${conversationId}`;
  let calls: readonly string[] = [];
  const outcome = await changeHeld(deps, conversationId, caller, async (doc, now, session) => {
    const change = ageChange(doc, ageBand, now);
    calls = [];
    if (ageBand !== 'under_13') return change;
    const alert = { kind: 'under_13', conversationId, agentId: caller.agentId, causeId } as const;
    await deps.safeguarding.raiseAlertIn(session, alert);
    const child = await deps.safeguarding.lookAtChildIn(session, { ...doc, ...change }, caller);
    calls = [causeId, ...(child === null ? [] : [child])];
    return change;
  });
  if (outcome.ok) for (const each of calls) deps.safeguarding.announce(each);
  return outcome;
}

async function changeHeld(
  deps: ConversationsDeps,
  conversationId: string,
  caller: StaffCaller,
  change: (doc: ConversationDoc, now: number, session: Session) => ConversationChange | Promise<ConversationChange>,
): Promise<Result<OutputOf<StaffCommands, 'opening:tick'>>> {
  const updated = await updateConversation(deps, conversationId, caller.agentId, async (doc, session, now) => {
    const allowed = mayReach(doc, 'conversation.write', caller);
    if (!allowed.ok) return allowed;
    return doc.state === 'closed' ? fail('closed') : ok(await change(doc, now, session));
  });
  return updated.ok ? ok({ conversation: await deps.presenter.toStaff(updated.value) }) : updated;
}

export async function addNote(deps: ConversationsDeps, input: In<'note:add'>, caller: StaffCaller): Out<'note:add'> {
  const reached = await reach(deps, 'note.add', caller, input.conversationId);
  return reached.ok ? storeNote(deps, input, caller, 'note') : reached;
}

/** What a worker saw of a child's understanding (Gillick); it opens the consent card under 16 (H10). */
export async function noteCompetence(
  deps: ConversationsDeps,
  input: In<'competence:note'>,
  caller: StaffCaller,
): Out<'competence:note'> {
  const noted = await addNote(deps, input, caller);
  if (!noted.ok) return noted;
  const { noteId } = noted.value;
  const changed = await changeHeld(deps, input.conversationId, caller, (doc) => ({
    competence: { noteId, releasedBy: doc.competence?.releasedBy ?? null },
  }));
  return changed.ok ? noted : changed;
}

/** Under 13 a safeguarding lead releases the card, after the worker's note. */
export async function releaseCompetence(
  deps: ConversationsDeps,
  { conversationId }: { readonly conversationId: string },
  caller: StaffCaller,
): Out<'opening:tick'> {
  const updated = await updateConversation(deps, conversationId, caller.agentId, async (doc, session) => {
    const allowed = mayReach(doc, 'competence.release', caller);
    if (!allowed.ok) return allowed;
    if (!doc.competence?.noteId) return fail('conflict', { reason: 'competence_note_missing' });
    const target = { kind: 'conversation', id: conversationId };
    await deps.audit.record(
      { actor: { id: caller.agentId, role: caller.role }, action: 'competence.release', target },
      session,
    );
    return ok({ competence: { ...doc.competence, releasedBy: caller.agentId } });
  });
  return updated.ok ? ok({ conversation: await deps.presenter.toStaff(updated.value) }) : updated;
}

export async function storeNote(
  deps: ConversationsDeps,
  { conversationId, clientId, text }: In<'note:add'>,
  caller: StaffCaller,
  kind: 'note' | 'whisper',
): Out<'note:add'> {
  const author = { agentId: caller.agentId, name: caller.name };
  const noteId = deps.ids.uuid();
  const { note, first } = await deps.notes.add({
    noteId,
    conversationId,
    clientId,
    kind,
    author,
    text,
    at: deps.clock.now(),
  });
  if (note.author.agentId !== caller.agentId || note.text !== text || note.kind !== kind) return fail('conflict');
  if (first) {
    await deps.audit.record({
      actor: { id: caller.agentId, role: caller.role },
      action: `${kind}.add`,
      target: { kind: 'conversation', id: conversationId },
    });
    deps.signals.publish('note', { conversationId, noteId });
  }
  return ok({ noteId: note.noteId, at: note.at });
}
