/** The log on the page: there before the first message, only ever added to, and followed unless somebody reads back. */
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { redactedSeqs } from '../log.ts';
import { useUi } from '../ui.tsx';
import { EntryView, UnsentView } from './entry.tsx';

const NEAR_END_PX = 120;

export function LogView({ fixed = false }: { readonly fixed?: boolean }) {
  const { state, t } = useUi();
  const removed = redactedSeqs(state.log.entries);
  return (
    // History is there before anything is announced; own lines never are.
    <div class="log" role="log" aria-label={t('logName')} aria-live={state.loaded && !fixed ? 'polite' : 'off'}>
      <ul>
        {state.log.entries.map((entry) => (
          <EntryView
            key={entry.author.role === 'visitor' ? (entry.clientId ?? entry.seq) : entry.seq}
            entry={entry}
            removed={removed.has(entry.seq)}
            fixed={fixed}
          />
        ))}
        {state.outbox.map((line) => (
          <UnsentView key={line.clientId} line={line} />
        ))}
      </ul>
    </div>
  );
}

/** Keeps the newest line in view for whoever is there already; own lines always bring the view along. */
export function useFollow(fromStart: boolean) {
  const { state } = useUi();
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(fromStart);
  const count = state.log.entries.length + state.outbox.length;
  const own = state.outbox.length;
  const follow = (): void => {
    const node = box.current;
    if (node && (atEnd.current || own > 0)) node.scrollTop = node.scrollHeight;
  };
  // Both end with the element itself.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it reads is in refs, or brings the view along itself.
  useEffect(() => {
    const node = box.current;
    if (!node) return;
    node.onscroll = () => {
      atEnd.current = node.scrollHeight - node.scrollTop - node.clientHeight < NEAR_END_PX;
    };
    // A phone's keyboard and the numbers of a lost line take room away, but not from a card that is being filled in.
    new ResizeObserver(() => node.contains(document.activeElement) || follow()).observe(node);
  }, []);
  // Where everything fits nothing scrolls, and so nothing says that somebody is at the end.
  useLayoutEffect(() => {
    atEnd.current ||= fromStart;
  }, [fromStart]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is new decides, not what is read here.
  useLayoutEffect(follow, [count, own, state.agentTyping]);
  return box;
}
