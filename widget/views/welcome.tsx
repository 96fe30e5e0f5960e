/** The first view: what this is, what happens to what is said (H15), how to leave at once (H9). */
import { Button, Heading, Next, useUi } from '../ui.tsx';

export function Welcome() {
  const { state, t, set, close } = useUi();
  const { service } = state;
  const privacy = (service.texts.privacy ?? '').split('\n').filter((line) => line !== '');
  return (
    <>
      <div class="view">
        <Hills />
        <p class="eyebrow">{service.name}</p>
        <Heading>{t('welcomeTitle')}</Heading>
        <p>{t('welcomeLead')}</p>
        <EscapeHint />
        {service.reason === 'nobody_available' && <p class="note">{t('nobodyLead')}</p>}
        <section class="card" aria-labelledby="privacy">
          <h2 id="privacy">{t('privacyTitle')}</h2>
          <ul class="lines">
            {privacy.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <Button kind="quiet" onPress={() => set({ page: 'kept' })}>
            {t('keptLink')}
          </Button>
        </section>
        {service.reason === 'nobody_available' && <OtherWays />}
        {close !== null && (
          <p class="small">
            <a href="/widget/" target="_blank" rel="noopener noreferrer">
              {t('ownPage')}
            </a>
          </p>
        )}
      </div>
      <div class="foot">
        <Next>{t('welcomeNext')}</Next>
        <Button kind="main" onPress={() => set({ stage: 'safety', page: null })}>
          {t('start')}
        </Button>
      </div>
    </>
  );
}

function EscapeHint() {
  const { state, t, setEscape } = useUi();
  if (state.escapeScope === 'off') return <p class="hint">{t('shiftHint')}</p>;
  return (
    <div class="hint">
      <p>
        <strong>{t(state.escapeOn ? 'escapeOn' : 'escapeOff')}</strong>{' '}
        <button type="button" class="inline" onClick={() => setEscape(!state.escapeOn)}>
          {t(state.escapeOn ? 'escapeTurnOff' : 'escapeTurnOn')}
        </button>
      </p>
      <p>
        {t('shiftHint')} {t('exitHint')}
      </p>
    </div>
  );
}

/** The ways besides waiting: a message, a call at a safe time. */
export function OtherWays() {
  const { t, set } = useUi();
  return (
    <div class="choices">
      <Button onPress={() => set({ page: 'message' })}>{t('writeMessage')}</Button>
      <Button onPress={() => set({ page: 'call' })}>{t('askCall')}</Button>
    </div>
  );
}

/** Somewhere quiet to rest the eyes. */
function Hills() {
  return (
    <svg class="hills" viewBox="0 0 360 96" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
      <circle class="sun" cx="268" cy="52" r="22" />
      <path class="far" d="M0 70C60 34 120 40 178 62s120 20 182-10v44H0z" />
      <path class="near" d="M0 82c70-22 130-14 190 0s120 8 170-10v24H0z" />
    </svg>
  );
}
