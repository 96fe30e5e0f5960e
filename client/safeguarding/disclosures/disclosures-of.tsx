import { useCallback, useEffect } from 'react';
import { labelOf, useReference } from '../../app/reference.ts';
import { useView } from '../../app/view.ts';
import { useAsked } from '../../connection/use-asked.ts';
import { dayAndTime } from '../../ui/dates.ts';
import style from '../../ui/record/record.module.css';
import { say, sayCode } from '../../ui/words.ts';
import { disclosuresOf } from './disclosure-calls.ts';

/** What was shared without consent about this person, or waits for a second person: the log, without its words. */
export function DisclosuresOf({ conversationId }: { readonly conversationId: string }) {
  const { value, again } = useAsked(useCallback(() => disclosuresOf(conversationId), [conversationId]));
  const dialog = useView((view) => view.dialog);
  const reasons = useReference('disclosureReasons');
  // The dialog that adds one was closed.
  useEffect(() => {
    if (dialog === null) again();
  }, [dialog, again]);
  if (value === null || value.disclosures.length === 0) return null;
  return (
    <ul className={style.table} aria-label={say('disclosure.log')}>
      {value.disclosures.map(({ disclosureId, reason, recipient, proposedAt, state, flagged, approval }) => (
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
