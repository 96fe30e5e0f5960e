import { useRef, useState } from 'react';
import { CASE_STUDY_ANSWERS, CASE_STUDY_WAYS } from '../../shared/domain/case-study.ts';
import type { WireError } from '../../shared/protocol/errors.ts';
import { useFormDraft } from '../app/form-drafts.ts';
import { ask } from '../connection/http.ts';
import { useClientId } from '../connection/use-client-id.ts';
import { type Faults, faultsFrom } from '../records/faults.ts';
import { useFaultFocus } from '../records/focus-fault.ts';
import { Button } from '../ui/button.tsx';
import { readDay } from '../ui/dates.ts';
import { Choices, Problem, TextField } from '../ui/field.tsx';
import { NoteArea } from '../ui/note-area.tsx';
import { correctionOf, notify } from '../ui/notices.ts';
import { say, sayCode } from '../ui/words.ts';
import { type CaseStudy, caseStudyPath, focusOpened, SAID_MAX, wasWrittenMeanwhile } from './case-study-calls.ts';
import style from './case-study-card.module.css';

interface Form {
  readonly answer: string;
  readonly how: string;
  readonly said: string;
  readonly until: string;
}

const EMPTY: Form = { answer: '', how: '', said: '', until: '' };

interface AskingProps {
  readonly caseId: string;
  readonly wording: NonNullable<CaseStudy['wording']>;
  /** The newest answer that stands above the form. */
  readonly after: string | null;
  readonly onChanged: () => void;
  readonly onLeave: () => void;
}

/** The words to ask with, and what was answered. A fault stands at its field; whatever is refused stays as it was typed. */
export function CaseStudyAsking({ caseId, wording, after, onChanged, onLeave }: AskingProps) {
  const { draft, begin, change, drop } = useFormDraft<Form>(`case-study ${caseId} new`);
  const [faults, setFaults] = useState<Faults>({});
  const [problem, setProblem] = useState<string | null>(null);
  const form = useRef<HTMLDivElement>(null);
  const focusFault = useFaultFocus(form);
  const clientId = useClientId([caseId, draft]);
  if (draft === null)
    return (
      <div className={style.actions}>
        <Button size="small" onClick={() => focusOpened(form, () => begin(EMPTY))}>
          {say(after === null ? 'case_study.ask' : 'case_study.ask_again')}
        </Button>
      </div>
    );
  const put = (given: Partial<Form>) => {
    change(given);
    setFaults((known) => Object.fromEntries(Object.entries(known).filter(([path]) => !(path in given))));
  };
  const refuse = (found: Faults, sentence: string | null) => {
    setFaults(found);
    setProblem(sentence);
    focusFault();
  };
  const leave = () => {
    refuse({}, null);
    drop();
    onLeave();
  };
  const save = async () => {
    const unsaid = unsaidIn(draft);
    if (Object.keys(unsaid).length > 0) return refuse(unsaid, null);
    const { until, ...rest } = draft;
    const body = { ...rest, clientId, after, wordingVersion: wording.version };
    const reply = await ask('POST', caseStudyPath(caseId), { ...body, until: lastDay(draft) });
    if (reply.ok) {
      leave();
      notify('done', say('case_study.saved'));
      return onChanged();
    }
    if (wasWrittenMeanwhile(reply.error)) onChanged();
    const found = faultsFrom(reply.error, '');
    refuse(found, Object.keys(found).some((path) => path in EMPTY) ? null : refusal(reply.error));
  };
  return (
    <div ref={form} className={style.form}>
      <h3 tabIndex={-1}>{say('case_study.words')}</h3>
      <blockquote className={style.said}>{wording.text}</blockquote>
      <AnswerFields draft={draft} faults={faults} onChange={put} />
      <Problem>{problem}</Problem>
      <div className={style.actions}>
        <Button size="small" look="main" onClick={() => void save()}>
          {say('case_study.submit')}
        </Button>
        <Button size="small" onClick={leave}>
          {say('section.cancel')}
        </Button>
      </div>
    </div>
  );
}

/** A no holds as it is; a yes until a day. */
const lastDay = ({ answer, until }: Form): string | null => (answer === 'yes' ? readDay(until) : null);

/** What can be said to be wrong before it is sent. */
function unsaidIn(draft: Form): Faults {
  const unread = draft.answer === 'yes' && readDay(draft.until) === null;
  return {
    ...(draft.answer === '' ? { answer: say('case_study.choose_answer') } : {}),
    ...(draft.how === '' ? { how: say('case_study.choose_how') } : {}),
    ...(unread ? { until: say(draft.until.trim() === '' ? 'case_study.choose_until' : 'section.day_fault') } : {}),
    ...(draft.said.trim() === '' ? { said: say('case_study.say') } : {}),
  };
}

function refusal(error: WireError): string {
  if (!wasWrittenMeanwhile(error)) return correctionOf(error);
  const by = error.details?.changedBy;
  const name = typeof by === 'object' && by !== null && 'name' in by && typeof by.name === 'string' ? by.name : null;
  return say('case_study.answered_meanwhile', { name: name ?? say('timeline.system') });
}

interface FieldsProps {
  readonly draft: Form;
  readonly faults: Faults;
  readonly onChange: (change: Partial<Form>) => void;
}

function AnswerFields({ draft, faults, onChange }: FieldsProps) {
  return (
    <>
      <Choices
        legend={say('case_study.answer')}
        options={CASE_STUDY_ANSWERS.map((code) => ({ code, label: sayCode('case_study_answer', code) }))}
        chosen={[draft.answer]}
        beside
        problem={faults.answer}
        onChange={([answer = '']) => onChange({ answer })}
      />
      <Choices
        legend={say('case_study.how')}
        options={CASE_STUDY_WAYS.map((code) => ({ code, label: sayCode('agreement', code) }))}
        chosen={[draft.how]}
        beside
        problem={faults.how}
        onChange={([how = '']) => onChange({ how })}
      />
      {draft.answer === 'yes' ? (
        <TextField
          label={say('case_study.until')}
          hint={say('case_study.until_hint')}
          problem={faults.until}
          value={draft.until}
          onChange={(event) => onChange({ until: event.target.value })}
        />
      ) : null}
      <NoteArea
        label={say('case_study.said')}
        dir="auto"
        rows={2}
        maxLength={SAID_MAX}
        problem={faults.said}
        value={draft.said}
        onChange={(event) => onChange({ said: event.target.value })}
      />
    </>
  );
}
