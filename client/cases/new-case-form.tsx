import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { AGREEMENT_WAYS } from '../../shared/domain/case-sections.ts';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import type { CaseView } from '../../shared/protocol/http/cases.ts';
import { useClientId } from '../connection/use-client-id.ts';
import type { Faults } from '../records/faults.ts';
import { faultsFrom } from '../records/faults.ts';
import type { Field, Values } from '../records/field.ts';
import { FieldInput } from '../records/field-input.tsx';
import fieldsStyle from '../records/record.module.css';
import { TimeField } from '../records/times-input.tsx';
import { Button } from '../ui/button.tsx';
import { serverNow } from '../ui/clock.ts';
import { Choices, Problem, Select, TextArea, TextField } from '../ui/field.tsx';
import { focusAfter } from '../ui/focus-after.ts';
import { notify, sentenceOf } from '../ui/notices.ts';
import { say, sayCode } from '../ui/words.ts';
import { makeCase } from './case-calls.ts';
import style from './new-case.module.css';
import { FIRST_FIELDS, isAgreementWay, newCaseFaults, newCaseInput } from './new-case.ts';
import { changeNewCase, dropNewCase, type NewCaseDraft, useNewCases } from './new-case-drafts.ts';

interface NewCaseFormProps {
  /** Under which the draft is kept: a conversation, or `new`. */
  readonly draftKey: string;
  readonly conversationId: string | null;
  /** What is known before anything is written. */
  readonly known: NewCaseDraft;
  /** Lines of theirs that may be their agreement; pressing one writes it down. */
  readonly lines: readonly string[];
  /** What the server takes over by itself from the conversation, in words. */
  readonly comesAlong: readonly string[];
  readonly onMade: (view: CaseView) => void;
}

export function NewCaseForm({ draftKey, conversationId, known, lines, comesAlong, onMade }: NewCaseFormProps) {
  const draft = useNewCases((drafts) => drafts[draftKey] ?? known);
  const [faults, setFaults] = useState<Faults>({});
  const [problem, setProblem] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const clientId = useClientId([draftKey, draft]);
  const change = (part: Partial<NewCaseDraft>) => changeNewCase(draftKey, draft, part);
  const refuse = (found: Faults, sentence: string | null) => {
    const count = Object.keys(found).length;
    const tell = () => {
      setFaults(found);
      setProblem(count > 0 ? say('section.faults', { count }) : sentence);
    };
    focusAfter(tell, () => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]'));
  };
  const make = async (event: FormEvent) => {
    event.preventDefault();
    const found = newCaseFaults(draft);
    const input = newCaseInput(draft, { clientId, conversationId });
    if (Object.keys(found).length > 0 || input === null) return refuse(found, null);
    const reply = await makeCase(input);
    if (!reply.ok) return refuse(faultsFrom(reply.error, ''), sentenceOf(reply.error));
    dropNewCase(draftKey);
    notify('done', say('make.done', { reference: reply.value.case.row.reference }));
    onMade(reply.value.case);
  };
  return (
    <form ref={form} className={style.form} onSubmit={(event) => void make(event)} noValidate>
      <p className={style.quiet}>{say('make.text')}</p>
      <Agreement draft={draft} faults={faults} lines={lines} onChange={change}>
        {conversationId === null ? <HowTheyCame {...{ draft, faults }} onChange={change} /> : null}
      </Agreement>
      {comesAlong.length === 0 ? null : (
        <p className={style.along}>{say('make.comes_along', { what: comesAlong.join(', ') })}</p>
      )}
      <Part
        {...{ legend: say('make.person'), faults, prefix: 'person', fields: FIRST_FIELDS.person }}
        body={draft.person}
        onChange={(person) => change({ person })}
      />
      <Part
        {...{ legend: say('section.title.circumstances'), faults, prefix: 'circumstances' }}
        fields={FIRST_FIELDS.circumstances}
        body={draft.circumstances}
        onChange={(circumstances) => change({ circumstances })}
      />
      <Part
        {...{ legend: say('make.happened'), faults, prefix: 'incidents.0', fields: FIRST_FIELDS.incident }}
        body={draft.incident}
        onChange={(incident) => change({ incident })}
      />
      <p className={style.quiet}>{say('make.later')}</p>
      <Problem>{problem}</Problem>
      <Button look="main" type="submit">
        {say('make.submit')}
      </Button>
    </form>
  );
}

interface AgreementProps {
  readonly draft: NewCaseDraft;
  readonly faults: Faults;
  readonly lines: readonly string[];
  readonly onChange: (part: Partial<NewCaseDraft>) => void;
  readonly children: ReactNode;
}

function Agreement({ draft, faults, lines, onChange, children }: AgreementProps) {
  return (
    <fieldset className={style.part}>
      <legend>{say('make.agreement')}</legend>
      <Choices
        legend={say('make.how')}
        options={AGREEMENT_WAYS.map((code) => ({ code, label: sayCode('agreement', code) }))}
        chosen={draft.how === null ? [] : [draft.how]}
        problem={faults['agreement.how']}
        beside
        onChange={([code]) => onChange({ how: code !== undefined && isAgreementWay(code) ? code : null })}
      />
      <TextArea
        label={say('make.said')}
        hint={say('make.said_hint')}
        problem={faults['agreement.said']}
        dir="auto"
        maxLength={1_000}
        value={draft.said}
        onChange={(event) => onChange({ said: event.target.value })}
      />
      {lines.map((line) => (
        <Button key={line} size="small" className={style.line} onClick={() => onChange({ said: line })}>
          {say('make.said_insert', { line })}
        </Button>
      ))}
      {children}
    </fieldset>
  );
}

const CHANNELS = [
  'phone_in',
  'self_form',
  'walk_in',
  'police_feed',
  'partner_referral',
  'email',
  'text',
  'phone_out',
  'outreach',
];

/** Of somebody who is not in a chat now: how they came, and when, since the clocks run from then (D2). */
function HowTheyCame({ draft, faults, onChange }: Pick<AgreementProps, 'draft' | 'faults' | 'onChange'>) {
  const { channel, received } = draft;
  return (
    <>
      <Select
        label={say('make.channel')}
        value={channel}
        options={CHANNELS.map((code) => ({ code, label: sayCode('channel', code) }))}
        onChange={(code) => onChange({ channel: code })}
      />
      <fieldset className={style.received}>
        <legend>{say('make.received')}</legend>
        <TextField
          label={say('make.received_on')}
          placeholder={say('section.day_form')}
          problem={faults.receivedAt}
          value={received.on}
          onChange={(event) => onChange({ received: { ...received, on: event.target.value } })}
        />
        <TimeField
          label={say('make.received_time')}
          value={received.time}
          onChange={(time) => onChange({ received: { ...received, time } })}
        />
        <p className={style.quiet}>{say('make.received_hint')}</p>
      </fieldset>
    </>
  );
}

interface PartProps {
  readonly legend: string;
  readonly fields: readonly Field[];
  readonly prefix: string;
  readonly faults: Faults;
  readonly body: Values;
  readonly onChange: (body: Values) => void;
}

function Part({ legend, fields, prefix, faults, body, onChange }: PartProps) {
  return (
    <fieldset className={style.part}>
      <legend>{legend}</legend>
      <div className={fieldsStyle.fields}>
        {fields.map((field) => (
          <FieldInput
            key={field.name}
            field={field}
            path={`${prefix}.${field.name}`}
            faults={faults}
            today={londonDay(serverNow())}
            value={body[field.name] ?? null}
            onChange={(value) => onChange({ ...body, [field.name]: value })}
          />
        ))}
      </div>
    </fieldset>
  );
}
