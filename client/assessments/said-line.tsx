import { dayAndTime } from '../ui/dates.ts';
import { Select } from '../ui/field.tsx';
import { say, sayCode } from '../ui/words.ts';
import type { Said } from './fill.ts';
import type { Subject, SubjectConversation } from './subject.ts';

const SOURCES = ['victim', 'professional', 'police'] as const;
const CONTACTS = ['call', 'meeting'] as const;

interface LineProps {
  readonly subject: Subject;
  readonly conversations: readonly SubjectConversation[];
  readonly said: Said;
  readonly onChange: (said: Said) => void;
}

/** Whose words are noted now, and during which contact: set once, kept with each answer. */
export function SaidLine({ subject, conversations, said, onChange }: LineProps) {
  return (
    <>
      <Select
        label={say('said.by')}
        value={said.source}
        options={SOURCES.map((code) => ({ code, label: sayCode('said_by', code) }))}
        onChange={(code) => onChange({ ...said, source: SOURCES.find((each) => each === code) ?? 'victim' })}
      />
      {'conversationId' in subject ? null : (
        <Select
          label={say('said.during')}
          value={said.contact?.id ?? said.contact?.kind ?? ''}
          options={[
            { code: '', label: say('said.no_contact') },
            ...CONTACTS.map((code) => ({ code, label: sayCode('said_during', code) })),
            ...conversations.map(({ conversationId, startedAt }) => ({
              code: conversationId,
              label: say('said_during.conversation', { when: dayAndTime(startedAt) }),
            })),
          ]}
          onChange={(code) => {
            const kind = CONTACTS.find((each) => each === code);
            const talk = conversations.find((each) => each.conversationId === code);
            if (talk) return onChange({ ...said, contact: { kind: 'conversation', id: talk.conversationId } });
            onChange({ ...said, contact: kind === undefined ? null : { kind, id: null } });
          }}
        />
      )}
    </>
  );
}
