/** What was answered, and the way to take it back: also after the end, while the page still knows who asked. */
import { useState } from 'preact/hooks';
import type { ConsentAnswer, ConsentRecipient } from '../../shared/protocol/entry.ts';
import { type AskEntry, type Asked, standingOf } from '../sharing.ts';
import { Confirm, useUi } from '../ui.tsx';

export function AskAnswer({ entry }: { readonly entry: AskEntry }) {
  const { state, t } = useUi();
  const { requestId, recipients } = entry.data;
  const { answers, withdrawn } = standingOf(state.log.entries, requestId);
  return (
    <li class="card ask">
      <h2>{t('answerSummary')}</h2>
      {recipients.map((recipient) => {
        const answer = answers?.find((each) => each.recipientId === recipient.recipientId);
        if (answer === undefined) return null;
        const back = withdrawn.find((each) => each.recipientId === recipient.recipientId);
        return (
          <Answered
            key={recipient.recipientId}
            requestId={requestId}
            recipient={recipient}
            answer={answer}
            back={back}
          />
        );
      })}
    </li>
  );
}

interface AnsweredProps {
  readonly requestId: string;
  readonly recipient: ConsentRecipient;
  readonly answer: ConsentAnswer;
  readonly back: Asked['withdrawn'][number] | undefined;
}

function Answered({ requestId, recipient, answer, back }: AnsweredProps) {
  const { t, session } = useUi();
  const [failed, setFailed] = useState(false);
  const { name, recipientId } = recipient;
  if (back) return <p role="status">{t(`back_${back.effect ?? 'stopped'}`, { name })}</p>;
  const items = recipient.items.filter((item) => answer.items.includes(item.itemId));
  async function withdraw(): Promise<void> {
    setFailed(!(await session.withdraw(requestId, recipientId)));
  }
  return (
    <>
      <p>{t(`answered_${answer.decision}`, { name })}</p>
      {answer.decision === 'details_only' && <p dir="auto">{recipient.details}</p>}
      {answer.decision === 'given' && (
        <>
          <ul class="lines">
            {items.map((item) => (
              <li key={item.itemId}>{item.label}</li>
            ))}
          </ul>
          <Confirm
            ask={t('withdraw')}
            sure={t('withdrawSure', { name })}
            yes={t('withdrawYes')}
            no={t('withdrawNo')}
            onYes={() => void withdraw()}
          />
        </>
      )}
      <div role="alert">{failed && <p class="note">{t('answerFailed')}</p>}</div>
    </>
  );
}
