import { useState } from 'react';
import type { InboundReferral } from '../../shared/protocol/http/inbound-referrals.ts';
import { serverNow } from '../ui/clock.ts';
import { type Choice, Choices, TextField } from '../ui/field.tsx';
import { notify } from '../ui/notices.ts';
import { ReasonDialog } from '../ui/reason-dialog.tsx';
import { isoOf, momentOf } from '../ui/record/form-fields.ts';
import { say, type Words } from '../ui/words.ts';
import { refusalOf } from './refusal.ts';
import style from './triage.module.css';
import { type Stepped, stepReferral } from './triage-calls.ts';

/** One step as a form: something to choose, something to tick, and a sentence. */
export interface StepForm {
  /** Under which address it is sent. */
  readonly what: string;
  readonly title: Words;
  readonly label: Words;
  readonly legend: Words | null;
  readonly options: readonly Choice[] | null;
  readonly tick?: Words;
  /** When it was: begins as now. */
  readonly moment?: Words;
  readonly optional?: boolean;
  readonly look?: 'danger';
  readonly max?: number;
  /** What to find out first. */
  readonly hints?: readonly string[];
  /** `at`: when it was, in ISO; of a form that does not ask, when it is sent. */
  readonly body: (given: { readonly chosen: string; readonly ticked: boolean; readonly at: string }) => object;
}

interface DialogProps {
  readonly form: StepForm;
  readonly referral: InboundReferral;
  readonly onClose: () => void;
  readonly onDone: (stepped: Stepped) => void;
}

export function StepDialog({ form, referral, onClose, onDone }: DialogProps) {
  const {
    title,
    label,
    legend,
    options,
    tick,
    moment,
    optional = false,
    look = 'main',
    max = 4_000,
    hints = [],
  } = form;
  const [chosen, setChosen] = useState<string | null>(null);
  const [ticked, setTicked] = useState(false);
  const [opened] = useState(() => serverNow().toISOString());
  const [when, setWhen] = useState(() => momentOf(opened));
  // To the second where nobody changed it: of two attempts the later is the later.
  const at = when === momentOf(opened) ? opened : isoOf(when);
  return (
    <ReasonDialog
      title={say(title)}
      label={say(label)}
      submit={say(title)}
      max={max}
      look={look}
      words={optional ? 'optional' : 'needed'}
      chosen={[form.what, chosen, ticked, at]}
      check={() => {
        if (options !== null && chosen === null) return say('triage.reason_missing');
        return at === null ? say('form.not_a_time') : null;
      }}
      onClose={onClose}
      onSay={async (said, clientId) => {
        const body = form.body({ chosen: chosen ?? '', ticked, at: at ?? opened });
        const words = optional && said.trim() === '' ? null : said;
        const reply = await stepReferral(referral, form.what, { clientId, ...wordsOf(form.what, words), ...body });
        if (!reply.ok) return refusalOf(reply);
        notify('done', say('triage.saved'));
        onDone(reply.value);
        return null;
      }}
    >
      <Hints hints={hints} />
      {options === null || legend === null ? null : (
        <Choices
          legend={say(legend)}
          options={options}
          chosen={chosen === null ? [] : [chosen]}
          onChange={([code = null]) => setChosen(code)}
        />
      )}
      {moment === undefined ? null : (
        <TextField
          label={say(moment)}
          type="datetime-local"
          value={when}
          onChange={({ target }) => setWhen(target.value)}
        />
      )}
      {tick === undefined ? null : (
        <label className={style.tick}>
          <input type="checkbox" checked={ticked} onChange={() => setTicked(!ticked)} />
          <span>{say(tick)}</span>
        </label>
      )}
    </ReasonDialog>
  );
}

const HINTS_SHOWN = 3;

/** What to find out first; of many the list is folded, so that what is asked stays in sight. */
function Hints({ hints }: { readonly hints: readonly string[] }) {
  const list = hints.map((hint) => (
    <p key={hint} className={style.quiet}>
      {hint}
    </p>
  ));
  if (hints.length <= HINTS_SHOWN) return list;
  return (
    <details>
      <summary>{say('triage.hints', { count: hints.length })}</summary>
      {list}
    </details>
  );
}

/** A choice is told why, everything else what was said. */
function wordsOf(what: string, words: string | null): object {
  return what === 'choice' ? { why: words } : { said: words };
}
