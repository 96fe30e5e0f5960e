import { labelOf, useReference } from '../../app/reference.ts';
import { dayAndTime } from '../../ui/dates.ts';
import style from '../../ui/record/record.module.css';
import { say, sayCode } from '../../ui/words.ts';
import type { DisclosureLog } from './disclosure-calls.ts';

/** The log of one person: what was shared or waits for a second person, without its words. */
export function DisclosureRows({ rows }: { readonly rows: DisclosureLog['disclosures'] }) {
  const reasons = useReference('disclosureReasons');
  return (
    <ul className={style.table} aria-label={say('disclosure.log')}>
      {rows.map(({ disclosureId, reason, recipient, proposedAt, state, flagged, approval }) => (
        <li key={disclosureId} className={style.row}>
          <span>
            {labelOf(reasons, reason)}
            <small>
              {sayCode('recipient', recipient)} · {dayAndTime(proposedAt)}
            </small>
          </span>
          <ul className={style.marks}>
            <li data-tone={flagged ? 'danger' : undefined}>
              {flagged ? say('disclosure.flagged') : sayCode('disclosure_state', state)}
            </li>
            {state === 'made' && approval === 'not_approved' ? (
              <li data-tone="danger">{say('disclosure.not_agreed')}</li>
            ) : null}
          </ul>
        </li>
      ))}
    </ul>
  );
}
