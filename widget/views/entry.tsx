/** One entry of the log, by its kind. Own lines are silent for screen readers: who wrote them knows (ecosystem: 4.1.3). */
import type { Entry } from '../../shared/protocol/entry.ts';
import type { Unsent } from '../outbox.ts';
import { useUi } from '../ui.tsx';
import { AskCard } from './ask-card.tsx';
import { TellCard } from './tell-card.tsx';

type Of<K extends Entry['kind']> = Extract<Entry, { kind: K }>;

export function EntryView({
  entry,
  removed,
  fixed,
}: {
  readonly entry: Entry;
  readonly removed: boolean;
  readonly fixed: boolean;
}) {
  const { t } = useUi();
  switch (entry.kind) {
    case 'message':
      return <Message entry={entry} removed={removed} />;
    case 'joined':
      return <Event text={t('joined', { name: entry.data.name })} />;
    case 'left':
      return <Event text={t('left', { name: entry.data.name })} />;
    case 'transferred':
      return <Event text={t('transferred', { name: entry.data.to })} />;
    case 'consent_asked':
      return <AskCard entry={entry} fixed={fixed} />;
    case 'sharing_told':
      return <TellCard entry={entry} fixed={fixed} />;
    case 'consent_answered':
    case 'consent_withdrawn':
    case 'sharing_answered':
    case 'redacted':
    case 'ended':
      // Their cards, messages and views show them.
      return null;
  }
}

function Event({ text }: { readonly text: string }) {
  return <li class="event">{text}</li>;
}

function Message({ entry, removed }: { readonly entry: Of<'message'>; readonly removed: boolean }) {
  const { state, t } = useUi();
  if (removed) return <Event text={t('removed')} />;
  const own = entry.author.role === 'visitor';
  const read = entry.seq <= (state.conversation?.reads.agent ?? 0);
  return (
    <li class={own ? 'line mine' : 'line theirs'} aria-live={own ? 'off' : undefined}>
      <span class={own ? 'vh' : 'who'}>{own ? t('you') : (entry.author.name ?? t('worker'))}</span>
      <Words text={entry.text} />
      <span class="mark">
        <Time at={entry.at} />
        {own && ` · ${t(read ? 'read' : 'sent')}`}
      </span>
    </li>
  );
}

/** A line that has not arrived. Trying again sends the very same line. */
export function UnsentView({ line }: { readonly line: Unsent }) {
  const { t, session } = useUi();
  const failed = line.state === 'failed';
  return (
    <li class={failed ? 'line mine failed' : 'line mine'} aria-live="off">
      <span class="vh">{t('you')}</span>
      <Words text={line.text} />
      {failed && line.refused === undefined ? (
        <button type="button" class="inline" onClick={() => session.retry(line.clientId)}>
          {t('notSent')}
        </button>
      ) : (
        <span class="mark">{t(failed ? (line.refused === 'closed' ? 'notSentClosed' : 'tooLong') : 'sending')}</span>
      )}
    </li>
  );
}

function Words({ text }: { readonly text: string }) {
  return (
    <p>
      <bdi dir="auto">{text}</bdi>
    </p>
  );
}

function Time({ at }: { readonly at: string }) {
  const shown = new Intl.DateTimeFormat(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' });
  return <time dateTime={at}>{shown.format(new Date(at))}</time>;
}
