import { changeDesk, command } from '../app/live.ts';
import { useClientId } from '../connection/use-client-id.ts';
import type { Thread } from '../desk/desk.ts';
import { withReferrals } from '../desk/reduce.ts';
import { intakeWords } from '../referrals/intake-words.ts';
import { ReferralState } from '../referrals/referral-state.tsx';
import { Button } from '../ui/button.tsx';
import { timeOfDay } from '../ui/durations.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import { notify, sentenceOf } from '../ui/notices.ts';
import { say, sayCode } from '../ui/words.ts';
import style from './consent-card.module.css';
import { type Consent, type ConsentStanding, referralOf } from './consent-state.ts';

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

/** Sends exactly what was agreed; the server reads the consent again in the moment it sends (C1). */
function Refer({ consent, thread }: { readonly consent: Consent; readonly thread: Thread }) {
  const { conversationId } = thread.conversation;
  const { requestId, recipient } = consent;
  const clientId = useClientId([conversationId, requestId, recipient.recipientId]);
  const refer = async () => {
    const { recipientId } = recipient;
    const reply = await command('referral:create', { clientId, conversationId, requestId, recipientId });
    if (!reply.ok) return notify('problem', intakeWords(reply.error) ?? sentenceOf(reply.error));
    changeDesk((desk) => withReferrals(desk, conversationId, [reply.value.referral]));
  };
  return (
    <Button look="main" onClick={() => void refer()}>
      <Icon name="share" />
      {say('referral.create')}
    </Button>
  );
}
