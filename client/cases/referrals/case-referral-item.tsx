import { isSeenByPartner } from '../../../shared/domain/partner-sees.ts';
import type { CaseReferral } from '../../../shared/protocol/http/case-referrals.ts';
import { ReleaseButton } from '../../referrals/release-button.tsx';
import { ThreadPart } from '../../referrals/thread-part.tsx';
import { Waits } from '../../referrals/waits.tsx';
import { dayAndTime } from '../../ui/dates.ts';
import { say, sayCode } from '../../ui/words.ts';
import style from './referrals.module.css';

interface ItemProps {
  readonly referral: CaseReferral;
  readonly onChanged: () => void;
}

/** Where a referral stands, whose it is, why it waits or failed, and every step with its time. */
export function CaseReferralItem({ referral, onChanged }: ItemProps) {
  const { recipientName, reference, state, owner, items, failure, history, partnerReference } = referral;
  return (
    <article className={style.item} aria-label={say('case_referrals.reference', { reference })}>
      <header>
        <h3>{recipientName}</h3>
        <span className={style.mark} data-state={state}>
          {sayCode('referral', state)}
        </span>
      </header>
      <p className={style.facts}>
        <span>{say('case_referrals.reference', { reference })}</span>
        <span>
          {owner === null ? say('case_referrals.no_owner') : say('case_referrals.owner', { name: owner.name })}
        </span>
        {partnerReference === null ? null : (
          <span>{say('case_referrals.partner_reference', { reference: partnerReference })}</span>
        )}
      </p>
      <p>{say('case_referrals.items', { items: items.map(({ label }) => label).join(', ') })}</p>
      {referral.waits === null ? null : (
        <div className={style.notice}>
          <Waits waits={referral.waits} />
        </div>
      )}
      {failure === null ? null : <p className={style.failure}>{failure}</p>}
      {isSeenByPartner(state) ? (
        <ThreadPart referralId={referral.referralId} state={state} version={history.length} />
      ) : null}
      <div className={style.actions}>
        <ReleaseButton referral={referral} waits={referral.waits} onReleased={onChanged} />
      </div>
      <details className={style.record}>
        <summary>{say('case_referrals.steps')}</summary>
        <ol className={style.steps}>
          {history.map((step) => (
            <li key={`${step.state} ${step.at}`}>{stepWords(step)}</li>
          ))}
        </ol>
      </details>
    </article>
  );
}

function stepWords({ state, at, by, name }: CaseReferral['history'][number]): string {
  const what = sayCode('referral', state);
  const who = name ?? (by === 'person' || by === 'partner' ? sayCode('referral_by', by) : null);
  const when = dayAndTime(at);
  return who === null
    ? say('case_referrals.step_alone', { what, when })
    : say('case_referrals.step', { what, who, when });
}
