/**
 * What the log says about sharing, and what an answer may be. Nothing is chosen beforehand; a yes to a recipient with
 * no item is no yes; what the recipient needs is either all there or the answer is another one (H3).
 */
import type { ConsentAnswer, ConsentItem, ConsentRecipient, Entry } from '../shared/protocol/entry.ts';
import type { State } from './state.ts';

export type AskEntry = Extract<Entry, { kind: 'consent_asked' }>;
export type TellEntry = Extract<Entry, { kind: 'sharing_told' }>;

export interface Asked {
  readonly answers: readonly ConsentAnswer[] | null;
  readonly withdrawn: readonly Extract<Entry, { kind: 'consent_withdrawn' }>['data'][];
}

/** How a request stands: answered or not, and what has been taken back since. */
export function standingOf(entries: readonly Entry[], requestId: string): Asked {
  let standing: Asked = { answers: null, withdrawn: [] };
  for (const entry of entries) {
    if (entry.kind === 'consent_answered' && entry.data.requestId === requestId) {
      standing = { ...standing, answers: entry.data.answers };
    } else if (entry.kind === 'consent_withdrawn' && entry.data.requestId === requestId) {
      standing = { ...standing, withdrawn: [...standing.withdrawn, entry.data] };
    }
  }
  return standing;
}

/** Asked again later about somebody on it: an answer to the older card does not count. */
export function isAskedAgain(entries: readonly Entry[], { seq, data }: AskEntry): boolean {
  const ids = data.recipients.map((each) => each.recipientId);
  return entries.some(
    (each) =>
      each.kind === 'consent_asked' &&
      each.seq > seq &&
      each.data.recipients.some(({ recipientId }) => ids.includes(recipientId)),
  );
}

export function tellAnswer(
  entries: readonly Entry[],
  requestId: string,
): Extract<Entry, { kind: 'sharing_answered' }> | null {
  const found = entries.find((entry) => entry.kind === 'sharing_answered' && entry.data.requestId === requestId);
  return found?.kind === 'sharing_answered' ? found : null;
}

export interface Draft {
  readonly decision: ConsentAnswer['decision'] | null;
  readonly items: readonly string[];
}

export const noDraft: Draft = { decision: null, items: [] };

export function toggle(draft: Draft, itemId: string): Draft {
  const on = draft.items.includes(itemId);
  return { ...draft, items: on ? draft.items.filter((each) => each !== itemId) : [...draft.items, itemId] };
}

/** Needed things the person has not switched on. While there are any, "refer me" cannot work and is not sent. */
export function missing(recipient: ConsentRecipient, draft: Draft): readonly ConsentItem[] {
  return draft.decision === 'given'
    ? recipient.items.filter((item) => item.needed && !draft.items.includes(item.itemId))
    : [];
}

export function isAnswered(recipient: ConsentRecipient, draft: Draft): boolean {
  if (draft.decision === null) return false;
  return draft.decision !== 'given' || (draft.items.length > 0 && missing(recipient, draft).length === 0);
}

/** The answer as it is sent: in the order of the card, without items where nothing is shared. */
export function toAnswer(recipient: ConsentRecipient, draft: Draft): ConsentAnswer {
  const given = draft.decision === 'given' && draft.items.length > 0;
  const items = recipient.items.map((item) => item.itemId).filter((itemId) => draft.items.includes(itemId));
  const decision = given || draft.decision === 'details_only' ? (draft.decision ?? 'declined') : 'declined';
  return { recipientId: recipient.recipientId, decision, items: given ? items : [] };
}

/** Who was spoken about, for the end: names, and numbers of ours that a worker wrote; never what would have been shared (H18). */
export function namesTalkedAbout({ log: { entries }, service }: Pick<State, 'log' | 'service'>): readonly string[] {
  const names = entries.flatMap((entry) => {
    if (entry.kind === 'message' && entry.author.role !== 'visitor') {
      return service.numbers
        .filter(({ number }) => unspaced(entry.text).includes(unspaced(number)))
        .map(({ label, number }) => `${label}: ${number}`);
    }
    if (entry.kind !== 'consent_asked') return [];
    const { answers } = standingOf(entries, entry.data.requestId);
    const wanted = (answers ?? [])
      .filter((answer) => answer.decision !== 'declined')
      .map((answer) => answer.recipientId);
    return entry.data.recipients.filter((each) => wanted.includes(each.recipientId)).map((each) => each.name);
  });
  return [...new Set(names)];
}

const unspaced = (text: string): string => text.replace(/\s/g, '');
