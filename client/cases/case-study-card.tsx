import { useCallback, useId, useState } from 'react';
import { CASE_STUDY_ANSWERS, CASE_STUDY_WAYS } from '../../shared/domain/case-study.ts';
import type { Reply } from '../../shared/protocol/errors.ts';
import type { CaseStudyConsent, caseStudyRoutes } from '../../shared/protocol/http/case-study.ts';
import type { CaseRow } from '../../shared/protocol/http/cases.ts';
import { useFormDraft } from '../app/form-drafts.ts';
import { ask } from '../connection/http.ts';
import type { ValueOf } from '../connection/protocol.ts';
import { useAsked } from '../connection/use-asked.ts';
import { useClientId } from '../connection/use-client-id.ts';
import { Button } from '../ui/button.tsx';
import { dayAndTime, dayInWords, readDay } from '../ui/dates.ts';
import { Choices, Problem, TextField } from '../ui/field.tsx';
import { NoteArea } from '../ui/note-area.tsx';
import { correctionOf, notify } from '../ui/notices.ts';
import { say, sayCode } from '../ui/words.ts';
import style from './section-card.module.css';

type Read = ValueOf<(typeof caseStudyRoutes)['list']>;
const pathOf = (caseId: string) => `/cases/${encodeURIComponent(caseId)}/case-study`;
const SAID_MAX = 1_000;

/** Whether their story may be told: beside the other consents and part of none of them. */
export function CaseStudyCard({ row: { caseId, state } }: { readonly row: CaseRow }) {
  const read = useCallback((): Promise<Reply<Read>> => ask('GET', pathOf(caseId)), [caseId]);
  const { value, error, again } = useAsked(read);
  const titleId = useId();
  return (
    <section className={style.card} aria-labelledby={titleId}>
      <header className={style.head}>
        <h2 id={titleId}>{say('case_study.title')}</h2>
        <p className={style.about}>{say('case_study.text')}</p>
      </header>
      <Problem>{error === null ? null : correctionOf(error)}</Problem>
      {value === null ? null : value.consents.length === 0 ? <p>{say('case_study.none')}</p> : null}
      {value?.consents.map((consent) => (
        <Answer key={consent.consentId} caseId={caseId} consent={consent} onChanged={again} />
      ))}
      {value?.wording && state === 'open' ? <Asking caseId={caseId} wording={value.wording} onSaved={again} /> : null}
    </section>
  );
}

interface AnswerProps {
  readonly caseId: string;
  readonly consent: CaseStudyConsent;
  readonly onChanged: () => void;
}

function Answer({ caseId, consent, onChanged }: AnswerProps) {
  const { standing, said, until, how, askedBy, askedAt, wording, withdrawn } = consent;
  return (
    <article>
      <h3>{sayCode('case_study_standing', standing)}</h3>
      {until === null || standing !== 'in_force' ? null : (
        <p>{say('case_study.until_day', { day: dayInWords(until) })}</p>
      )}
      <p dir="auto">{said}</p>
      <p className={style.about}>
        {say('case_study.by', { name: askedBy.name, when: dayAndTime(askedAt), how: sayCode('agreement', how) })}
      </p>
      <p className={style.about}>
        {say('case_study.asked_with')} {wording.text}
      </p>
      {withdrawn === null ? null : (
        <>
          <p>{say('case_study.withdrawn_by', { name: withdrawn.by.name, when: dayAndTime(withdrawn.at) })}</p>
          <p dir="auto">{withdrawn.said}</p>
        </>
      )}
      {standing === 'in_force' ? <Withdrawing caseId={caseId} consent={consent} onChanged={onChanged} /> : null}
    </article>
  );
}

function Withdrawing({ caseId, consent: { consentId }, onChanged }: AnswerProps) {
  const { draft, begin, drop } = useFormDraft<{ said: string }>(`case-study ${caseId} back ${consentId}`);
  const [problem, setProblem] = useState<string | null>(null);
  const withdraw = async () => {
    const reply = await ask('POST', `${pathOf(caseId)}/${encodeURIComponent(consentId)}/withdraw`, draft ?? {});
    if (!reply.ok) return setProblem(correctionOf(reply.error));
    drop();
    notify('done', say('case_study.withdrawn'));
    onChanged();
  };
  if (draft === null)
    return (
      <Button size="small" onClick={() => begin({ said: '' })}>
        {say('case_study.withdraw')}
      </Button>
    );
  return (
    <>
      <NoteArea
        label={say('case_study.withdraw_said')}
        dir="auto"
        rows={2}
        maxLength={SAID_MAX}
        value={draft.said}
        onChange={(event) => begin({ said: event.target.value })}
      />
      <Problem>{problem}</Problem>
      <Button size="small" onClick={drop}>
        {say('back')}
      </Button>
      <Button size="small" look="main" disabled={draft.said.trim() === ''} onClick={() => void withdraw()}>
        {say('case_study.withdraw_submit')}
      </Button>
    </>
  );
}

interface Form {
  readonly answer: string;
  readonly how: string;
  readonly said: string;
  readonly until: string;
}

const EMPTY: Form = { answer: '', how: '', said: '', until: '' };

interface AskingProps {
  readonly caseId: string;
  readonly wording: NonNullable<Read['wording']>;
  readonly onSaved: () => void;
}

function Asking({ caseId, wording, onSaved }: AskingProps) {
  const { draft, begin, drop } = useFormDraft<Form>(`case-study ${caseId} new`);
  const [problem, setProblem] = useState<string | null>(null);
  const clientId = useClientId([caseId, JSON.stringify(draft)]);
  if (draft === null)
    return (
      <Button size="small" onClick={() => begin(EMPTY)}>
        {say('case_study.ask')}
      </Button>
    );
  const { answer, how, said, until } = draft;
  const put = (change: Partial<Form>) => begin({ ...draft, ...change });
  const save = async () => {
    if (answer === '' || how === '') return setProblem(say('case_study.choose'));
    const day = until.trim() === '' ? null : readDay(until);
    if (day === null && until.trim() !== '') return setProblem(say('section.day_fault'));
    const body = { clientId, wordingVersion: wording.version, answer, how, said, until: answer === 'no' ? null : day };
    const reply = await ask('POST', pathOf(caseId), body);
    if (!reply.ok) return setProblem(correctionOf(reply.error));
    drop();
    notify('done', say('case_study.saved'));
    onSaved();
  };
  return (
    <>
      <h3>{say('case_study.words')}</h3>
      <blockquote>{wording.text}</blockquote>
      <Choices
        legend={say('case_study.answer')}
        options={CASE_STUDY_ANSWERS.map((code) => ({ code, label: sayCode('case_study_answer', code) }))}
        chosen={[answer]}
        beside
        onChange={([code = '']) => put({ answer: code })}
      />
      <Choices
        legend={say('case_study.how')}
        options={CASE_STUDY_WAYS.map((code) => ({ code, label: sayCode('agreement', code) }))}
        chosen={[how]}
        beside
        onChange={([code = '']) => put({ how: code })}
      />
      {answer === 'yes' ? (
        <TextField
          label={say('case_study.until')}
          hint={say('case_study.until_hint')}
          value={until}
          onChange={(event) => put({ until: event.target.value })}
        />
      ) : null}
      <NoteArea
        label={say('case_study.said')}
        dir="auto"
        rows={2}
        maxLength={SAID_MAX}
        value={said}
        onChange={(event) => put({ said: event.target.value })}
      />
      <Problem>{problem}</Problem>
      <Button size="small" onClick={drop}>
        {say('back')}
      </Button>
      <Button size="small" look="main" disabled={said.trim() === ''} onClick={() => void save()}>
        {say('case_study.submit')}
      </Button>
    </>
  );
}
