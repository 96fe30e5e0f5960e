import { useState } from 'react';
import { NOTE_MAX_UNITS, textFault } from '../../shared/domain/message-limits.ts';
import type { StaffConversation } from '../../shared/protocol/conversation.ts';
import { command } from '../app/live.ts';
import { useLive } from '../app/store.ts';
import { useClientId } from '../connection/use-client-id.ts';
import { Button } from '../ui/button.tsx';
import { timeOfDay } from '../ui/durations.ts';
import { TextArea } from '../ui/field.tsx';
import { notify, notifyProblem } from '../ui/notices.ts';
import { say } from '../ui/words.ts';
import style from './ask-form.module.css';

/** Under 16 the card is locked until a note says how this person understands what is asked; under 13 a lead releases
 * it too (H10). */
export function Competence({ conversation }: { readonly conversation: StaffConversation }) {
  const { conversationId } = conversation;
  const ageBand = conversation.ageBand ?? conversation.preChat?.ageBand ?? null;
  const [text, setText] = useState('');
  const clientId = useClientId([conversationId, text]);
  const noteId = conversation.competenceNoteId;
  const note = useLive(({ desk }) => desk.threads[conversationId]?.notes.find((each) => each.noteId === noteId));
  if (ageBand !== 'under_13' && ageBand !== '13_15') return null;
  const save = async () => {
    const reply = await command('competence:note', { clientId, conversationId, text });
    if (!reply.ok) return notifyProblem(reply.error);
    setText('');
    notify('done', say('competence.saved'));
  };
  return (
    <section className={style.sensitive}>
      {noteId === undefined ? null : (
        <p role="status">
          {note === undefined
            ? say('competence.is_saved')
            : say('competence.saved_by', { name: note.author.name, when: timeOfDay(note.at) })}
        </p>
      )}
      <TextArea
        label={say(noteId === undefined ? 'competence.label' : 'competence.another')}
        hint={say(ageBand === 'under_13' ? 'competence.hint_child' : 'competence.hint')}
        dir="auto"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button size="small" disabled={textFault(text, NOTE_MAX_UNITS) !== null} onClick={() => void save()}>
        {say('competence.save')}
      </Button>
    </section>
  );
}
