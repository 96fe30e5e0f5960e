/** Two questions, never more, each to be left out, and not tied to the conversation (H14). */
import type { SurveyQuestion } from '../../shared/protocol/conversation.ts';
import { Button, useDraft, useUi } from '../ui.tsx';

type Answers = Readonly<Record<string, number | string | null>>;

const STEPS = [1, 2, 3, 4, 5] as const;

export function Survey() {
  const { state, t, session, set } = useUi();
  const [answers, setAnswers] = useDraft<Answers>('survey', {});
  const questions = state.conversation?.survey?.questions ?? [];
  if (questions.length === 0 || state.survey === 'skipped') return null;
  if (state.survey === 'sent') return <p role="status">{t('surveyThanks')}</p>;
  const answer = (questionId: string, value: number | string): void => setAnswers({ ...answers, [questionId]: value });
  const all = Object.fromEntries(questions.map(({ questionId }) => [questionId, given(answers[questionId])]));
  return (
    <section class="card" aria-labelledby="survey">
      <h2 id="survey">{t('surveyTitle')}</h2>
      <p>{t('surveyLead')}</p>
      {questions.map((question) => (
        <Asked
          key={question.questionId}
          question={question}
          value={answers[question.questionId] ?? null}
          answer={answer}
        />
      ))}
      <div class="row wrap">
        <Button kind="main" onPress={() => void session.survey(all)}>
          {t('surveySend')}
        </Button>
        <Button kind="quiet" onPress={() => set({ survey: 'skipped' })}>
          {t('surveySkip')}
        </Button>
      </div>
    </section>
  );
}

function given(value: number | string | null | undefined): number | string | null {
  return typeof value === 'string' && value.trim() === '' ? null : (value ?? null);
}

interface AskedProps {
  readonly question: SurveyQuestion;
  readonly value: number | string | null;
  readonly answer: (questionId: string, value: number | string) => void;
}

function Asked({ question, value, answer }: AskedProps) {
  const { t } = useUi();
  const { questionId, text, kind } = question;
  if (kind === 'text') {
    return (
      <label class="field">
        <span>{text}</span>
        <small>{t('surveySlow')}</small>
        <textarea
          rows={3}
          maxLength={2000}
          autocomplete="off"
          onInput={(event) => answer(questionId, event.currentTarget.value)}
        />
      </label>
    );
  }
  return (
    <fieldset>
      <legend>{text}</legend>
      {STEPS.map((step) => (
        <label class="pick" key={step}>
          <input type="radio" name={questionId} checked={value === step} onChange={() => answer(questionId, step)} />
          {t(`scale${step}`)}
        </label>
      ))}
    </fieldset>
  );
}
