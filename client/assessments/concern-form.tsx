import { useState } from 'react';
import { textFault } from '../../shared/domain/message-limits.ts';
import { useFormDraft } from '../app/form-drafts.ts';
import { raiseConcern } from '../safeguarding/concerns/concern-calls.ts';
import { Button } from '../ui/button.tsx';
import { Problem } from '../ui/field.tsx';
import { NoteArea } from '../ui/note-area.tsx';
import { notify, sentenceOf } from '../ui/notices.ts';
import { say } from '../ui/words.ts';
import style from './beside.module.css';
import type { Filling } from './filling.ts';
import type { Subject } from './subject.ts';

const WORDS_MAX = 4_000;

interface ConcernDraft {
  readonly clientId: string;
  readonly text: string;
}

interface ConcernProps {
  readonly about: 'child' | 'adult';
  readonly filling: Filling;
  readonly subject: Subject;
}

/** Where answers show that somebody may be at risk: a person says so to the leads, in words; one of them decides. */
export function ConcernForm({ about, filling, subject }: ConcernProps) {
  const { assessmentId, caseId } = filling.view.row;
  const { draft, begin, change, drop } = useFormDraft<ConcernDraft>(`concern ${assessmentId} ${about}`);
  const [problem, setProblem] = useState<string | null>(null);
  const [raised, setRaised] = useState(false);
  if (draft === null) {
    if (raised) return <span role="status">{say('concern_here.done')}</span>;
    return (
      <Button size="small" onClick={() => begin({ clientId: crypto.randomUUID(), text: '' })}>
        {say('concern_here.begin')}
      </Button>
    );
  }
  const send = async () => {
    const { clientId, text } = draft;
    if (textFault(text, WORDS_MAX) !== null) return setProblem(say('concern_here.missing'));
    const conversationId = 'conversationId' in subject ? subject.conversationId : null;
    const reply = await raiseConcern({ clientId, kind: about, text, conversationId, caseId });
    if (!reply.ok) return setProblem(sentenceOf(reply.error));
    setRaised(true);
    notify('done', say('concern_here.done'));
    drop();
  };
  return (
    <div className={`${style.form} ${style.wide}`}>
      <NoteArea
        label={say('concern_here.words')}
        dir="auto"
        maxLength={WORDS_MAX}
        value={draft.text}
        onChange={(event) => change({ text: event.target.value })}
      />
      <Problem>{problem}</Problem>
      <div className={style.actions}>
        <Button look="main" size="small" onClick={() => void send()}>
          {say('concern_here.send')}
        </Button>
        <Button size="small" onClick={drop}>
          {say('back')}
        </Button>
      </div>
    </div>
  );
}
