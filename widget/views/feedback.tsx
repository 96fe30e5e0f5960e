/** A complaint or a thank you, without a name or a chat, also while the chat is closed: what happens with it is said at once. */
import type { FeedbackForm } from '../../shared/protocol/http/feedback.ts';
import { sendFeedback } from '../send-form.ts';
import { useDraft, useUi } from '../ui.tsx';
import { ContactFields, Field, FormPage, Picks, type Reach, type Sending } from './message-form.tsx';

interface Words extends Reach {
  readonly clientId: string;
  readonly kind: FeedbackForm['kind'] | null;
  readonly text: string;
}

const KINDS = {
  complaint: 'complaint',
  compliment: 'compliment',
  data_protection: 'data_protection',
} as const satisfies Record<FeedbackForm['kind'], string>;

/** The form as it is sent, or the key of what is missing. */
export function feedbackOf(words: Words): FeedbackForm | 'feedbackKind' | 'messageEmpty' | 'feedbackReach' {
  const { clientId, kind, way } = words;
  const [text, value, when] = [words.text, words.value, words.when].map((each) => each.trim());
  if (kind === null) return 'feedbackKind';
  if (!text) return 'messageEmpty';
  if (way === 'none') return { clientId, kind, text };
  return value && when ? { clientId, kind, text, safeContact: { kind: way, value, when } } : 'feedbackReach';
}

export function FeedbackPage() {
  const { t } = useUi();
  const fresh: Words = { clientId: crypto.randomUUID(), kind: null, text: '', way: 'none', value: '', when: '' };
  const [words, setWords] = useDraft('feedback', fresh);
  const change = (part: Partial<Words>): void => setWords({ ...words, ...part });

  async function send(): Promise<Sending> {
    const form = feedbackOf(words);
    if (typeof form === 'string') return form;
    if (!(await sendFeedback(form))) return 'messageFailed';
    setWords(fresh);
    // Whoever says thank you waits for no answer.
    const thanked = form.kind === 'compliment';
    return [
      'feedbackSent',
      'feedbackNext',
      ...(thanked ? [] : ([form.safeContact ? 'feedbackAnswer' : 'feedbackNoAnswer'] as const)),
    ];
  }

  return (
    <FormPage title="feedbackTitle" lead="feedbackLead" send={send}>
      <p class="note">{t('surveySlow')}</p>
      <Picks legend={t('feedbackWhat')} picks={KINDS} picked={words.kind} onPick={(kind) => change({ kind })} />
      <Field label={t('messageWords')} long value={words.text} onWrite={(text) => change({ text })} />
      <ContactFields words={words} isCall={false} change={change} />
    </FormPage>
  );
}
