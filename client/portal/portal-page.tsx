import { useState } from 'react';
import { useParams } from 'react-router';
import { sentenceOf } from '../ui/notices.ts';
import { say } from '../ui/words.ts';
import style from './portal.module.css';
import { PortalList } from './portal-list.tsx';
import { PortalReferralPart } from './portal-referral.tsx';
import { usePortalList } from './use-portal-list.ts';

/** The list left, the one that is read right; on a phone one after the other. */
export function PortalPage() {
  const { referralId } = useParams();
  const [state, setState] = useState<string | null>(null);
  const list = usePortalList(state);
  const { value, error } = list.asked;
  const row = list.referrals.find((each) => each.referralId === referralId);
  if (value === null)
    return (
      <main className={style.lone}>
        <h1>{say('portal.referrals')}</h1>
        <p role={error === null ? undefined : 'alert'}>{error === null ? say('loading') : sentenceOf(error)}</p>
      </main>
    );
  return (
    <main className={style.both} data-reading={referralId !== undefined}>
      <PortalList list={list} state={state} onState={setState} />
      <section className={style.reading} aria-label={say('portal.referrals')}>
        {referralId === undefined ? (
          list.referrals.length === 0 ? null : (
            <p className={style.choose}>{say('portal.choose')}</p>
          )
        ) : (
          <PortalReferralPart
            key={referralId}
            referralId={referralId}
            revision={row?.revision ?? null}
            paused={row?.paused ?? null}
            onAnswered={list.asked.again}
          />
        )}
      </section>
    </main>
  );
}
