import { isSeenByPartner } from '../../../shared/domain/partner-sees.ts';
import type { CaseReferral } from '../../../shared/protocol/http/case-referrals.ts';
import { useMay } from '../../app/session.ts';
import { ask } from '../../connection/http.ts';
import { releaseRefusal } from '../../referrals/release-refusal.ts';
import { ThreadPart } from '../../referrals/thread-part.tsx';
import { Waits } from '../../referrals/waits.tsx';
import { Button } from '../../ui/button.tsx';
import { dayAndTime } from '../../ui/dates.ts';
import { notify } from '../../ui/notices.ts';
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
      <Release referral={referral} onChanged={onChanged} />
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

/** One that waits for a decision: whoever answers for the service lets it go (H3). */
function Release({ referral: { referralId, state, waits }, onChanged }: ItemProps) {
  const mayRelease = useMay('referral.release');
  if (state !== 'held' || !mayRelease || waits?.why === 'asked_to_stop') return null;
  const release = async () => {
    const reply = await ask('POST', `/referrals/${encodeURIComponent(referralId)}/release`, {});
    if (!reply.ok) return notify('problem', releaseRefusal(reply.error));
    onChanged();
  };
  return (
    <div className={style.actions}>
      <Button size="small" onClick={() => void release()}>
        {say('referral.release')}
      </Button>
    </div>
  );
}
