import { useState } from 'react';
import { useFormDraft } from '../app/form-drafts.ts';
import { changeDesk, command } from '../app/live.ts';
import { useReference } from '../app/reference.ts';
import { type Consent, notMade } from '../consent/consent-state.ts';
import { Refer } from '../consent/refer.tsx';
import { useReferrals } from '../consent/use-referrals.ts';
import type { Thread } from '../desk/desk.ts';
import { changed } from '../desk/reduce.ts';
import { Button } from '../ui/button.tsx';
import { Choices, Problem } from '../ui/field.tsx';
import { notify, sentenceOf } from '../ui/notices.ts';
import { say, sayCode } from '../ui/words.ts';
import { CrimeTypes } from './crime-types.tsx';
import { asInput, draftOf, missingFrom, NON_DATA_KINDS, OUTCOMES, RISK_LEVELS, type WrapUpDraft } from './wrap-up.ts';
import style from './wrap-up-form.module.css';

export function WrapUpForm({ thread }: { readonly thread: Thread }) {
  const { conversation, entries, referrals } = thread;
  const [asked, setAsked] = useState(false);
  const unmade = notMade(entries, referrals);
  useReferrals(conversation.conversationId);
  // Kept while another tab is looked at: to make a referral, the form itself sends there.
  const kept = useFormDraft<WrapUpDraft>(`wrap-up ${conversation.conversationId}`);
  const draft = kept.draft ?? draftOf(conversation.wrapUp);
  const [problem, setProblem] = useState<string | null>(null);
  const save = async (done: boolean, given: WrapUpDraft = draft) => {
    const missing = done ? missingFrom(given) : [];
    if (done && unmade.length > 0 && !asked) return setAsked(true);
    if (missing.length > 0) return setProblem(say('wrap_up.missing', { what: missing.map(nameOf).join(', ') }));
    const reply = await command('wrap-up:save', asInput(conversation.conversationId, given, done));
    if (!reply.ok) return setProblem(sentenceOf(reply.error));
    setProblem(null);
    kept.dropSent(kept.draft);
    changeDesk((desk) => changed(desk, reply.value.conversation));
    notify('done', say(done ? 'wrap_up.closed' : 'wrap_up.saved'));
  };
  return (
    <div className={style.form}>
      <h3>{say('wrap_up.title')}</h3>
      <NoForm onClose={(nonData) => void save(true, { ...draft, nonData })} />
      <Fields draft={draft} onChange={kept.begin} />
      {asked && unmade.length > 0 ? <Unmade consents={unmade} thread={thread} /> : null}
      <Problem>{problem}</Problem>
      <div className={style.actions}>
        <Button look="main" onClick={() => void save(true)}>
          {say(asked && unmade.length > 0 ? 'wrap_up.done_unmade' : 'wrap_up.done')}
        </Button>
        <Button onClick={() => void save(false)}>{say('wrap_up.later')}</Button>
      </div>
    </div>
  );
}

interface UnmadeProps {
  readonly consents: readonly Consent[];
  readonly thread: Thread;
}

/** Asked once before it closes: whoever said yes believes that help is coming. What is left stands in *Referrals to see to*. */
function Unmade({ consents, thread }: UnmadeProps) {
  return (
    <section className={style.unmade} role="alert">
      {consents.map((consent) => (
        <div key={`${consent.requestId} ${consent.recipient.recipientId}`}>
          <p>{say('wrap_up.unmade', { name: consent.recipient.name })}</p>
          <Refer consent={consent} thread={thread} />
        </div>
      ))}
      <p>{say('wrap_up.unmade_hint')}</p>
    </section>
  );
}

const nameOf = (part: string): string => sayCode('wrap_up.part', part);

interface FieldsProps {
  readonly draft: WrapUpDraft;
  readonly onChange: (draft: WrapUpDraft) => void;
}

function Fields({ draft, onChange }: FieldsProps) {
  const outcomes = useReference('outcomes');
  const known = outcomes.length > 0 ? outcomes : OUTCOMES.map((code) => ({ code, label: sayCode('outcome', code) }));
  return (
    <>
      <Choices
        legend={say('wrap_up.part.outcomes')}
        options={known}
        chosen={draft.outcomes}
        many
        beside
        onChange={(chosen) => onChange({ ...draft, outcomes: chosen })}
      />
      <CrimeTypes chosen={draft.crimeTypes} onChange={(chosen) => onChange({ ...draft, crimeTypes: chosen })} />
      <Choices
        legend={say('wrap_up.part.risk')}
        options={RISK_LEVELS.map((code) => ({ code, label: sayCode('risk', code) }))}
        chosen={draft.risk === null ? [] : [draft.risk]}
        onChange={([code]) => onChange({ ...draft, risk: RISK_LEVELS.find((level) => level === code) ?? null })}
      />
    </>
  );
}

/** Silence, a test, a hoax, another service's caller: one press closes, nothing is filled in. */
function NoForm({ onClose }: { readonly onClose: (kind: (typeof NON_DATA_KINDS)[number]) => void }) {
  return (
    <details className={style.noForm}>
      <summary>{say('wrap_up.non_data')}</summary>
      <p>{say('wrap_up.non_data_hint')}</p>
      <div className={style.actions}>
        {NON_DATA_KINDS.map((kind) => (
          <Button key={kind} size="small" onClick={() => onClose(kind)}>
            {sayCode('non_data', kind)}
          </Button>
        ))}
      </div>
    </details>
  );
}
