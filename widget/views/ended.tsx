/** The end (H18, H14): what happens next, the numbers to keep, the words for a while; only then two questions. */
import { useEffect, useState } from 'preact/hooks';
import { namesTalkedAbout } from '../sharing.ts';
import { Button, Heading, Next, useUi } from '../ui.tsx';
import { endedReason } from '../view.ts';
import { LogView } from './log-view.tsx';
import { NumberList } from './numbers.tsx';
import type { Survey } from './survey.tsx';

const NEXT = {
  done: 'endedNextDone',
  left: 'endedNextLeft',
  lost: 'endedNextLost',
  service: 'endedNextService',
} as const;

export function Ended() {
  const { state, t, session, set } = useUi();
  const names = state.names.length > 0 ? state.names : namesTalkedAbout(state);
  return (
    <div class="view">
      <Heading>{t('endedTitle')}</Heading>
      <Next>{t(NEXT[endedReason(state)])}</Next>
      <section class="card" aria-labelledby="keep">
        <h2 id="keep">{t('endedNumbers')}</h2>
        <NumberList most={4} />
        <Button kind="quiet" onPress={() => set({ page: 'numbers' })}>
          {t('endedMore')}
        </Button>
        {names.length > 0 && (
          <>
            <h3>{t('endedNames')}</h3>
            <ul class="lines">
              {names.map((name) => (
                <li key={name}>
                  <bdi dir="auto">{name}</bdi>
                </li>
              ))}
            </ul>
          </>
        )}
      </section>
      <Reread />
      <LaterSurvey />
      <Button onPress={session.startOver}>{t('newChat')}</Button>
    </div>
  );
}

/** Nobody who came for help waits for these questions; where they cannot be fetched, they are not asked. */
function LaterSurvey() {
  const [fetched, setFetched] = useState<{ readonly Survey: typeof Survey } | null>(null);
  useEffect(() => void import('./survey.tsx').then(setFetched, () => undefined), []);
  return fetched && <fetched.Survey />;
}

const MINUTE = 60_000;

function Reread() {
  const { state, t, session } = useUi();
  const [open, setOpen] = useState(false);
  if (state.rereadUntil === null) return <p role="status">{t('rereadGone')}</p>;
  const count = Math.max(1, Math.round((state.rereadUntil - state.now) / MINUTE));
  return (
    <section class="card">
      <p>{t('rereadNote', { count })}</p>
      <div class="row wrap">
        <button type="button" class="button plain" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'rereadFold' : 'rereadShow')}
        </button>
        <Button onPress={session.forgetText}>{t('hideNow')}</Button>
      </div>
      {open && <LogView fixed />}
    </section>
  );
}
