/**
 * The judge: holds what people sent, what was acknowledged and what everybody saw against what is stored, and counts
 * every way in which that can be wrong. Pure, so that each fault can be planted and seen to be counted.
 */

export interface SentLine {
  readonly conversationId: string;
  readonly clientId: string;
  readonly author: string;
  /** Unlike every other line's, so that a second copy under another clientId shows. */
  readonly text: string;
  /** A sender with one line outstanding at a time expects them in the order in which they were sent. */
  readonly inOrder: boolean;
}

export interface Acknowledged {
  readonly clientId: string;
  readonly seq: number;
}

/** An entry as stored, or as somebody saw it; what is compared of kinds other than messages is the kind. */
export interface SeenEntry {
  readonly seq: number;
  readonly kind: string;
  readonly text?: string | undefined;
}

export interface StoredEntry extends SeenEntry {
  readonly clientId: string;
}

export interface View {
  readonly viewer: string;
  readonly conversationId: string;
  readonly entries: readonly SeenEntry[];
  /** Entries that came to one connection otherwise than as the next. */
  readonly disorders: number;
  /** Handed on to somebody else: nothing more was to come. */
  readonly left: boolean;
}

export interface Facts {
  readonly sent: readonly SentLine[];
  readonly acknowledged: readonly Acknowledged[];
  readonly stored: ReadonlyMap<string, readonly StoredEntry[]>;
  readonly views: readonly View[];
}

export interface Figures {
  readonly conversations: number;
  readonly sent: number;
  readonly acknowledged: number;
  /** Acknowledged, and not stored under that number. */
  readonly missing: number;
  /** A clientId or a text that is stored twice, or was acknowledged with two numbers. */
  readonly doubled: number;
  /** A sender's line behind a later one of theirs, or an entry that came to a connection otherwise than as the next. */
  readonly outOfOrder: number;
  /** Numbers that are not there, or there twice. */
  readonly holes: number;
  /** Entries after `ended` that may not follow it. */
  readonly afterEnd: number;
  /** Stored, and not what was sent under that clientId. */
  readonly altered: number;
  /** Entries that a viewer has otherwise than they are stored. */
  readonly differing: number;
  /** Entries that a viewer never got. */
  readonly unseen: number;
}

/** What must be 0. */
export const FAULTS = [
  'missing',
  'doubled',
  'outOfOrder',
  'holes',
  'afterEnd',
  'altered',
  'differing',
  'unseen',
] as const satisfies readonly (keyof Figures)[];

const MAY_FOLLOW_THE_END = new Set(['consent_withdrawn', 'redacted']);

export function judge({ sent, acknowledged, stored, views }: Facts): Figures {
  const lines = new Map(sent.map((line) => [line.clientId, line]));
  const logs = [...stored.values()];
  return {
    conversations: stored.size,
    sent: sent.length,
    acknowledged: new Set(acknowledged.map(({ clientId }) => clientId)).size,
    missing: missingAmong(acknowledged, lines, stored),
    doubled: sum(logs.map(copiesIn)) + numbersGivenTwice(acknowledged),
    outOfOrder: overtaken(sent, acknowledged) + sum(views.map(({ disorders }) => disorders)),
    holes: sum(logs.map(holesIn)),
    afterEnd: sum(logs.map(afterEndIn)),
    altered: sum([...stored].map(([conversationId, log]) => alteredIn(conversationId, log, lines))),
    differing: sum(views.map((view) => differingIn(view, stored.get(view.conversationId) ?? []))),
    unseen: sum(views.map((view) => unseenIn(view, stored.get(view.conversationId) ?? []))),
  };
}

function missingAmong(
  acknowledged: readonly Acknowledged[],
  lines: ReadonlyMap<string, SentLine>,
  stored: Facts['stored'],
): number {
  return acknowledged.filter(({ clientId, seq }) => {
    const log = stored.get(lines.get(clientId)?.conversationId ?? '') ?? [];
    return !log.some((entry) => entry.seq === seq && entry.clientId === clientId);
  }).length;
}

function copiesIn(log: readonly StoredEntry[]): number {
  const texts = log.flatMap(({ text }) => (text === undefined ? [] : [text]));
  const copies = (values: readonly string[]): number => values.length - new Set(values).size;
  return Math.max(copies(log.map(({ clientId }) => clientId)), copies(texts));
}

function numbersGivenTwice(acknowledged: readonly Acknowledged[]): number {
  const first = new Map<string, number>();
  return acknowledged.filter(({ clientId, seq }) => {
    const before = first.get(clientId) ?? seq;
    first.set(clientId, before);
    return before !== seq;
  }).length;
}

function overtaken(sent: readonly SentLine[], acknowledged: readonly Acknowledged[]): number {
  const seqs = new Map(acknowledged.map(({ clientId, seq }) => [clientId, seq]));
  const last = new Map<string, number>();
  return sent.filter(({ clientId, conversationId, author, inOrder }) => {
    const seq = seqs.get(clientId);
    if (!inOrder || seq === undefined) return false;
    const sender = `${conversationId} ${author}`;
    const before = last.get(sender) ?? 0;
    last.set(sender, Math.max(before, seq));
    return seq <= before;
  }).length;
}

function holesIn(log: readonly StoredEntry[]): number {
  const seqs = new Set(log.map(({ seq }) => seq));
  const highest = Math.max(0, ...seqs);
  return highest - seqs.size + (log.length - seqs.size);
}

function afterEndIn(log: readonly StoredEntry[]): number {
  const end = log.find(({ kind }) => kind === 'ended');
  return end ? log.filter(({ seq, kind }) => seq > end.seq && !MAY_FOLLOW_THE_END.has(kind)).length : 0;
}

function alteredIn(conversationId: string, log: readonly StoredEntry[], lines: ReadonlyMap<string, SentLine>): number {
  return log.filter(({ kind, clientId, text }) => {
    const line = lines.get(clientId);
    return kind === 'message' && (line?.text !== text || line?.conversationId !== conversationId);
  }).length;
}

function differingIn(view: View, log: readonly StoredEntry[]): number {
  const bySeq = new Map(log.map((entry) => [entry.seq, entry]));
  return view.entries.filter(({ seq, kind, text }) => {
    const entry = bySeq.get(seq);
    return entry?.kind !== kind || entry.text !== text;
  }).length;
}

function unseenIn(view: View, log: readonly StoredEntry[]): number {
  if (view.left) return 0;
  const seen = new Set(view.entries.map(({ seq }) => seq));
  return log.filter(({ seq }) => !seen.has(seq)).length;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
