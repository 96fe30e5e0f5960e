// What a conversation has already told, so that nobody is asked twice: words they agreed to share, how they came, and their
// last lines, in which their agreement may stand.
import type { StaffConversation } from '../../shared/protocol/conversation.ts';
import type { Entry } from '../../shared/protocol/entry.ts';
import { labelOf, useReference } from '../app/reference.ts';
import { consentsOf } from '../consent/consent-state.ts';
import type { Thread } from '../desk/desk.ts';
import { languageName } from '../ui/language-name.ts';
import { sayCode } from '../ui/words.ts';
import { blankCase } from './new-case.ts';
import type { NewCaseDraft } from './new-case-drafts.ts';

/** The item of a consent card under which somebody gives the name they want to be used. */
const NAME_ITEM = 'name';

export function knownFrom({ conversation, entries }: Pick<Thread, 'conversation' | 'entries'>): NewCaseDraft {
  const chat = conversation.channel === 'chat';
  return {
    ...blankCase,
    how: chat ? 'in_chat' : 'by_phone',
    channel: chat ? 'web_chat' : conversation.channel,
    person: { ...blankCase.person, name: nameIn(entries) },
  };
}

/** Only what they switched on themselves, and have not taken back. */
function nameIn(entries: readonly Entry[]): string | null {
  const given = consentsOf(entries).filter(({ agreed }) => agreed.includes(NAME_ITEM));
  const items = given.flatMap(({ recipient }) => recipient.items.filter(({ itemId }) => itemId === NAME_ITEM));
  return items.at(-1)?.value ?? null;
}

const LINES = 3;
const LONGEST = 300;

/** The last lines of the visitor, newest first; what was removed from the log is not among them. */
export function linesOf(entries: readonly Entry[]): readonly string[] {
  const said = entries.flatMap((entry) =>
    entry.kind === 'message' && entry.author.role === 'visitor' && entry.text !== '' && entry.text.length <= LONGEST
      ? [entry.text]
      : [],
  );
  return [...new Set(said.reverse())].slice(0, LINES);
}

/** What the server takes over by itself, named. */
export function useComesAlong({ ageBand, preChat, visitor, wrapUp }: StaffConversation): readonly string[] {
  const areas = useReference('areas');
  const crimeTypes = useReference('crimeTypes');
  const age = ageBand ?? preChat?.ageBand;
  return [
    ...(age === undefined || age === null ? [] : [sayCode('age', age)]),
    ...(preChat?.area === undefined ? [] : [labelOf(areas, preChat.area)]),
    languageName(visitor.language),
    ...(wrapUp?.crimeTypes ?? []).map((code) => labelOf(crimeTypes, code)),
  ];
}
