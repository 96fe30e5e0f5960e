/** Everything the panel knows, in memory only, and the things that can happen to it. */
import type { VisitorConversation } from '../shared/protocol/conversation.ts';
import type { Entry } from '../shared/protocol/entry.ts';
import type { ErrorCode } from '../shared/protocol/errors.ts';
import type { PreChat } from '../shared/protocol/pre-chat.ts';
import type { Service } from '../shared/protocol/service.ts';
import type { EscapeScope } from './host-messages.ts';
import { emptyLog, type Log } from './log.ts';
import type { Outbox } from './outbox.ts';
import { type Lists, noLists, type Question } from './questions.ts';
import { noWait, type Wait } from './wait.ts';

/** Where a person without a conversation stands. */
export type Stage = 'welcome' | 'safety' | 'not_safe' | 'requesting' | 'refused';

/** Pages that open over any view, and go back to it. */
export type Page = 'numbers' | 'kept' | 'message' | 'call' | 'feedback';

/** `lost`: no connection for a while, so the numbers are shown beside whatever else is (V4). */
export type Line = 'connecting' | 'up' | 'lost';

export interface State {
  readonly service: Service;
  readonly demo: boolean;
  /** Where Escape leaves, as the host page's snippet says. */
  readonly escapeScope: EscapeScope;
  readonly escapeOn: boolean;
  readonly line: Line;
  /** The loader has not hidden the panel. */
  readonly shown: boolean;
  readonly stage: Stage;
  readonly page: Page | null;
  /** Why the place is not taken yet, while we keep asking. */
  readonly busy: ErrorCode | null;
  readonly conversation: VisitorConversation | null;
  readonly log: Log;
  /** History is there: from now on what comes is announced. */
  readonly loaded: boolean;
  readonly outbox: Outbox;
  readonly lists: Lists;
  readonly answers: PreChat;
  readonly skipped: readonly Question[];
  readonly danger: 'none' | 'asked' | 'calling' | 'staying';
  readonly wait: Wait;
  readonly agentTyping: boolean;
  readonly survey: 'open' | 'sent' | 'skipped';
  /** When the text goes from this device after the end; null before, and once it is gone. */
  readonly rereadUntil: number | null;
  /** Whom we talked about, kept when the text is gone. */
  readonly names: readonly string[];
  readonly now: number;
  readonly stopped: 'replaced' | 'outdated' | null;
}

export type Happening =
  | { readonly type: 'tick'; readonly now: number }
  | { readonly type: 'service'; readonly service: Service }
  | {
      readonly type: 'entries';
      readonly conversation: VisitorConversation;
      readonly entries: readonly Entry[];
      /** The last page of what was missed. */
      readonly complete: boolean;
    }
  | { readonly type: 'entry'; readonly entry: Entry }
  | { readonly type: 'conversation'; readonly conversation: VisitorConversation }
  | { readonly type: 'moved'; readonly queue: NonNullable<VisitorConversation['queue']> }
  | { readonly type: 'read'; readonly seq: number }
  | { readonly type: 'write'; readonly clientId: string; readonly text: string }
  | { readonly type: 'sent'; readonly clientId: string; readonly seq: number; readonly at: string }
  | { readonly type: 'not-sent'; readonly clientId: string; readonly refused?: ErrorCode }
  | { readonly type: 'retry'; readonly clientId: string }
  | { readonly type: 'retry-all' }
  | { readonly type: 'answer'; readonly part: PreChat }
  | { readonly type: 'skip'; readonly question: Question }
  | { readonly type: 'late-seen' }
  | { readonly type: 'forget-text' }
  | { readonly type: 'start-over' };

export interface Beginning {
  readonly service: Service;
  readonly demo: boolean;
  readonly escapeOn: boolean;
  readonly now: number;
}

export function initialState({ service, demo, escapeOn, now }: Beginning): State {
  return {
    service,
    demo,
    escapeScope: 'panel',
    escapeOn,
    line: 'connecting',
    shown: true,
    stage: 'welcome',
    page: null,
    busy: null,
    conversation: null,
    log: emptyLog,
    loaded: false,
    outbox: [],
    lists: noLists,
    answers: {},
    skipped: [],
    danger: 'none',
    wait: noWait,
    agentTyping: false,
    survey: 'open',
    rereadUntil: null,
    names: [],
    now,
    stopped: null,
  };
}
