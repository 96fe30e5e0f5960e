/** In danger now (H6): the place is kept already; what this chat cannot do is said before anybody relies on it. */
import { Button, Heading, useUi } from '../ui.tsx';

export function Danger() {
  const { t, set } = useUi();
  return (
    <div class="view">
      <Heading>{t('dangerTitle')}</Heading>
      <p class="big">{t('dangerSpeak')}</p>
      <a class="button main" href="tel:999">
        {t('call', { number: '999' })}
      </a>
      <p>{t('dangerLimits')}</p>
      <p>{t('dangerPlace')}</p>
      <div class="choices">
        <Button onPress={() => set({ danger: 'calling' })}>{t('willCall')}</Button>
        <Button onPress={() => set({ danger: 'staying' })}>{t('cannotCall')}</Button>
      </div>
    </div>
  );
}

/** Stays over the waiting room and the chat, for whoever said so. */
export function DangerLine() {
  const { state, t } = useUi();
  if (state.danger === 'none' || state.danger === 'asked') return null;
  return <p class="note">{t(state.danger === 'calling' ? 'callingLine' : 'stayingLine')}</p>;
}
