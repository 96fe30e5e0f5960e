/** This tab has no line of its own any more: another tab took the chat, or the page is too old. */
import { Button, Heading, useUi } from '../ui.tsx';
import { NumberList } from './numbers.tsx';

export function Replaced() {
  const { t, session } = useUi();
  return (
    <div class="view">
      <Heading>{t('replacedTitle')}</Heading>
      <p>{t('replacedLead')}</p>
      <Button kind="main" onPress={session.useHere}>
        {t('useHere')}
      </Button>
      <NumberList />
    </div>
  );
}

export function Outdated() {
  const { t } = useUi();
  return (
    <div class="view">
      <Heading>{t('outdatedTitle')}</Heading>
      <p>{t('outdatedLead')}</p>
      <Button kind="main" onPress={() => window.location.reload()}>
        {t('reload')}
      </Button>
      <NumberList />
    </div>
  );
}
