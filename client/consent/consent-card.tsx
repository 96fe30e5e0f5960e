import type { Thread } from '../desk/desk.ts';
import { ReferralState } from '../referrals/referral-state.tsx';
import { timeOfDay } from '../ui/durations.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import { say, sayCode } from '../ui/words.ts';
import style from './consent-card.module.css';
import { type Consent, type ConsentStanding, referralOf } from './consent-state.ts';
import { Refer } from './refer.tsx';

const SIGN: Readonly<Record<ConsentStanding, IconName>> = {
  asked: 'clock',
  given: 'check',
  details_only: 'note',
  declined: 'close',
  withdrawn: 'lock',
  replaced: 'note',
};

interface CardProps {
  readonly consent: Consent;
  readonly thread: Thread;
  readonly mayRefer: boolean;
}

export function ConsentCard({ consent, thread, mayRefer }: CardProps) {
  const { recipient, standing } = consent;
  const referral = referralOf(thread.referrals, consent);
  return (
    <article className={style.card} data-standing={standing}>
      <header>
        <h3>{recipient.name}</h3>
        <p className={style.standing}>
          <Icon name={SIGN[standing]} size={14} />
          {sayCode('consent', standing)}
          <time dateTime={consent.askedAt}>{timeOfDay(consent.askedAt)}</time>
        </p>
      </header>
      {standing === 'details_only' && recipient.details !== undefined ? (
        <p className={style.details}>{say('consent.details', { details: recipient.details })}</p>
      ) : null}
      <AgreedItems consent={consent} />
      {referral === undefined ? null : <ReferralState referral={referral} />}
      {standing === 'given' && referral === undefined && mayRefer ? <Refer consent={consent} thread={thread} /> : null}
    </article>
  );
}

function AgreedItems({ consent }: { readonly consent: Consent }) {
  const { recipient, agreed, standing } = consent;
  const shown = standing === 'given' ? recipient.items.filter((item) => agreed.includes(item.itemId)) : recipient.items;
  const words = { shared: shown.length, asked: recipient.items.length };
  return (
    <details>
      <summary>{say(standing === 'given' ? 'consent.items_agreed' : 'consent.items_asked', words)}</summary>
      <dl className={style.items}>
        {shown.map((item) => (
          <div key={item.itemId}>
            <dt>{item.label}</dt>
            <dd>
              <bdi dir="auto">{item.value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
