import { useCallback, useEffect } from 'react';
import type { CaseView } from '../../../shared/protocol/http/cases.ts';
import { onLevel, onStaffEvent } from '../../app/live.ts';
import { useAsked } from '../../connection/use-asked.ts';
import { Button } from '../../ui/button.tsx';
import { Problem } from '../../ui/field.tsx';
import { sentenceOf } from '../../ui/notices.ts';
import { say } from '../../ui/words.ts';
import { sectionIn } from '../case-sections.ts';
import { reloadCase } from '../open-cases.ts';
import { CaseReferralItem } from './case-referral-item.tsx';
import { ConsentFormCard } from './consent-form.tsx';
import { ConsentItem } from './consent-item.tsx';
import { listConsents, listReferrals } from './referral-calls.ts';
import style from './referrals.module.css';
import { TellCard } from './tell-card.tsx';

/** What the person agreed to share, what was made of it, and what they can be told about both. Reading it is recorded. */
export function ReferralsPart({ view }: { readonly view: CaseView }) {
  const { caseId, state } = view.row;
  const consents = useAsked(useCallback(() => listConsents(caseId), [caseId]));
  const referrals = useAsked(useCallback(() => listReferrals(caseId), [caseId]));
  useNews(referrals.again);
  const changed = () => {
    consents.again();
    referrals.again();
    void reloadCase(caseId);
  };
  if (consents.value === null || referrals.value === null) {
    const error = consents.error ?? referrals.error;
    if (error === null) return <p className={style.quiet}>{say('loading')}</p>;
    return (
      <div className={style.card}>
        <Problem>{sentenceOf(error)}</Problem>
        <Button size="small" onClick={changed}>
          {say('again')}
        </Button>
      </div>
    );
  }
  const offered = consents.value;
  const open = state === 'open';
  const name = sectionIn(view, 'person')?.name ?? null;
  const made = referrals.value.referrals;
  return (
    <>
      <section className={style.card} aria-labelledby="consents-title">
        <h2 id="consents-title">{say('consents.title')}</h2>
        <p className={style.quiet}>{say('consents.text')}</p>
        {open ? <ConsentFormCard {...{ caseId, offered, name }} onSaved={changed} /> : null}
        {offered.consents.length === 0 ? <p>{say('consents.none')}</p> : null}
        <ul className={style.list}>
          {offered.consents.map((consent) => (
            <li key={consent.consentId}>
              <ConsentItem {...{ caseId, consent, open }} onChanged={changed} />
            </li>
          ))}
        </ul>
      </section>
      <section className={style.card} aria-labelledby="case-referrals-title">
        <h2 id="case-referrals-title">{say('case_referrals.title')}</h2>
        {made.length === 0 ? <p className={style.quiet}>{say('case_referrals.none')}</p> : null}
        <ul className={style.list}>
          {made.map((referral) => (
            <li key={referral.referralId}>
              <CaseReferralItem referral={referral} onChanged={changed} />
            </li>
          ))}
        </ul>
      </section>
      <TellCard caseId={caseId} />
    </>
  );
}

/** What the service said that it went to, as soon as it says so, and what was missed while nobody looked here. */
function useNews(again: () => void): void {
  useEffect(() => {
    const stops = [onStaffEvent('referral:changed', again), onLevel(again)];
    window.addEventListener('focus', again);
    return () => {
      window.removeEventListener('focus', again);
      for (const stop of stops) stop();
    };
  }, [again]);
}
