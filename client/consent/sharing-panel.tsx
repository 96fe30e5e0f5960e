import { Suspense } from 'react';
import { openDialog } from '../app/view.ts';
import type { Standing } from '../conversations/standing.ts';
import type { Thread } from '../desk/desk.ts';
import { DisclosuresOf } from '../safeguarding/disclosures/disclosures-of.tsx';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { later } from '../ui/later.ts';
import { say } from '../ui/words.ts';
import { ConsentCard } from './consent-card.tsx';
import { consentsOf } from './consent-state.ts';
import { setAsking, useAsking } from './drafts.ts';
import style from './sharing-panel.module.css';
import { useReferrals } from './use-referrals.ts';

/** Fetched when somebody begins to ask: the desk starts without it. */
const AskForm = later(async () => (await import('./ask-form.tsx')).AskForm);

/** What was asked and agreed, what has left and come back; and the ways to ask (H2: three cards, never mixed). */
export function SharingPanel({ thread, standing }: { readonly thread: Thread; readonly standing: Standing }) {
  const { conversationId } = thread.conversation;
  const asking = useAsking((open) => open[conversationId] ?? false);
  const consents = consentsOf(thread.entries);
  useReferrals(conversationId);
  if (asking && standing.mayWrite)
    return (
      <Suspense fallback={<p className={style.quiet}>{say('loading')}</p>}>
        <AskForm conversation={thread.conversation} onDone={() => setAsking(conversationId, false)} />
      </Suspense>
    );
  return (
    <div className={style.panel}>
      {consents.length === 0 ? <p className={style.quiet}>{say('sharing.nothing')}</p> : null}
      {consents.map((consent) => (
        <ConsentCard
          key={`${consent.requestId} ${consent.recipient.recipientId}`}
          consent={consent}
          thread={thread}
          mayRefer={standing.holds}
        />
      ))}
      {standing.mayWrite ? (
        <div className={style.ways}>
          <Button look="main" onClick={() => setAsking(conversationId, true)}>
            <Icon name="share" />
            {say('sharing.ask')}
          </Button>
          <p className={style.quiet}>{say('sharing.ask_hint')}</p>
          <Button onClick={() => openDialog('tell', conversationId)}>{say('sharing.tell')}</Button>
          <p className={style.quiet}>{say('sharing.tell_hint')}</p>
          <Button onClick={() => openDialog('disclosure', conversationId)}>{say('sharing.disclose')}</Button>
          <p className={style.quiet}>{say('sharing.disclose_hint')}</p>
        </div>
      ) : null}
      <DisclosuresOf conversationId={conversationId} />
    </div>
  );
}
