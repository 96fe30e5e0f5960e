import { Icon } from '../ui/icon.tsx';
import { say } from '../ui/words.ts';
import style from './line-banner.module.css';
import { useLive } from './store.ts';

/** Says that the line is broken and that nothing is lost. Always in the page, so that a reader hears the change. */
export function LineBanner() {
  const line = useLive((live) => live.line);
  const broken = line === 'reconnecting' || line === 'draining';
  return (
    <div role="status" className={broken ? style.banner : undefined}>
      {broken ? (
        <>
          <Icon name="link" />
          {say(line === 'draining' ? 'line.draining' : 'line.reconnecting')}
        </>
      ) : null}
    </div>
  );
}
