import { useState } from 'react';
import type { Reply } from '../../../shared/protocol/errors.ts';
import { Select } from '../field.tsx';
import { notify } from '../notices.ts';
import { say, sayCode } from '../words.ts';
import type { FormField } from './form-fields.ts';
import style from './record.module.css';
import { RecordForm } from './record-form.tsx';

export interface Move {
  readonly kind: string;
  readonly fields: readonly FormField[];
}

interface StepFormProps {
  readonly moves: readonly Move[];
  readonly revision: number;
  readonly onSend: (body: Readonly<Record<string, unknown>>) => Promise<Reply<unknown>>;
  readonly onDone: () => void;
}

/** What may be done next, chosen first; the form of it follows. */
export function StepForm({ moves, revision, onSend, onDone }: StepFormProps) {
  const [kind, setKind] = useState('');
  const move = moves.find((each) => each.kind === kind);
  const done = () => {
    setKind('');
    notify('done', say('record.saved'));
    onDone();
  };
  const send = async (body: Readonly<Record<string, unknown>>) => {
    const reply = await onSend({ ...body, revision, kind });
    // Somebody else was first: what they wrote is shown beside what is typed here.
    if (!reply.ok && reply.error.details?.reason === 'changed_meanwhile') onDone();
    return reply;
  };
  return (
    <div className={style.next}>
      <Select
        label={say('record.next')}
        value={kind}
        onChange={setKind}
        options={[
          { code: '', label: say('form.choose') },
          ...moves.map((each) => ({ code: each.kind, label: sayCode('move', each.kind) })),
        ]}
      />
      {move === undefined ? null : (
        <RecordForm key={kind} fields={move.fields} send={say('record.save')} onSend={send} onDone={done} />
      )}
    </div>
  );
}
