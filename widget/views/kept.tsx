/** "What is kept on this device": what, why, and until when (E11). */
import { Button, Heading, useUi } from '../ui.tsx';

export function Kept() {
  const { t, set } = useUi();
  return (
    <div class="view">
      <Heading>{t('keptTitle')}</Heading>
      <p>{t('keptCookies')}</p>
      <section class="card">
        <p>{t('keptToken')}</p>
        <p>{t('keptTokenWhy')}</p>
        <p>{t('keptTokenUntil')}</p>
      </section>
      <p>{t('keptEscape')}</p>
      <p>{t('keptHistory')}</p>
      <p>{t('exitHint')}</p>
      <Button onPress={() => set({ page: null })}>{t('back')}</Button>
    </div>
  );
}
