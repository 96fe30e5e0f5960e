/** A complaint or a thank you, without a name or a chat, also while the chat is closed: what happens with it is said at once. */
import { useState } from 'preact/hooks';
import type { FeedbackForm } from '../../shared/protocol/http/feedback.ts';
import { sendFeedback } from '../http.ts';
import { Button, Heading, Next, useDraft, useUi } from '../ui.tsx';
import { ContactFields, Field, type Reach } from './message-form.tsx';
import { NumberList } from './numbers.tsx';

interface Words extends Reach {
  readonly clientId: string;
  readonly kind: FeedbackForm['kind'] | null;
  readonly text: string;
}

const KINDS = ['complaint', 'compliment', 'data_protection'] as const satisfies readonly FeedbackForm['kind'][];

type Missing = 'feedbackKind' | 'messageEmpty' | 'feedbackReach';

/** The form as it is sent, or the key of what is missing. */
export function feedbackOf({ clientId, kind, ...said }: Words): FeedbackForm | Missing {
  const [text, value, when] = [said.text, said.value, said.when].map((each) => each.trim());
  if (kind === null) return 'feedbackKind';
  if (!text) return 'messageEmpty';
  if (said.way === 'none') return { clientId, kind, text };
  if (!value || !when) return 'feedbackReach';
  return { clientId, kind, text, safeContact: { kind: said.way, value, when } };
}

/** What is said of an answer once it has arrived; whoever says thank you waits for none. */
const SENT = { thanked: null, reachable: 'feedbackAnswer', unreachable: 'feedbackNoAnswer' } as const;
type Sent = keyof typeof SENT;

function sentAs({ kind, safeContact }: FeedbackForm): Sent {
  if (kind === 'compliment') return 'thanked';
  return safeContact ? 'reachable' : 'unreachable';
}

type Progress = 'writing' | 'sending' | Sent | 'messageFailed' | Missing;

const isSent = (progress: Progress): progress is Sent => progress in SENT;

export function FeedbackPage() {
  const { t, set } = useUi();
  const fresh: Words = { clientId: crypto.randomUUID(), kind: null, text: '', way: 'none', value: '', when: '' };
  const [words, setWords] = useDraft('feedback', fresh);
  const [progress, setProgress] = useState<Progress>('writing');
  const back = <Button onPress={() => set({ page: null })}>{t('back')}</Button>;

  async function send(): Promise<void> {
    const form = feedbackOf(words);
    if (typeof form === 'string') return setProgress(form);
    setProgress('sending');
    if (!(await sendFeedback(form))) return setProgress('messageFailed');
    setWords(fresh);
    setProgress(sentAs(form));
  }

  if (isSent(progress)) {
    const answer = SENT[progress];
    return (
      <div class="view">
        <Heading>{t('feedbackSent')}</Heading>
        <Next>{t('feedbackNext')}</Next>
        {answer !== null && <p>{t(answer)}</p>}
        <NumberList few />
        {back}
      </div>
    );
  }
  const change = (part: Partial<Words>): void => setWords({ ...words, ...part });
  const trouble = progress === 'writing' || progress === 'sending' ? null : progress;
  return (
    <form
      class="view"
      noValidate
      autocomplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Heading>{t('feedbackTitle')}</Heading>
      <p>{t('feedbackLead')}</p>
      <p class="note">{t('surveySlow')}</p>
      <fieldset>
        <legend class="vh">{t('feedbackKind')}</legend>
        {KINDS.map((kind) => (
          <label class="pick" key={kind}>
            <input type="radio" name="kind" checked={words.kind === kind} onChange={() => change({ kind })} />
            {t(kind)}
          </label>
        ))}
      </fieldset>
      <Field label={t('messageWords')} long value={words.text} onWrite={(text) => change({ text })} />
      <ContactFields words={words} isCall={false} change={change} />
      <div role="alert">{trouble !== null && <p class="note">{t(trouble)}</p>}</div>
      <div class="row">
        <button type="submit" class="button main" disabled={progress === 'sending'}>
          {t('messageSend')}
        </button>
        {back}
      </div>
    </form>
  );
}
