/** How the panel's state follows from what happens; nothing here touches a page, a clock or a socket. */
import type { VisitorConversation } from '../shared/protocol/conversation.ts';
import type { Entry } from '../shared/protocol/entry.ts';
import { emptyLog, keep } from './log.ts';
import { add, fail, type Outbox, remove, retry, retryAll } from './outbox.ts';
import { namesTalkedAbout } from './sharing.ts';
import { type Happening, initialState, type State } from './state.ts';
import { moved } from './wait.ts';

export function reduce(state: State, event: Happening): State {
  switch (event.type) {
    case 'tick':
      return { ...state, now: event.now };
    case 'service':
      return withService(state, event.service);
    case 'entries':
      return withEntries({ ...state, loaded: state.loaded || event.complete }, event.conversation, event);
    case 'entry':
      return withLog(state, [event.entry]);
    case 'conversation':
      return withConversation(state, event.conversation);
    case 'moved':
      return { ...state, wait: moved(state.wait, event.queue) };
    case 'read':
      return withRead(state, event.seq);
    case 'sent':
      return withLog(state, acknowledged(state, event));
    case 'write':
    case 'not-sent':
    case 'retry':
    case 'retry-all':
      return { ...state, outbox: outboxAfter(state.outbox, event) };
    case 'answer':
      return withAnswer(state, event.part);
    case 'skip':
      return { ...state, skipped: [...state.skipped, event.question] };
    case 'late-seen':
      return { ...state, wait: { ...state.wait, late: 'seen' } };
    case 'forget-text':
      return forgetText(state);
    case 'start-over':
      return startOver(state);
  }
}

/** A closed service does not push anyone out of what they have begun. */
function withService(state: State, service: State['service']): State {
  const reopened = state.stage === 'refused' && service.open;
  return { ...state, service, stage: reopened ? 'welcome' : state.stage };
}

function withEntries(
  state: State,
  conversation: VisitorConversation,
  { entries }: { readonly entries: readonly Entry[] },
): State {
  return withConversation(withLog(state, entries), conversation);
}

function withLog(state: State, entries: readonly Entry[]): State {
  const outbox = entries.reduce<Outbox>((left, entry) => remove(left, entry.clientId), state.outbox);
  const wrote = entries.some((entry) => entry.kind === 'message' && entry.author.role !== 'visitor');
  return { ...state, log: keep(state.log, entries), outbox, agentTyping: state.agentTyping && !wrote };
}

/** Of a conversation the highest revision counts; an old snapshot may arrive late. */
function withConversation(state: State, conversation: VisitorConversation): State {
  const before = state.conversation;
  if (before?.conversationId === conversation.conversationId && before.revision > conversation.revision) return state;
  const seen = before?.conversationId === conversation.conversationId ? before.reads.agent : 0;
  const reads = { agent: Math.max(seen, conversation.reads.agent) };
  const { queue } = conversation;
  const wait = queue === null || conversation.state !== 'waiting' ? state.wait : moved(state.wait, queue);
  return { ...state, conversation: { ...conversation, reads }, wait, busy: null };
}

function withRead(state: State, seq: number): State {
  const { conversation } = state;
  if (conversation === null || seq <= conversation.reads.agent) return state;
  return { ...state, conversation: { ...conversation, reads: { agent: seq } } };
}

/** An acknowledged line is an entry already: it need not wait for its event to stand in the log. */
function acknowledged(state: State, sent: { clientId: string; seq: number; at: string }): readonly Entry[] {
  const line = state.outbox.find((each) => each.clientId === sent.clientId);
  if (line === undefined || state.conversation === null) return [];
  const { conversationId } = state.conversation;
  return [{ ...sent, conversationId, kind: 'message', author: { role: 'visitor' }, text: line.text }];
}

function outboxAfter(
  outbox: Outbox,
  event: Extract<Happening, { type: 'write' | 'not-sent' | 'retry' | 'retry-all' }>,
): Outbox {
  switch (event.type) {
    case 'write':
      return add(outbox, event.clientId, event.text);
    case 'not-sent':
      return fail(outbox, event.clientId, event.refused);
    case 'retry':
      return retry(outbox, event.clientId);
    case 'retry-all':
      return retryAll(outbox);
  }
}

function withAnswer(state: State, part: State['answers']): State {
  const answers = { ...state.answers, ...part };
  return { ...state, answers, danger: part.inDanger === 'yes' ? 'asked' : state.danger };
}

/** Back to the empty start: what was said is gone, what the person set for this tab stays. */
function startOver({ service, demo, escapeOn, escapeScope, line, shown, lists, now }: State): State {
  return { ...initialState({ service, demo, escapeOn, now }), escapeScope, line, shown, lists };
}

/** How it ended and whom we spoke about stays until the page is closed (H18); all words go. */
function forgetText(state: State): State {
  const names = namesTalkedAbout(state);
  const entries = state.log.entries.filter((entry) => entry.kind === 'ended');
  return { ...state, log: { ...emptyLog, entries }, names, outbox: [], rereadUntil: null };
}
