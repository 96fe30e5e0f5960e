import { Icon } from '../ui/icon.tsx';
import { sayCode } from '../ui/words.ts';
import style from './risk-words.module.css';

/**
 * A level with what it means. "Standard" is never shown as "safe", and not assessed is not "none" (D4): in a row that is all
 * that is said beside the level; the rest is there for whoever listens.
 */
export function RiskWords({ risk, brief = false }: { readonly risk: string; readonly brief?: boolean }) {
  return (
    <span className={style.risk} data-risk={risk}>
      <strong>
        {risk === 'high' ? <Icon name="alert" size={14} /> : null}
        {sayCode('risk_level', risk)}
      </strong>
      <small className={brief && risk !== 'standard' ? 'visually-hidden' : undefined}>
        {sayCode('risk_meaning', risk)}
      </small>
    </span>
  );
}
