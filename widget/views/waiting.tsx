/** The waiting room: an honest place, what happens next, one question at a time, and always a way out. */
import { Button, Confirm, Heading, Next, useCalm, useUi } from '../ui.tsx';
import { estimateText, placeText } from '../wait.ts';
import { DangerLine } from './danger.tsx';
import { QuestionCard } from './question-card.tsx';
import { OtherWays } from './welcome.tsx';

/** A screen reader is told of the place when it changed, but at most this often. */
const SAY_PLACE_EVERY_MS = 30_000;

export function Waiting() {
  const { state, t, session, set } = useUi();
  const late = state.wait.late === 'said';
  const returned = state.log.entries.some((entry) => entry.kind === 'joined');
  return (
    <div class="waiting">
      <section class="card place">
        <Ripples />
        <div>
          <Heading>{t('waitingTitle')}</Heading>
          <Place />
        </div>
      </section>
      {returned && <p class="note">{t('waitingReturned')}</p>}
      <DangerLine />
      {late && <Late />}
      <Next>{t('waitingNext')}</Next>
      <QuestionCard />
      <p class="hint">{t('waitingWrite')}</p>
      {/* Where nothing can be promised nothing runs over, so the other ways are there from the start. */}
      {!late && state.wait.estimate === null && (
        <>
          <p class="hint">{t('lateLead')}</p>
          <OtherWays />
        </>
      )}
      <div class="row wrap">
        {state.danger === 'none' && (
          <Button onPress={() => session.answer({ inDanger: 'yes' })}>{t('dangerButton')}</Button>
        )}
        <Button kind="quiet" onPress={() => set({ page: 'numbers' })}>
          {t('numbers')}
        </Button>
        <Confirm
          ask={t('leaveQueue')}
          sure={t('leaveQueueSure')}
          yes={t('leaveYes')}
          no={t('leaveNo')}
          onYes={() => void session.leave()}
        />
      </div>
    </div>
  );
}

function Place() {
  const { state, t } = useUi();
  const { place, held, estimate, notices } = state.wait;
  const { key, ...values } = placeText(place ?? 1);
  const { key: howLong, ...minutes } = estimateText(estimate);
  // Who is next for nobody is not next.
  const shown = notices.includes('nobody_suited')
    ? [t('nobodySuited')]
    : [place === null ? '' : t(key, values), held ? t('placeHeld') : '', t(howLong, minutes)];
  const said = useCalm(shown.join(' '), SAY_PLACE_EVERY_MS);
  return (
    <>
      {shown.map(
        (line, index) =>
          line !== '' && (
            <p key={line} class={index === 0 ? 'big' : undefined}>
              {line}
            </p>
          ),
      )}
      <p class="vh" role="status">
        {said}
      </p>
    </>
  );
}

/** Once, when it takes longer than we said (H16). */
function Late() {
  const { t, tell } = useUi();
  return (
    <section class="card">
      <div role="status">
        <p>
          <strong>{t('late')}</strong>
        </p>
        <p>{t('lateLead')}</p>
      </div>
      <OtherWays />
      <Button kind="quiet" onPress={() => tell({ type: 'late-seen' })}>
        {t('keepWaiting')}
      </Button>
    </section>
  );
}

/** Slow as a calm breath, and still for whoever wants no motion. */
function Ripples() {
  return (
    <svg class="ripples" viewBox="0 0 80 80" aria-hidden="true">
      <circle cx="40" cy="40" r="36" />
      <circle cx="40" cy="40" r="26" />
      <circle cx="40" cy="40" r="14" />
    </svg>
  );
}
