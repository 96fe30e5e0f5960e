import { useRef } from 'react';
import type { ChangeRow } from '../../shared/protocol/http/registers.ts';
import { useMay } from '../app/session.ts';
import { useRowKeys } from '../app/use-row-keys.ts';
import { useAsked } from '../connection/use-asked.ts';
import { dayAndTime, dayInWords } from '../ui/dates.ts';
import { notify } from '../ui/notices.ts';
import { Asking } from '../ui/record/asking.tsx';
import type { Person } from '../ui/record/fields.ts';
import style from '../ui/record/record.module.css';
import { RecordForm } from '../ui/record/record-form.tsx';
import { RecordItem, Words } from '../ui/record/record-item.tsx';
import { StepForm } from '../ui/record/step-form.tsx';
import { StepList } from '../ui/record/step-list.tsx';
import { say, sayCode } from '../ui/words.ts';
import { addEntry, listChanges, listComplaints, listIncidents, openChange, stepEntry } from './register-calls.ts';
import { changeFields, changeMoves } from './register-fields.ts';

/** What was changed because of what went wrong, or well: planned, done, dropped. */
export function ChangesTab() {
  const asked = useAsked(listChanges);
  const list = useRef<HTMLOListElement>(null);
  const mayAdd = useMay('register.change');
  useRowKeys(list);
  return (
    <section className={style.tab}>
      <h2>{say('team.changes')}</h2>
      <p className={style.lead}>{say('change.text')}</p>
      <Asking asked={asked} nothing={() => null}>
        {({ entries, staff }) => (
          <>
            {entries.length === 0 ? <p className={style.quiet}>{say('register.nothing')}</p> : null}
            <ol ref={list} className={style.list} aria-label={say('team.changes')}>
              {entries.map((entry) => (
                <li key={entry.entryId}>
                  <ChangeItem entry={entry} staff={staff} onChanged={asked.again} />
                </li>
              ))}
            </ol>
            {mayAdd ? <AddChange staff={staff} onAdded={asked.again} /> : null}
          </>
        )}
      </Asking>
    </section>
  );
}

interface ItemProps {
  readonly entry: ChangeRow;
  readonly staff: readonly Person[];
  readonly onChanged: () => void;
}

function ChangeItem({ entry, staff, onChanged }: ItemProps) {
  const { entryId, state, owner, dueOn, over, because, madeAt, madeBy } = entry;
  return (
    <RecordItem
      title={owner === null ? say('change.title') : say('change.title_of', { name: owner.name })}
      marks={[
        ...(over ? [{ text: say('record.late'), tone: 'danger' } as const] : []),
        { text: sayCode('change_state', state), ...(state === 'done' ? { tone: 'good' as const } : {}) },
      ]}
      facts={[
        say('change.because', { count: because.length }),
        dueOn === null ? null : say('record.due', { day: dayInWords(dueOn) }),
        say('change.by', { name: madeBy.name, when: dayAndTime(madeAt) }),
      ]}
      open={() => openChange(entryId)}
    >
      {(opened, again) => (
        <>
          <Words label={say('change.words')} text={opened.text} />
          <StepList steps={opened.steps} />
          <StepForm
            moves={changeMoves(opened.entry, staff)}
            revision={opened.entry.revision}
            onSend={(body) => stepEntry('changes', entryId, body)}
            onDone={() => {
              again();
              onChanged();
            }}
          />
        </>
      )}
    </RecordItem>
  );
}

interface AddProps {
  readonly staff: readonly Person[];
  readonly onAdded: () => void;
}

/** What it answers is chosen from what is open in the registers, so that nothing is changed for no reason. */
function AddChange({ staff, onAdded }: AddProps) {
  const complaints = useAsked(listComplaints).value?.entries ?? [];
  const incidents = useAsked(listIncidents).value?.entries ?? [];
  const options = [
    ...complaints.map((each) => ({
      code: `complaints ${each.entryId}`,
      label: say('change.of_complaint', {
        kind: sayCode('complaint_kind', each.kind),
        day: dayInWords(each.receivedOn),
      }),
    })),
    ...incidents.map((each) => ({
      code: `incidents ${each.entryId}`,
      label: say('change.of_incident', { kind: sayCode('incident_kind', each.kind), when: dayAndTime(each.awareAt) }),
    })),
  ];
  if (options.length === 0) return null;
  return (
    <section className={style.panel}>
      <h3>{say('change.add')}</h3>
      <RecordForm
        fields={changeFields(staff, say('change.for'), options)}
        send={say('record.save')}
        onSend={({ because, ...body }) => addEntry('changes', { ...body, because: readBecause(because) })}
        onDone={() => {
          notify('done', say('record.saved'));
          onAdded();
        }}
      />
    </section>
  );
}

function readBecause(chosen: unknown) {
  return (Array.isArray(chosen) ? chosen : []).map((code) => {
    const [register, entryId] = String(code).split(' ');
    return { register, entryId };
  });
}
