import { type FormEvent, type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { useFormDraft } from '../../app/form-drafts.ts';
import { useClientId } from '../../connection/use-client-id.ts';
import { CardFacts } from '../../portal/card-facts.tsx';
import { Button } from '../../ui/button.tsx';
import { serverNow } from '../../ui/clock.ts';
import { Choices, Problem, Select } from '../../ui/field.tsx';
import { notify } from '../../ui/notices.ts';
import { say } from '../../ui/words.ts';
import { ConsentAnswer } from './consent-answer.tsx';
import {
  bodyOf,
  type ConsentForm,
  consentDraftKey,
  emptyForm,
  knownOf,
  type Lacking,
  type PartProps,
  purposeOf,
  recipientOf,
  wordingOf,
} from './consent-form-draft.ts';
import { HowItWasSaid } from './how-it-was-said.tsx';
import { type ListedConsents, writeConsent } from './referral-calls.ts';
import style from './referrals.module.css';
import { refusalWords } from './refusals.ts';

interface FormProps {
  readonly caseId: string;
  readonly offered: ListedConsents;
  /** The name that stands in the case. */
  readonly name: string | null;
  readonly onSaved: () => void;
}

/** Written as it is asked: who, the words to read out, what they want, item by item, then how it was said and what was seen. */
export function ConsentFormCard({ caseId, offered, name, onSaved }: FormProps) {
  const { draft, begin } = useFormDraft<ConsentForm>(consentDraftKey(caseId));
  if (offered.asking.chatOpen && draft === null) return <p className={style.notice}>{say('consents.chat_open')}</p>;
  if (draft === null)
    return (
      <div className={style.actions}>
        <Button look="main" onClick={() => begin(emptyForm)}>
          {say('consents.write')}
        </Button>
      </div>
    );
  return <OpenForm {...{ caseId, offered, name, onSaved, draft }} />;
}

const LACKING: Readonly<Record<Lacking, () => string>> = {
  choose: () => say('consent_form.choose'),
  choose_seen: () => say('consent_form.choose_seen'),
  evidence_missing: () => say('consent_form.evidence_missing'),
  no_wording: () => say('consent_form.no_wording'),
  when: () => say('section.day_fault'),
};

function OpenForm({ caseId, offered, name, onSaved, draft }: FormProps & { readonly draft: ConsentForm }) {
  const { change, drop } = useFormDraft<ConsentForm>(consentDraftKey(caseId));
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const clientId = useClientId([caseId, draft]);
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => form.current?.querySelector<HTMLElement>('input')?.focus(), []);
  const recipient = recipientOf(offered, draft);
  const wording = wordingOf(offered, draft);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const made = bodyOf(draft, { clientId, now: serverNow().getTime(), offered });
    if ('lacking' in made) return setProblem(LACKING[made.lacking]());
    if (busy) return;
    setBusy(true);
    const reply = await writeConsent(caseId, made.body);
    setBusy(false);
    if (!reply.ok) return setProblem(refusalWords(reply.error));
    drop();
    const waits = reply.value.consent.standing === 'waits_for_lead';
    notify('done', say(waits ? 'consent_form.saved_waits' : 'consent_form.saved'));
    onSaved();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.current?.requestSubmit();
  };
  return (
    <form
      ref={form}
      className={style.form}
      aria-label={say('consent_form.title')}
      onSubmit={(event) => void save(event)}
      onKeyDown={onKeyDown}
      noValidate
    >
      <h3>{say('consent_form.title')}</h3>
      <Recipients {...{ offered, draft, change }} />
      {recipient === null ? null : (
        <>
          {wording === null ? (
            <Problem>{say('consent_form.no_wording')}</Problem>
          ) : (
            <figure className={style.read_out}>
              <figcaption>{say('consent_form.read_out')}</figcaption>
              <blockquote lang={wording.language}>
                <p>
                  <bdi dir="auto">{wording.text}</bdi>
                </p>
                <p>
                  <strong>{recipient.name}</strong>
                </p>
                <p>
                  <bdi dir="auto">{purposeOf(recipient, draft).text}</bdi>
                </p>
                <p>{say('consent_form.change_mind')}</p>
              </blockquote>
            </figure>
          )}
          <Wordings {...{ offered, draft, change }} />
          <ConsentAnswer {...{ recipient, draft, change }} known={knownOf(name, offered)} />
          {draft.decision === '' ? null : <HowItWasSaid {...{ asking: offered.asking, draft, change }} />}
        </>
      )}
      <Problem>{problem}</Problem>
      <div className={style.actions}>
        <Button look="main" type="submit" aria-busy={busy}>
          {say('consent_form.submit')}
        </Button>
        <Button onClick={drop}>{say('consent_form.discard')}</Button>
      </div>
    </form>
  );
}

function Recipients({ offered, draft, change }: PartProps & Pick<FormProps, 'offered'>) {
  const usable = offered.recipients.filter((each) => each.usable);
  const others = offered.recipients.filter((each) => !each.usable);
  const recipient = recipientOf(offered, draft);
  // What they said of one service is no answer about another.
  const choose = ([recipientId = '']: readonly string[]) =>
    change({ recipientId, purposeId: '', decision: '', agreed: [] });
  return (
    <>
      {usable.length === 0 ? <p className={style.quiet}>{say('consent_form.no_recipients')}</p> : null}
      <Choices
        legend={say('consent_form.recipient')}
        options={usable.map(({ recipientId, name }) => ({ code: recipientId, label: name }))}
        chosen={[draft.recipientId]}
        onChange={choose}
      />
      {others.length === 0 ? null : (
        <p className={style.quiet}>
          {say('consent_form.unusable', { names: others.map(({ name }) => name).join(', ') })}
        </p>
      )}
      {recipient === null || recipient.card === null ? null : (
        <CardFacts name={recipient.name} card={recipient.card} asking />
      )}
      {recipient === null || recipient.purposes.length < 2 ? null : (
        <Select
          label={say('consent_form.purpose')}
          value={draft.purposeId === '' ? (recipient.purposes[0]?.purposeId ?? '') : draft.purposeId}
          options={recipient.purposes.map(({ purposeId, text }) => ({ code: purposeId, label: text }))}
          onChange={(purposeId) => change({ purposeId })}
        />
      )}
    </>
  );
}

function Wordings({ offered: { wordings }, draft, change }: PartProps & Pick<FormProps, 'offered'>) {
  if (wordings.length < 2) return null;
  return (
    <Select
      label={say('consent_form.wording')}
      value={draft.wordingVersion === '' ? (wordings[0]?.wordingVersion ?? '') : draft.wordingVersion}
      options={wordings.map(({ wordingVersion, language }) => ({
        code: wordingVersion,
        label: `${wordingVersion} · ${language}`,
      }))}
      onChange={(wordingVersion) => change({ wordingVersion })}
    />
  );
}
