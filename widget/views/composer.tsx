/** Where a visitor writes. What is not sent stays here; of writing itself only "typing" goes out (V6). */
import { useEffect, useRef } from 'preact/hooks';
import { MESSAGE_MAX_UNITS, textFault } from '../../shared/domain/message-limits.ts';
import { useDraft, useUi } from '../ui.tsx';

const TYPING_STOPS_AFTER_MS = 4_000;

export function Composer() {
  const { t, session } = useUi();
  const [text, setText] = useDraft('line', '');
  const typing = useTyping(session.typing);
  const tooLong = text.length > MESSAGE_MAX_UNITS;

  function send(): void {
    if (textFault(text) !== null) return;
    session.write(text);
    setText('');
    typing.stop();
  }

  return (
    <form
      class="composer"
      autocomplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div role="alert">{tooLong && <p class="note">{t('tooLong')}</p>}</div>
      <div class="row">
        <textarea
          rows={1}
          value={text}
          aria-label={t('composerLabel')}
          placeholder={t('composerHint')}
          autocomplete="off"
          dir="auto"
          enterkeyhint="send"
          onInput={({ currentTarget }) => {
            setText(currentTarget.value);
            if (currentTarget.value === '') typing.stop();
            else typing.go();
          }}
          onKeyDown={(event) => {
            // While a letter is composed, Enter belongs to the input method.
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
            event.preventDefault();
            send();
          }}
        />
        <button type="submit" class="button main" disabled={tooLong}>
          {t('send')}
        </button>
      </div>
    </form>
  );
}

function useTyping(tell: (typing: boolean) => void): { go: () => void; stop: () => void } {
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const stop = (): void => {
    if (timer.current !== null) clearTimeout(timer.current);
    tell(false);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the composer goes away.
  useEffect(() => stop, []);
  return {
    stop,
    go: () => {
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = setTimeout(stop, TYPING_STOPS_AFTER_MS);
      tell(true);
    },
  };
}
