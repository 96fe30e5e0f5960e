/**
 * The conversation log as the duties see it: an append-only sequence per conversation (L1 to L4). `append` is the fast
 * path for what people write; `post` puts an entry and the documents that belong to it into one transaction.
 */
import type { Entry, EntryAuthor, EntryKind } from '../../shared/protocol/entry.ts';
import type { Result } from '../../shared/result.ts';
import type { Session } from '../platform/mongo.ts';
import { iso } from '../platform/ports.ts';
import type { ConversationChange, ConversationDoc } from './conversation.ts';

/** Who wrote an entry: the visitor (id `visitor`), a member of staff (their agentId), or the system (id `system`). */
export interface Author {
  readonly role: EntryAuthor['role'];
  readonly id: string;
  readonly name?: string;
}

export const SYSTEM: Author = { role: 'system', id: 'system' };
export const VISITOR: Author = { role: 'visitor', id: 'visitor' };

/** What an entry says; `text` for messages, `data` for the other kinds as in shared/protocol/entry.ts. */
export interface Content {
  readonly kind: EntryKind;
  readonly text?: string;
  readonly data?: unknown;
  /** Where the entry changes who may write: the staff who may, from here on. In clear, ids only. */
  readonly writers?: readonly string[];
}

export interface Posted {
  readonly seq: number;
  /** ISO 8601. */
  readonly at: string;
}

/** A stored entry, opened. `authorId` tells authors of one role apart. */
export interface LogEntry {
  readonly conversationId: string;
  readonly seq: number;
  readonly clientId: string;
  readonly author: Author;
  readonly content: Content;
  readonly at: number;
}

/** Whether the author may still write is decided by the log itself, when the batch is cut. */
export interface AppendRequest {
  readonly conversationId: string;
  readonly clientId: string;
  readonly author: Author;
  readonly content: Content;
}

export interface WorkContext {
  readonly session: Session;
  /** As read in the transaction. */
  readonly conversation: ConversationDoc;
  /** The seq that the entry will have. */
  readonly seq: number;
  /** Epoch ms, the entry's time. */
  readonly at: number;
}

export interface Worked<T> {
  readonly value: T;
  /** What becomes of the conversation document (compare-and-set on its revision). */
  readonly change?: ConversationChange;
  /** Who may write or read changes with it: applied in memory after the commit. */
  readonly content?: Content;
}

export interface PostRequest<T> {
  readonly conversationId: string;
  readonly clientId: string;
  readonly author: Author;
  /** The content, or a placeholder kind whose final content the work returns. It is what a replay is compared with. */
  readonly content: Content;
  /** True for the two kinds that may follow `ended`: `consent_withdrawn` and `redacted`. */
  readonly afterEnd?: boolean;
  /** Guarded writes inside the transaction, before the entry; a failure aborts everything. May run more than once. */
  readonly work: (context: WorkContext) => Promise<Result<Worked<T>>>;
  /** The value of the first time, when this clientId is already in the log. */
  readonly replay: (first: LogEntry) => Promise<Result<T>>;
}

export interface Page {
  readonly entries: readonly LogEntry[];
  readonly more: boolean;
  readonly lastSeq: number;
}

export interface ConversationLog {
  append(request: AppendRequest): Promise<Result<Posted>>;
  post<T>(request: PostRequest<T>): Promise<Result<Posted & { readonly value: T }>>;
  /** Majority-committed entries after a seq, at most 200 or 256 KiB. */
  read(conversationId: string, afterSeq: number): Promise<Page>;
  find(conversationId: string, clientId: string): Promise<LogEntry | null>;
  at(conversationId: string, seq: number): Promise<LogEntry | null>;
  lastSeq(conversationId: string): Promise<number>;
}

/** The entry as one audience sees it: agent ids for staff only, the clientId for its author only. */
export function presentEntry(
  entry: LogEntry,
  to: { readonly audience: 'visitor' | 'staff'; readonly id: string },
): Entry {
  // Built by hand and not by spreading: this runs for each entry and each connection.
  const { author, content } = entry;
  const shown: Record<string, unknown> = {
    conversationId: entry.conversationId,
    seq: entry.seq,
    at: iso(entry.at),
    author: presentAuthor(author, to.audience),
    kind: content.kind,
  };
  if (author.id === to.id) shown.clientId = entry.clientId;
  if (content.text !== undefined) shown.text = content.text;
  if (content.data !== undefined) shown.data = content.data;
  return shown as unknown as Entry;
}

function presentAuthor({ role, id, name }: Author, audience: 'visitor' | 'staff'): EntryAuthor {
  const withId = audience === 'staff' && (role === 'agent' || role === 'supervisor');
  if (name === undefined) return withId ? { role, agentId: id } : { role };
  return withId ? { role, name, agentId: id } : { role, name };
}
