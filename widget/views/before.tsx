/** From the one question to the place in the queue (V1), and what there is instead of a place. */
import type { Service } from '../../shared/protocol/service.ts';
import { Button, Heading, Next, useUi } from '../ui.tsx';
import { NumberList } from './numbers.tsx';
import { OtherWays } from './welcome.tsx';

export function Safety() {
  const { t, set, session } = useUi();
  return (
    <div class="view">
      <Heading>{t('safetyTitle')}</Heading>
      <p>{t('safetyLead')}</p>
      <div class="choices">
        <Button onPress={() => session.takePlace('yes')}>{t('yes')}</Button>
        <Button onPress={() => set({ stage: 'not_safe', page: null })}>{t('no')}</Button>
        <Button onPress={() => session.takePlace('unsure')}>{t('unsure')}</Button>
      </div>
      <Next>{t('safetyNext')}</Next>
    </div>
  );
}

/** Nobody who says "no" is just put in the queue (H6). */
export function NotSafe() {
  const { t, set, session, leave } = useUi();
  return (
    <div class="view">
      <Heading>{t('notSafeTitle')}</Heading>
      <p>{t('notSafeLead')}</p>
      <div class="choices">
        <Button kind="main" onPress={leave}>
          {t('exitNow')}
        </Button>
        <Button onPress={() => set({ page: 'numbers' })}>{t('numbers')}</Button>
        <Button onPress={() => set({ page: 'call' })}>{t('askSafeTime')}</Button>
        <Button onPress={() => session.takePlace('no')}>{t('carryOn')}</Button>
      </div>
      <p class="small">{t('exitHint')}</p>
    </div>
  );
}

export function Requesting() {
  const { state, t } = useUi();
  const slow = state.busy !== null || state.line === 'lost';
  return (
    <div class="view">
      <Heading>{t('requestingTitle')}</Heading>
      <div role="status">{slow && <p>{t(state.busy === 'rate_limited' ? 'requestingBusy' : 'lineLost')}</p>}</div>
      {slow ? <NumberList /> : <Next>{t('requestingNext')}</Next>}
    </div>
  );
}

const TITLES = {
  closed_hours: 'closedTitle',
  paused: 'pausedTitle',
  full: 'fullTitle',
  open: 'notTakenTitle',
  nobody_available: 'notTakenTitle',
} as const satisfies Record<Service['reason'], string>;

export function Closed() {
  const { state, t, set } = useUi();
  const { reason, opensAt, open } = state.service;
  return (
    <div class="view">
      <Heading>{t(TITLES[reason])}</Heading>
      {opensAt !== null && <p>{t('closedOpens', { when: whenText(opensAt) })}</p>}
      <p>{t('closedLead')}</p>
      {open && (
        <Button kind="main" onPress={() => set({ stage: 'safety', page: null })}>
          {t('tryAgain')}
        </Button>
      )}
      <OtherWays />
      <NumberList />
    </div>
  );
}

function whenText(iso: string): string {
  const at = new Date(iso);
  return new Intl.DateTimeFormat(document.documentElement.lang, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Europe/London',
  }).format(at);
}
