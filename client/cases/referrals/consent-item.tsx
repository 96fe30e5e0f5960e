import { useState } from 'react';
import type { CaseConsent } from '../../../shared/protocol/http/consents.ts';
import { useFormDraft } from '../../app/form-drafts.ts';
import { useClientId } from '../../connection/use-client-id.ts';
import { Button } from '../../ui/button.tsx';
import { dayAndTime, dayInWords } from '../../ui/dates.ts';
import { Problem } from '../../ui/field.tsx';
import { notify } from '../../ui/notices.ts';
import { say, sayCode } from '../../ui/words.ts';
import { askAgain, type ConsentForm, consentDraftKey } from './consent-form-draft.ts';
import { ConsentRecord } from './consent-record.tsx';
import { makeReferral } from './referral-calls.ts';
import style from './referrals.module.css';
import { refusalWords } from './refusals.ts';
import { TakeBackDialog } from './take-back-dialog.tsx';

interface ItemProps {
  readonly caseId: string;
  readonly consent: CaseConsent;
  /** The case is open: something can be made of it. */
  readonly open: boolean;
  readonly onChanged: () => void;
}

/** One answer about one service: whether it holds, until when, what is in it, and what can be done with it. */
export function ConsentItem({ caseId, consent, open, onChanged }: ItemProps) {
  const { recipientName, standing, items, decision } = consent;
  const [takingBack, setTakingBack] = useState(false);
  const keptBack = items.filter(({ agreed }) => !agreed).map(({ label }) => label);
  const agreed = items.filter((each) => each.agreed);
  const mayTakeBack = decision === 'given' && consent.withdrawn === null && standing !== 'declined';
  return (
    <article className={style.item} aria-label={recipientName}>
      <header>
        <h3>{recipientName}</h3>
        <span className={style.mark} data-standing={standing}>
          {sayCode('consent_standing', standing)}
        </span>
      </header>
      <p className={style.facts}>
        <span>{howSaid(consent)}</span>
        <Review consent={consent} />
      </p>
      {decision === 'given' && agreed.length > 0 ? (
        <p>
          {say('consents.agreed')}: {agreed.map(({ label }) => label).join(', ')}.
        </p>
      ) : null}
      {decision === 'given' && keptBack.length > 0 ? (
        <p>{say('consents.kept_back', { items: keptBack.join(', ') })}</p>
      ) : null}
      <ConsentRecord consent={consent} />
      <div className={style.actions}>
        {open && standing === 'in_force' && consent.referralId === null ? (
          <Refer {...{ caseId, consent, onChanged }} />
        ) : null}
        {open && mayAskAgain(consent) ? <AskAgain {...{ caseId, consent }} /> : null}
        {mayTakeBack ? (
          <Button size="small" onClick={() => setTakingBack(true)}>
            {say('consents.take_back')}
          </Button>
        ) : null}
      </div>
      {takingBack ? (
        <TakeBackDialog {...{ caseId, consent }} onClose={() => setTakingBack(false)} onDone={onChanged} />
      ) : null}
    </article>
  );
}

function howSaid({ method, givenAt, writtenBy }: CaseConsent): string {
  const when = dayAndTime(givenAt);
  if (writtenBy === null) return say('consents.chat', { when });
  return say('consents.written', { how: sayCode('consent_way', method), when, name: writtenBy.name });
}

function Review({ consent: { standing, reviewAt, reviewNear } }: Pick<ItemProps, 'consent'>) {
  const day = dayInWords(reviewAt.slice(0, 10));
  if (reviewNear && standing === 'in_force') return <strong>{say('consents.review_near', { day })}</strong>;
  return standing === 'in_force' ? <span>{say('consents.until', { day })}</span> : null;
}

function mayAskAgain({ standing, reviewNear }: CaseConsent): boolean {
  return standing === 'ask_again' || (standing === 'in_force' && reviewNear);
}

/** Opens the form about the same service; what is half written in it stays. */
function AskAgain({ caseId, consent }: Pick<ItemProps, 'caseId' | 'consent'>) {
  const { draft, begin } = useFormDraft<ConsentForm>(consentDraftKey(caseId));
  if (draft !== null) return null;
  return (
    <Button size="small" onClick={() => begin(askAgain(consent))}>
      {say('consents.ask_again')}
    </Button>
  );
}

/** Sends exactly what was agreed; the server reads the consent again in the moment it sends (C1). */
function Refer({ caseId, consent: { consentId }, onChanged }: Omit<ItemProps, 'open'>) {
  const [atOnce, setAtOnce] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const clientId = useClientId([caseId, consentId, atOnce]);
  const refer = async () => {
    if (busy) return;
    setBusy(true);
    const reply = await makeReferral(caseId, { clientId, consentId, ...(atOnce ? { atOnce } : {}) });
    setBusy(false);
    if (!reply.ok) return setProblem(refusalWords(reply.error));
    notify('done', say('consents.referred'));
    onChanged();
  };
  return (
    <>
      <Button look="main" size="small" aria-busy={busy} onClick={() => void refer()}>
        {say('consents.refer')}
      </Button>
      <label className={style.switch}>
        <input type="checkbox" checked={atOnce} onChange={() => setAtOnce(!atOnce)} />
        <span>{say('consents.refer_now')}</span>
      </label>
      <Problem>{problem}</Problem>
    </>
  );
}
