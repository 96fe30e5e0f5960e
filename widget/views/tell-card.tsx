/** The *Tell* card (H2): we may do it anyway, and say so. The answer is kept and gates nothing. */
import { useState } from 'preact/hooks';
import { type TellEntry, tellAnswer } from '../sharing.ts';
import { Button, useDraft, useUi } from '../ui.tsx';
import { cardFor } from '../words.ts';

export function TellCard({ entry, fixed }: { readonly entry: TellEntry; readonly fixed: boolean }) {
  const ui = useUi();
  const { state, t, session } = ui;
  const { requestId, wording, wordingVersion } = entry.data;
  const [text, setText] = useDraft(`tell-${requestId}`, '');
  const [progress, setProgress] = useState<'open' | 'sending' | 'failed'>('open');
  const words = cardFor(ui.words, 'tell', wordingVersion);
  const answered = tellAnswer(state.log.entries, requestId);
  if (words === undefined) return null;
  const choices = [
    { agrees: 'yes', label: words.agree },
    { agrees: 'no', label: words.disagree },
    { agrees: null, label: words.noAnswer },
  ] as const;

  async function answer(agrees: 'yes' | 'no' | null): Promise<void> {
    setProgress('sending');
    setProgress((await session.sharing(requestId, agrees, text.trim())) ? 'sending' : 'failed');
  }

  const said = choices.find(({ agrees }) => agrees === answered?.data.agrees)?.label ?? words.noAnswer;
  return (
    <li class="card ask">
      <h2>{t('tellTitle')}</h2>
      <p>{wording}</p>
      {answered !== null && (
        <>
          <p>{t('tellSaid', { answer: said })}</p>
          <p>{t('tellAnswered')}</p>
        </>
      )}
      {answered === null && !fixed && (
        <>
          <label class="field">
            <span>{words.whatToKnow}</span>
            <small>{t('tellAnswer')}</small>
            <textarea
              rows={3}
              maxLength={4000}
              value={text}
              dir="auto"
              autocomplete="off"
              onInput={(event) => setText(event.currentTarget.value)}
            />
          </label>
          <div role="alert">{progress === 'failed' && <p class="note">{t('answerFailed')}</p>}</div>
          <div class="choices">
            {choices.map(({ agrees, label }) => (
              <Button key={label} disabled={progress === 'sending'} onPress={() => void answer(agrees)}>
                {label}
              </Button>
            ))}
          </div>
        </>
      )}
    </li>
  );
}
