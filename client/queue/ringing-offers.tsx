import { useEffect, useId, useRef, useState } from 'react';
import { useLive } from '../app/store.ts';
import { useKeyHint, useShortcut } from '../app/use-shortcut.ts';
import { openDialog } from '../app/view.ts';
import { BandBadge } from '../conversations/band-badge.tsx';
import { PreChatFacts } from '../conversations/pre-chat-facts.tsx';
import type { Ringing } from '../desk/desk.ts';
import { Button } from '../ui/button.tsx';
import { useNow } from '../ui/clock.ts';
import { clockOf } from '../ui/durations.ts';
import { languageName } from '../ui/language-name.ts';
import { say, sayCode } from '../ui/words.ts';
import { acceptOffer } from './answer-offer.ts';
import style from './ringing-offers.module.css';

/** In the page before the first offer, so that a screen reader announces it; new offers are all it announces. */
export function RingingOffers() {
  const ringing = useLive((live) => live.desk.ringing);
  return (
    <section aria-label={say('offer.label')} aria-live="assertive" aria-relevant="additions">
      {ringing.map((item, index) => (
        <OfferCard key={item.offer.offerId} ringing={item} first={index === 0} />
      ))}
    </section>
  );
}

function OfferCard({ ringing, first }: { readonly ringing: Ringing; readonly first: boolean }) {
  const { offer } = ringing;
  const [busy, setBusy] = useState(false);
  /** At once, before it is drawn: accepted twice, it would be said to have gone. */
  const underWay = useRef(false);
  const acceptKey = useKeyHint('offer_accept');
  const acceptId = useId();
  useEffect(() => focusUnlessBusy(acceptId), [acceptId]);
  const accept = async () => {
    if (underWay.current) return;
    underWay.current = true;
    setBusy(true);
    await acceptOffer(offer);
    underWay.current = false;
    setBusy(false);
  };
  const decline = () => {
    if (!underWay.current) openDialog('decline', offer.offerId);
  };
  useShortcut('offer_accept', () => void accept(), first && !busy);
  useShortcut('offer_decline', decline, first && !busy);
  return (
    <article className={style.card} data-priority={offer.priority}>
      <header className={style.head}>
        <h2>{say('offer.title')}</h2>
        <BandBadge priority={offer.priority} />
      </header>
      <Countdown endsAt={ringing.endsAt} wholeMs={offer.expiresInMs} />
      <OfferFacts ringing={ringing} />
      <div className={style.actions}>
        <Button look="main" aria-busy={busy} id={acceptId} keyHint={acceptKey} onClick={() => void accept()}>
          {say('offer.accept')}
        </Button>
        <Button onClick={decline}>{say('offer.decline')}</Button>
      </div>
    </article>
  );
}

/** Enter accepts at once when nothing else has the focus, or only the choice to be available; an offer never takes the focus from somebody who writes. */
function focusUnlessBusy(buttonId: string): void {
  const { activeElement } = document;
  const idle = activeElement === document.body || activeElement?.getAttribute('name') === 'availability';
  if (idle) document.getElementById(buttonId)?.focus();
}

function OfferFacts({ ringing }: { readonly ringing: Ringing }) {
  const { offer, endsAt } = ringing;
  useNow();
  const waitedMs = offer.waitedMs + performance.now() - (endsAt - offer.expiresInMs);
  return (
    <>
      <dl className={style.facts}>
        <div>
          <dt>{say('offer.waited')}</dt>
          <dd>{clockOf(waitedMs)}</dd>
        </div>
        <div>
          <dt>{say('offer.language')}</dt>
          <dd>{languageName(offer.language)}</dd>
        </div>
      </dl>
      {offer.preChat === null ? null : <PreChatFacts preChat={offer.preChat} folded />}
      {offer.reasons.length === 0 ? null : (
        <p className={style.why}>
          {say('offer.why', { reasons: offer.reasons.map((reason) => sayCode('reason', reason.code)).join(' · ') })}
        </p>
      )}
    </>
  );
}

/** Runs on this page's own clock from `expiresInMs`; only the server's word ends an offer. */
function Countdown({ endsAt, wholeMs }: { readonly endsAt: number; readonly wholeMs: number }) {
  const [leftMs, setLeftMs] = useState(() => endsAt - performance.now());
  useEffect(() => {
    const timer = window.setInterval(() => setLeftMs(endsAt - performance.now()), 250);
    return () => window.clearInterval(timer);
  }, [endsAt]);
  const seconds = Math.max(0, Math.ceil(leftMs / 1000));
  return (
    <div className={style.countdown} aria-live="off">
      <progress max={wholeMs} value={Math.max(0, leftMs)} aria-label={say('offer.time_left')} />
      <output>{say('offer.seconds', { count: seconds })}</output>
    </div>
  );
}
