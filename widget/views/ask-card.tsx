/**
 * The *Ask* card (H3). First whether it is safe to look; then one recipient at a time, nothing chosen, every item a
 * switch that is off, the private ones apart. What is not answered is not shared.
 */
import { useState } from 'preact/hooks';
import type { ConsentAnswer } from '../../shared/protocol/entry.ts';
import { type AskEntry, type Draft, isAnswered, isAskedAgain, noDraft, standingOf, toAnswer } from '../sharing.ts';
import { Button, useDraft, useUi } from '../ui.tsx';
import { cardFor } from '../words.ts';
import { AskAnswer } from './ask-answer.tsx';
import { RecipientStep } from './recipient-step.tsx';

interface CardDraft {
  readonly opened: 'no' | 'put-off' | 'yes';
  readonly step: number;
  readonly drafts: readonly Draft[];
}

export function AskCard({ entry, fixed }: { readonly entry: AskEntry; readonly fixed: boolean }) {
  const ui = useUi();
  const { state, t, session } = ui;
  const { requestId, recipients, wording, wordingVersion } = entry.data;
  const words = cardFor(ui.words, 'ask', wordingVersion);
  const [card, setCard] = useDraft<CardDraft>(requestId, { opened: 'no', step: 0, drafts: [] });
  const [sending, setSending] = useState<'no' | 'yes' | 'failed'>('no');
  const { answers } = standingOf(state.log.entries, requestId);
  const recipient = recipients[card.step];
  const draft = card.drafts[card.step] ?? noDraft;
  const isLast = card.step === recipients.length - 1;
  if (words === undefined) return null;
  if (answers !== null) return <AskAnswer entry={entry} />;
  if (fixed) return null;
  if (isAskedAgain(state.log.entries, entry)) return <li class="card ask">{t('askedAgain')}</li>;

  const setDraft = (next: Draft): void => {
    const drafts = recipients.map((_, index) => (index === card.step ? next : (card.drafts[index] ?? noDraft)));
    setCard({ ...card, drafts });
  };
  async function send(): Promise<void> {
    setSending('yes');
    const given: ConsentAnswer[] = recipients.map((each, index) => toAnswer(each, card.drafts[index] ?? noDraft));
    setSending((await session.consent(requestId, given)) ? 'yes' : 'failed');
  }

  return (
    <li class="card ask">
      <h2>{t('askTitle')}</h2>
      {card.opened !== 'yes' || recipient === undefined ? (
        <>
          <p>{card.opened === 'no' ? words.before : t('askPutOff')}</p>
          <div class="choices">
            <Button onPress={() => setCard({ ...card, opened: 'yes' })}>
              {card.opened === 'no' ? words.beforeYes : t('askOpen')}
            </Button>
            {card.opened === 'no' && (
              <Button onPress={() => setCard({ ...card, opened: 'put-off' })}>{words.beforeNo}</Button>
            )}
          </div>
        </>
      ) : (
        <>
          <p>{wording}</p>
          {recipients.length > 1 && (
            <p class="small">{t('askStep', { count: card.step + 1, of: recipients.length })}</p>
          )}
          <RecipientStep recipient={recipient} draft={draft} words={words} onChange={setDraft} />
          <div role="alert">{sending === 'failed' && <p class="note">{t('answerFailed')}</p>}</div>
          <div class="row">
            <Button
              kind="main"
              disabled={!isAnswered(recipient, draft) || sending === 'yes'}
              onPress={() => (isLast ? void send() : setCard({ ...card, step: card.step + 1 }))}
            >
              {isLast ? words.send : t('next')}
            </Button>
            {card.step > 0 && (
              <Button kind="quiet" onPress={() => setCard({ ...card, step: card.step - 1 })}>
                {t('back')}
              </Button>
            )}
          </div>
        </>
      )}
    </li>
  );
}
