import { type ReactNode, useCallback, useId, useRef } from 'react';
import type { Reply } from '../../shared/protocol/errors.ts';
import type { CaseStudyConsent } from '../../shared/protocol/http/case-study.ts';
import type { CaseRow } from '../../shared/protocol/http/cases.ts';
import { ask } from '../connection/http.ts';
import { useAsked } from '../connection/use-asked.ts';
import { dayAndTime, dayInWords } from '../ui/dates.ts';
import { Problem } from '../ui/field.tsx';
import { sentenceOf } from '../ui/notices.ts';
import { say, sayCode } from '../ui/words.ts';
import { CaseStudyAsking } from './case-study-asking.tsx';
import { type CaseStudy, caseStudyPath } from './case-study-calls.ts';
import style from './case-study-card.module.css';
import { CaseStudyWithdrawing } from './case-study-withdrawing.tsx';

/** Whether their story may be told: beside the other consents and part of none of them. */
export function CaseStudyCard({ row: { caseId, state } }: { readonly row: CaseRow }) {
  const read = useCallback((): Promise<Reply<CaseStudy>> => ask('GET', caseStudyPath(caseId)), [caseId]);
  const { value, error, again } = useAsked(read);
  const titleId = useId();
  const title = useRef<HTMLHeadingElement>(null);
  // The form that had the focus is gone: the keys go on from here.
  const leave = () => title.current?.focus();
  const [newest] = value?.consents ?? [];
  return (
    <section className={style.card} aria-labelledby={titleId}>
      <header className={style.head}>
        <h2 id={titleId} ref={title} tabIndex={-1}>
          {say('case_study.title')}
        </h2>
        <p className={style.about}>{say('case_study.text')}</p>
      </header>
      {error === null ? null : <Problem>{sentenceOf(error)}</Problem>}
      {value !== null && newest === undefined ? <p>{say('case_study.none')}</p> : null}
      {newest === undefined ? null : (
        <ol className={style.answers} aria-label={say('case_study.answers')}>
          {value?.consents.map((consent) => (
            <li key={consent.consentId}>
              <Answer consent={consent}>
                <CaseStudyWithdrawing caseId={caseId} consent={consent} onChanged={again} onLeave={leave} />
              </Answer>
            </li>
          ))}
        </ol>
      )}
      {value?.wording && state === 'open' ? (
        <CaseStudyAsking
          caseId={caseId}
          wording={value.wording}
          after={newest?.consentId ?? null}
          onChanged={again}
          onLeave={leave}
        />
      ) : null}
    </section>
  );
}

interface AnswerProps {
  readonly consent: CaseStudyConsent;
  readonly children: ReactNode;
}

function Answer({ consent, children }: AnswerProps) {
  const { standing, said, until, how, askedBy, askedAt, wording, withdrawn } = consent;
  const titleId = useId();
  return (
    <article className={style.answer} aria-labelledby={titleId}>
      <h3 id={titleId}>{sayCode('case_study_standing', standing)}</h3>
      {until === null || standing !== 'in_force' ? null : (
        <p>{say('case_study.until_day', { day: dayInWords(until) })}</p>
      )}
      <blockquote className={style.said} dir="auto">
        {said}
      </blockquote>
      <p className={style.about}>
        {say('case_study.by', { name: askedBy.name, when: dayAndTime(askedAt), how: sayCode('agreement', how) })}
      </p>
      {withdrawn === null ? null : (
        <>
          <blockquote className={style.said} dir="auto">
            {withdrawn.said}
          </blockquote>
          <p className={style.about}>
            {say('case_study.withdrawn_by', { name: withdrawn.by.name, when: dayAndTime(withdrawn.at) })}
          </p>
        </>
      )}
      <details className={style.asked}>
        <summary>{say('case_study.asked_with')}</summary>
        <p>{wording.text}</p>
      </details>
      {children}
    </article>
  );
}
