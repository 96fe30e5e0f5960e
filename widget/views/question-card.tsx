/** One question of the waiting room, with a way past it (V1). */
import { nextQuestion, optionsOf } from '../questions.ts';
import { Button, useUi } from '../ui.tsx';

export function QuestionCard() {
  const { state, t, tell, session } = useUi();
  const question = nextQuestion(state, state.lists);
  const begun = Object.keys(state.answers).length > 0;
  if (question === null) return begun ? <p role="status">{t('questionsDone')}</p> : null;
  const words = question === 'area' ? (state.service.texts.areaQuestion ?? t('area')) : t(question);
  return (
    <section class="card question" aria-labelledby="question">
      <p class="small">{t('questionsLead')}</p>
      <h2 id="question" aria-live="polite">
        {words}
      </h2>
      <div class="choices">
        {optionsOf(question, state.lists).map((option) => {
          const label = 'key' in option ? t(option.key) : option.label;
          return (
            <Button key={label} onPress={() => session.answer(option.part)}>
              {label}
            </Button>
          );
        })}
      </div>
      <Button kind="quiet" onPress={() => tell({ type: 'skip', question })}>
        {t('skip')}
      </Button>
    </section>
  );
}
