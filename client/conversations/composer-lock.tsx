import { Icon } from '../ui/icon.tsx';
import { sayCode } from '../ui/words.ts';
import style from './composer.module.css';
import type { Lock } from './standing.ts';

/** Stands where the composer was, so that nobody writes to a screen somebody had to leave (H9). */
export function ComposerLock({ lock }: { readonly lock: Lock }) {
  return (
    <div className={style.lock} data-lock={lock} role="status">
      <Icon name={lock === 'watching' ? 'eye' : 'lock'} />
      <p>
        <strong>{sayCode('lock.title', lock)}</strong>
        {sayCode('lock.text', lock)}
      </p>
    </div>
  );
}
