import type { ToldReferral } from '../../../shared/protocol/http/case-referrals.ts';
import { say } from '../../ui/words.ts';
import style from './referrals.module.css';
import { toldSentences } from './told-words.ts';

/** What can be told of each referral, as sentences to be said; the very values folded. */
export function ToldList({ referrals }: { readonly referrals: readonly ToldReferral[] }) {
  return (
    <>
      {referrals.length === 0 ? <p>{say('told.nothing')}</p> : null}
      <ul className={style.list}>
        {referrals.map((referral) => (
          <li key={referral.referralId} className={style.item}>
            {toldSentences(referral).map((sentence) => (
              <p key={sentence}>
                <bdi dir="auto">{sentence}</bdi>
              </p>
            ))}
            {referral.sent.length === 0 ? null : (
              <details className={style.record}>
                <summary>{say('told.values')}</summary>
                <dl>
                  {referral.sent.map(({ itemId, label, value }) => (
                    <div key={itemId}>
                      <dt>{label}</dt>
                      <dd>
                        <bdi dir="auto">{value}</bdi>
                      </dd>
                    </div>
                  ))}
                </dl>
              </details>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
