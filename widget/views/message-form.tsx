/**
 * A message or a wish to be called, for when nobody can answer. What is not said to be safe is not used: a number comes
 * with its time, or it does not go (V2).
 */
import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { MessageForm } from '../../shared/protocol/http/referrals.ts';
import type { WidgetKey } from '../../shared/text/en/widget.ts';
import { sendMessageForm } from '../send-form.ts';
import { Button, Heading, Next, useDraft, useUi } from '../ui.tsx';
import { useArrival } from './arrive.ts';
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

export function MessagePage({ isCall }: { readonly isCall: boolean }) {
  const { t } = useUi();
  const fresh: Words = { ...empty, clientId: crypto.randomUUID(), way: isCall ? 'phone' : 'none' };
  const [words, setWords] = useDraft(isCall ? 'call' : 'message', fresh);
  const change = (part: Partial<Words>): void => setWords({ ...words, ...part });

  async function send(): Promise<Sending> {
    const form = formOf(words, isCall, t('messageCallMe'));
    if (typeof form === 'string') return form;
    if (!(await sendMessageForm(form))) return 'messageFailed';
    setWords(fresh);
    return ['messageSent', 'messageSentNext'];
  }

  return (
    <FormPage title={isCall ? 'callTitle' : 'messageTitle'} lead={isCall ? 'callLead' : 'messageLead'} send={send}>
      <Field label={t('messageName')} value={words.name} onWrite={(name) => change({ name })} />
      {!isCall && (
        <Field label={t('messageWords')} long value={words.message} onWrite={(message) => change({ message })} />
      )}
      <ContactFields words={words} isCall={isCall} change={change} />
      {isCall && (
        <Field label={t('messageCallWords')} long value={words.message} onWrite={(message) => change({ message })} />
      )}
    </FormPage>
  );
}

/** What is wrong or missing; or, where it has arrived, what to say: a title, what comes next, and more. */
export type Sending = WidgetKey | readonly WidgetKey[];

interface FormProps {
  readonly title: WidgetKey;
  readonly lead: WidgetKey;
  readonly send: () => Promise<Sending>;
  readonly children: ComponentChildren;
}

/** A form that goes by itself: what was written stays until it has arrived, and then it is said what happens next. */
export function FormPage({ title, lead, send, children }: FormProps) {
  const { t, set } = useUi();
  const [state, setState] = useState<Sending | null>(null);
  const [busy, setBusy] = useState(false);
  const back = <Button onPress={() => set({ page: null })}>{t('back')}</Button>;

  async function submit(): Promise<void> {
    if (busy) return;
    setBusy(true);
    setState(await send());
    setBusy(false);
  }

  const arrived = state !== null && typeof state !== 'string';
  useArrival(arrived);

  if (arrived) {
    const [sent, next, ...more] = state.map((key) => t(key));
    return (
      <div class="view">
        <Heading>{sent}</Heading>
        <Next>{next}</Next>
        {more.map((line) => (
          <p key={line}>{line}</p>
        ))}
        <NumberList />
        {back}
      </div>
    );
  }
  return (
    <form
      class="view"
      noValidate
      autocomplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Heading>{t(title)}</Heading>
      <p>{t(lead)}</p>
      {children}
      <div role="alert">{state !== null && !busy && <p class="note">{t(state)}</p>}</div>
      {state === 'messageFailed' && <NumberList few />}
      <div class="row">
        <button type="submit" class="button main" aria-disabled={busy}>
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
  return (
    <>
      {!isCall && (
        <Picks
          legend={t('messageSafe')}
          picks={{ phone: 'byPhone', email: 'byEmail', none: 'byNeither' }}
          picked={words.way}
          onPick={(way) => change({ way })}
        />
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

interface PicksProps<P extends string> {
  readonly legend: string;
  /** The words of each. */
  readonly picks: Readonly<Record<P, WidgetKey>>;
  readonly picked: P | null;
  readonly onPick: (pick: P) => void;
}

/** One of a few, all in sight. */
export function Picks<P extends string>({ legend, picks, picked, onPick }: PicksProps<P>) {
  const { t } = useUi();
  return (
    <fieldset>
      <legend>{legend}</legend>
      {(Object.keys(picks) as P[]).map((pick) => (
        <label class="pick" key={pick}>
          <input type="radio" name={legend} checked={picked === pick} onChange={() => onPick(pick)} />
          {t(picks[pick])}
        </label>
      ))}
    </fieldset>
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
