/** What a desk was told of each conversation: that it is theirs, that it is gone, and who has it. From events alone. */
import type { Entry } from '../../shared/protocol/entry.ts';

export interface DeskNote {
  /** It rang here, or was shown as theirs. */
  readonly shown: boolean;
  /** Taken away again, and not shown since. */
  readonly gone: boolean;
  /** The last entry `joined` that came here: its number, and whom it names. */
  readonly joined: { readonly seq: number; readonly name: string } | null;
  /** In the order in which they came, for the report when something is amiss. */
  readonly events: readonly string[];
}

export interface DeskNotes {
  hear(event: string, payload: unknown): void;
  of(conversationId: string): DeskNote;
}

interface Heard {
  readonly conversationId?: string;
  readonly offer?: { readonly conversationId: string };
  readonly entry?: Entry;
}

const NOTHING: DeskNote = { shown: false, gone: false, joined: null, events: [] };

export function createDeskNotes(): DeskNotes {
  const notes = new Map<string, DeskNote>();
  const of = (conversationId: string): DeskNote => notes.get(conversationId) ?? NOTHING;
  return {
    of,
    hear: (event, payload) => {
      const { conversationId, offer, entry } = payload as Heard;
      const id = conversationId ?? offer?.conversationId;
      if (id === undefined) return;
      const before = of(id);
      const events = [...before.events, entry ? `${event} ${entry.seq} ${entry.kind}` : event];
      notes.set(id, { ...before, ...meaning(event, entry), events });
    },
  };
}

function meaning(event: string, entry: Entry | undefined): Partial<DeskNote> {
  switch (event) {
    case 'conversation:closed':
    case 'offer:withdrawn':
      return { gone: true };
    // Shown again after it went: it must go again.
    case 'offer:made':
    case 'conversation:changed':
      return { shown: true, gone: false };
    case 'conversation:entry': {
      const joined = entry?.kind === 'joined' ? { joined: { seq: entry.seq, name: entry.data.name } } : {};
      return { shown: true, gone: false, ...joined };
    }
    default:
      return {};
  }
}
