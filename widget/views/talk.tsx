/** Waiting room and chat: one page, so that what is being written stays when a support worker joins. */
import { useEffect } from 'preact/hooks';
import { Confirm, Heading, useUi } from '../ui.tsx';
import { Composer } from './composer.tsx';
import { DangerLine } from './danger.tsx';
import { LogView, useFollow } from './log-view.tsx';
import { Waiting } from './waiting.tsx';

export function Talk() {
  const { state, t, session } = useUi();
  const waiting = state.conversation?.state === 'waiting';
  const box = useFollow(!waiting);
  useEffect(() => {
    if (state.shown && document.visibilityState === 'visible') session.markRead();
  });
  return (
    <div class="talk">
      {!waiting && <WithYou />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (2.1.1). */}
      <section class="scroll" ref={box} tabIndex={0} aria-label={t('logName')}>
        {waiting ? <Waiting /> : <DangerLine />}
        <LogView />
        <Typing />
      </section>
      <Composer />
    </div>
  );
}

/** Who is there, and the way to end: always in the same place. */
function WithYou() {
  const { state, t, session } = useUi();
  const agent = state.conversation?.agent ?? null;
  const name = agent?.name ?? t('worker');
  return (
    <div class="with">
      <div>
        <Heading>{t('withYou', { name })}</Heading>
        <p role="status">{agent?.presence === 'away' ? t('away', { name }) : ''}</p>
      </div>
      <Confirm
        ask={t('endChat')}
        sure={t('endSure')}
        yes={t('endYes')}
        no={t('endNo')}
        onYes={() => void session.leave()}
      />
    </div>
  );
}

function Typing() {
  const { state, t } = useUi();
  const name = state.conversation?.agent?.name ?? t('worker');
  const sentLast = state.log.entries.at(-1)?.author.role === 'visitor' && state.outbox.length === 0;
  const failed = state.outbox.some((line) => line.state === 'failed');
  return (
    <>
      <p class="typing" role="status">
        {state.agentTyping && t('typing', { name })}
      </p>
      <p class="vh" role="status">
        {failed ? t('notSent') : sentLast && t('sent')}
      </p>
    </>
  );
}
