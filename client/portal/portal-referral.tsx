import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { WireError } from '../../shared/protocol/errors.ts';
import type { PortalContents } from '../../shared/protocol/http/portal.ts';
import { ThreadMessages } from '../referrals/thread-messages.tsx';
import { dayAndTime, dayInWords } from '../ui/dates.ts';
import { Problem } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { sentenceOf } from '../ui/notices.ts';
import { say, sayCode } from '../ui/words.ts';
import style from './portal.module.css';
import { PortalAnswers } from './portal-answers.tsx';
import { type Answered, type Opened, openReferral } from './portal-calls.ts';
import { StoppedPart } from './stopped-part.tsx';

interface ReferralProps {
  readonly referralId: string;
  /** As the list knows it; a newer one than was read is read again. */
  readonly revision: number | null;
  /** As the list knows it: it may change while the referral stands open. */
  readonly paused: boolean | null;
  readonly onAnswered: () => void;
}

/** One referral exactly as it was sent, what was written since, and what can be answered now. */
export function PortalReferralPart({ referralId, revision, paused, onAnswered }: ReferralProps) {
  const { opened, error, put } = useOpened(referralId, revision);
  const title = useRef<HTMLHeadingElement>(null);
  const isThere = opened !== null;
  useLayoutEffect(() => {
    if (isThere) title.current?.focus();
  }, [isThere]);
  if (opened === null) return <NotThere error={error} />;
  const { referral, contents, thread, withheld } = opened;
  const answered = (now: Answered) => {
    put({ ...opened, ...now, contents: now.withheld === null ? contents : null });
    onAnswered();
    title.current?.focus();
  };
  const stopped = referral.state === 'recalled';
  const isPaused = paused ?? referral.paused;
  return (
    <article className={style.referral} aria-labelledby="portal-referral">
      <Back />
      <header>
        <h2 id="portal-referral" ref={title} tabIndex={-1}>
          {say('portal.reference', { reference: referral.reference })}
        </h2>
        <p
          className={style.mark}
          data-state={referral.stopConfirmedAt === null ? referral.state : 'over'}
          role="status"
        >
          {sayCode('portal_state', referral.state)}
        </p>
      </header>
      {!stopped && isPaused ? <PausedPart /> : null}
      {stopped ? <StoppedPart referral={referral} onAnswered={answered} /> : null}
      {stopped && thread.length > 0 ? (
        <section className={style.part}>
          <h3>{say('portal.who_had_it')}</h3>
          <ThreadMessages messages={thread} />
        </section>
      ) : null}
      {stopped ? null : (
        <>
          <PortalAnswers referral={{ ...referral, paused: isPaused }} onAnswered={answered} />
          {withheld === null ? null : <p className={style.part}>{sayCode('portal.withheld', withheld)}</p>}
          {contents === null && withheld === null ? <Problem>{say('portal.no_copy')}</Problem> : null}
          {contents === null ? null : <Contents contents={contents} />}
          <section className={style.part}>
            <h3>{say('thread.title')}</h3>
            <ThreadMessages messages={thread} />
          </section>
          <p className={style.quiet}>{say('portal.keep')}</p>
        </>
      )}
    </article>
  );
}

/** Said by us while we ask the person: nobody is to be reached, and to take it on waits until it goes on. */
function PausedPart() {
  return (
    <section className={style.stop} role="status">
      <h3>
        <Icon name="alert" />
        {say('portal.paused')}
      </h3>
      <p>{say('portal.paused_text')}</p>
    </section>
  );
}

function useOpened(referralId: string, revision: number | null) {
  const [opened, put] = useState<Opened | null>(null);
  const [error, setError] = useState<WireError | null>(null);
  const seen = useRef<number | null>(null);
  useEffect(() => {
    // Each reading is on record: only what is newer is read again.
    if (seen.current !== null && (revision === null || revision <= seen.current)) return;
    let current = true;
    void openReferral(referralId).then((reply) => {
      if (!current) return;
      setError(reply.ok ? null : reply.error);
      if (!reply.ok) return put(null);
      seen.current = reply.value.referral.revision;
      put(reply.value);
    });
    return () => {
      current = false;
    };
  }, [referralId, revision]);
  const keep = (now: Opened) => {
    seen.current = now.referral.revision;
    put(now);
  };
  return { opened, error, put: keep };
}

function Back() {
  return (
    <Link to="/partner" className={style.back}>
      {say('portal.back')}
    </Link>
  );
}

function NotThere({ error }: { readonly error: WireError | null }) {
  if (error === null) return <p className={style.quiet}>{say('loading')}</p>;
  return (
    <>
      <Back />
      <Problem>{error.code === 'not_found' ? say('portal.gone') : sentenceOf(error)}</Problem>
    </>
  );
}

function Contents({ contents: { purpose, items, consent, service, sentAt } }: { readonly contents: PortalContents }) {
  const words = {
    ...{ day: dayInWords(consent.givenAt.slice(0, 10)), version: consent.wordingVersion },
    ...{ service, sent: dayAndTime(sentAt) },
  };
  return (
    <section className={style.part}>
      <h3>{say('portal.items')}</h3>
      <dl className={style.items}>
        <div>
          <dt>{say('portal.purpose')}</dt>
          <dd>{purpose}</dd>
        </div>
        {items.map(({ itemId, label, value }) => (
          <div key={itemId}>
            <dt>{label}</dt>
            <dd>
              <bdi dir="auto">{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <p>{say('portal.only_so')}</p>
      <p className={style.quiet}>{say('portal.consent', words)}</p>
    </section>
  );
}
