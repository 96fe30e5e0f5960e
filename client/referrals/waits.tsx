import { Link } from 'react-router';
import type { ReferralWait } from '../../shared/protocol/desk.ts';
import { say } from '../ui/words.ts';
import { waitWords } from './wait-words.ts';
import style from './waits.module.css';

/** Why it waits, for whoever asked the person; and where somebody decides whether sharing stops. */
export function Waits({ waits }: { readonly waits: ReferralWait }) {
  return (
    <p className={style.waits} role="status">
      {waitWords(waits)}
      {waits.why === 'asked_to_stop' ? (
        <>
          {' '}
          <Link to="/team/withdrawals">{say('referral_waits.to_request')}</Link>
        </>
      ) : null}
    </p>
  );
}
