/**
 * A message or a wish to be called, for when nobody can answer. What is not said to be safe is not used: a number comes
 * with its time, or it does not go (V2).
 */
import { useId, useState } from 'preact/hooks';
import type { MessageForm } from '../../shared/protocol/http/referrals.ts';
import { sendMessageForm } from '../http.ts';
import { Button, Heading, Next, useDraft, useUi } from '../ui.tsx';
import { NumberList } from './numbers.tsx';

interface Words {
  readonly clientId: string;
  readonly name: string;
  readonly message: string;
  readonly way: 'phone' | 'email' | 'none';
  readonly value: string;
  readonly when: string;
}

const empty: Omit<Words, 'clientId'> = { name: '', message: '', way: 'none', value: '', when: '' };

/** The form as it is sent, or the key of what is missing. */
export function formOf(words: Words, isCall: boolean, callMe: string): MessageForm | 'messageEmpty' | 'messageContact' {
  const [name, message, value, when] = [words.name, words.message, words.value, words.when].map((each) => each.trim());
  if (!message && !isCall) return 'messageEmpty';
  if (words.way === 'none' ? isCall : !value || !when) return 'messageContact';
  return {
    clientId: words.clientId,
    message: message || callMe,
    ...(name ? { name } : {}),
    ...(words.way !== 'none' && value ? { safeContact: { kind: words.way, value, ...(when ? { when } : {}) } } : {}),
    ...(isCall && when ? { callback: { when } } : {}),
  };
}

type Progress = 'writing' | 'sending' | 'sent' | 'messageFailed' | 'messageEmpty' | 'messageContact';

export function MessagePage({ isCall }: { readonly isCall: boolean }) {
  const { t, set } = useUi();
  const fresh: Words = { ...empty, clientId: crypto.randomUUID(), way: isCall ? 'phone' : 'none' };
  const [words, setWords] = useDraft(isCall ? 'call' : 'message', fresh);
  const [progress, setProgress] = useState<Progress>('writing');
  const back = <Button onPress={() => set({ page: null })}>{t('back')}</Button>;

  async function send(): Promise<void> {
    const form = formOf(words, isCall, t('messageCallMe'));
    if (typeof form === 'string') return setProgress(form);
    setProgress('sending');
    const arrived = await sendMessageForm(form);
    setProgress(arrived ? 'sent' : 'messageFailed');
    if (arrived) setWords(fresh);
  }

  if (progress === 'sent') {
    return (
      <div class="view">
        <Heading>{t('messageSent')}</Heading>
        <Next>{t('messageSentNext')}</Next>
        <NumberList />
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
      <Heading>{t(isCall ? 'callTitle' : 'messageTitle')}</Heading>
      <p>{t(isCall ? 'callLead' : 'messageLead')}</p>
      <Field label={t('messageName')} value={words.name} onWrite={(name) => change({ name })} />
      {!isCall && (
        <Field label={t('messageWords')} long value={words.message} onWrite={(message) => change({ message })} />
      )}
      <ContactFields words={words} isCall={isCall} change={change} />
      {isCall && (
        <Field label={t('messageCallWords')} long value={words.message} onWrite={(message) => change({ message })} />
      )}
      <div role="alert">{trouble !== null && <p class="note">{t(trouble)}</p>}</div>
      {trouble === 'messageFailed' && <NumberList few />}
      <div class="row">
        <button type="submit" class="button main" disabled={progress === 'sending'}>
          {t('messageSend')}
        </button>
        {back}
      </div>
    </form>
  );
}

/** Where and when somebody may be reached. */
export type Reach = Pick<Words, 'way' | 'value' | 'when'>;

interface ContactProps {
  readonly words: Reach;
  readonly isCall: boolean;
  readonly change: (part: Partial<Reach>) => void;
}

export function ContactFields({ words, isCall, change }: ContactProps) {
  const { t } = useUi();
  const ways = [
    { way: 'phone', key: 'byPhone' },
    { way: 'email', key: 'byEmail' },
    { way: 'none', key: 'byNeither' },
  ] as const;
  return (
    <>
      {!isCall && (
        <fieldset>
          <legend>{t('messageSafe')}</legend>
          {ways.map(({ way, key }) => (
            <label class="pick" key={way}>
              <input type="radio" name="way" checked={words.way === way} onChange={() => change({ way })} />
              {t(key)}
            </label>
          ))}
        </fieldset>
      )}
      {words.way !== 'none' && (
        <>
          <Field
            label={t(words.way === 'phone' ? 'messagePhone' : 'messageEmail')}
            value={words.value}
            keyboard={words.way === 'phone' ? 'tel' : 'email'}
            onWrite={(value) => change({ value })}
          />
          <Field
            label={t('messageWhen')}
            hint={t('messageWhenHint')}
            value={words.when}
            onWrite={(when) => change({ when })}
          />
        </>
      )}
    </>
  );
}

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onWrite: (value: string) => void;
  readonly hint?: string;
  readonly long?: boolean;
  readonly keyboard?: 'tel' | 'email' | 'text';
}

/** Browsers are told to remember nothing of what is written here. */
export function Field({ label, value, onWrite, hint, long = false, keyboard = 'text' }: FieldProps) {
  const id = useId();
  const shared = { id, value, autocomplete: 'off', spellcheck: false } as const;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint !== undefined && <small>{hint}</small>}
      {long ? (
        <textarea {...shared} rows={4} maxLength={4000} onInput={(event) => onWrite(event.currentTarget.value)} />
      ) : (
        <input
          {...shared}
          type="text"
          inputMode={keyboard}
          maxLength={200}
          onInput={(event) => onWrite(event.currentTarget.value)}
        />
      )}
    </div>
  );
}
