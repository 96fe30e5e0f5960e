import { useState } from 'react';
import { CONCERN_KINDS } from '../../shared/domain/concern.ts';
import type { Reply } from '../../shared/protocol/errors.ts';
import { useMay } from '../app/session.ts';
import { raiseConcern } from '../safeguarding/concerns/concern-calls.ts';
import { Choices } from '../ui/field.tsx';
import { notify } from '../ui/notices.ts';
import { choicesOf, words } from '../ui/record/fields.ts';
import { type FormField, momentNow } from '../ui/record/form-fields.ts';
import style from '../ui/record/record.module.css';
import { RecordForm } from '../ui/record/record-form.tsx';
import { say } from '../ui/words.ts';
import { addEntry } from './register-calls.ts';
import { complaintFields, complaintOf, incidentFields } from './register-fields.ts';

interface Report {
  readonly code: 'concern' | 'complaint' | 'incident';
  readonly fields: () => FormField[];
  readonly send: (body: Readonly<Record<string, unknown>>) => Promise<Reply<unknown>>;
}

const REPORTS: readonly Report[] = [
  {
    code: 'concern',
    fields: () => [
      {
        ...{ name: 'kind', label: say('concern.kind'), kind: 'radio' },
        options: choicesOf(
          'concern_kind',
          CONCERN_KINDS.filter((kind) => kind !== 'emergency'),
        ),
      },
      words(say('concern.words')),
    ],
    send: (body) => raiseConcern({ ...body, conversationId: null, caseId: null }),
  },
  { code: 'complaint', fields: complaintFields, send: (body) => addEntry('complaints', complaintOf(body)) },
  {
    code: 'incident',
    fields: incidentFields,
    send: (body) => addEntry('incidents', { ...body, conversationId: null, caseId: null }),
  },
];

/** Anybody writes down what came to them; who reads it is a lead, or data protection. */
export function ReportTab() {
  const mayRaise = useMay('concern.raise');
  const shown = REPORTS.filter(({ code }) => code !== 'concern' || mayRaise);
  const [chosen, setChosen] = useState('');
  const [count, setCount] = useState(0);
  const report = shown.find(({ code }) => code === chosen);
  const done = () => {
    notify('done', say('report.done'));
    setChosen('');
    setCount(count + 1);
  };
  return (
    <section className={style.tab}>
      <h2>{say('team.report')}</h2>
      <p className={style.lead}>{say('report.text')}</p>
      <section className={style.panel}>
        <Choices
          legend={say('report.what')}
          options={shown.map(({ code }) => ({ code, label: say(`report.${code}`) }))}
          chosen={chosen === '' ? [] : [chosen]}
          beside
          onChange={([code = '']) => setChosen(code)}
        />
        {report === undefined ? null : (
          <RecordForm
            key={`${report.code} ${count}`}
            fields={report.fields()}
            begins={report.code === 'incident' ? { awareAt: momentNow() } : {}}
            keep={`report ${report.code}`}
            send={say('report.send')}
            onSend={report.send}
            onDone={done}
          />
        )}
      </section>
    </section>
  );
}
