import type { QualificationRow } from '../../shared/protocol/http/qualifications.ts';
import { useMay } from '../app/session.ts';
import { useLive } from '../app/store.ts';
import { useAsked } from '../connection/use-asked.ts';
import { dayInWords } from '../ui/dates.ts';
import { notify } from '../ui/notices.ts';
import { Asking } from '../ui/record/asking.tsx';
import { personField } from '../ui/record/fields.ts';
import type { FormField } from '../ui/record/form-fields.ts';
import style from '../ui/record/record.module.css';
import { RecordForm } from '../ui/record/record-form.tsx';
import { say, sayCode } from '../ui/words.ts';
import { Evidence } from './evidence.tsx';
import { addQualification, listQualifications, type Qualifications } from './qualification-calls.ts';

/** What ends soon comes first. A lapse moves nothing by itself: somebody renews it, or changes who does what. */
export function QualificationsTab() {
  const asked = useAsked(listQualifications);
  const maySet = useMay('qualification.set');
  return (
    <section className={style.tab}>
      <h2>{say('team.qualifications')}</h2>
      <p className={style.lead}>{say('qualification.text')}</p>
      <Asking asked={asked} nothing={() => null}>
        {(value) => (
          <>
            <ToRenew value={value} />
            <ul className={style.list} aria-label={say('qualification.staff')}>
              {value.staff
                .filter(({ qualifications, role }) => qualifications.length > 0 || role === 'agent')
                .map((member) => (
                  <li key={member.agentId} className={style.item}>
                    <header>
                      <h3>{member.name}</h3>
                      <span className={style.quiet}>{sayCode('role', member.role)}</span>
                    </header>
                    <Held rows={member.qualifications} kinds={value.kinds} onChanged={asked.again} />
                  </li>
                ))}
            </ul>
            {maySet ? <Add value={value} onAdded={asked.again} /> : null}
          </>
        )}
      </Asking>
    </section>
  );
}

type Kinds = Qualifications['kinds'];

const labelOf = (kinds: Kinds, code: string): string => kinds.find((kind) => kind.code === code)?.label ?? code;

function ToRenew({ value: { toRenew, kinds } }: { readonly value: Qualifications }) {
  if (toRenew.length === 0) return <p className={style.quiet}>{say('qualification.nothing_ends')}</p>;
  return (
    <section className={style.panel}>
      <h3>{say('qualification.to_renew')}</h3>
      <ul className={style.table}>
        {toRenew.map(({ qualificationId, name, code, expiresOn, standing }) => (
          <li key={qualificationId} className={style.row}>
            <span>
              {name}
              <small>{labelOf(kinds, code)}</small>
            </span>
            <ul className={style.marks}>
              <li data-tone={standing === 'lapsed' ? 'danger' : 'warn'}>
                {say(standing === 'lapsed' ? 'qualification.ended_on' : 'qualification.ends_on', {
                  day: dayInWords(expiresOn ?? ''),
                })}
              </li>
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface HeldProps {
  readonly rows: readonly QualificationRow[];
  readonly kinds: Kinds;
  readonly onChanged: () => void;
}

function Held({ rows, kinds, onChanged }: HeldProps) {
  if (rows.length === 0) return <p className={style.quiet}>{say('qualification.none')}</p>;
  return (
    <ul className={style.table}>
      {rows.map((row) => (
        <li key={row.qualificationId} className={style.row}>
          <span>
            {labelOf(kinds, row.code)}
            <small>{spanOf(row)}</small>
          </span>
          <span className={style.actions}>
            <span className={style.quiet}>{sayCode('qualification', row.standing)}</span>
            <Evidence row={row} onChanged={onChanged} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function spanOf({ obtainedOn, expiresOn, endedOn }: QualificationRow): string {
  const until = endedOn ?? expiresOn;
  const from = dayInWords(obtainedOn);
  return until === null
    ? say('qualification.since', { from })
    : say('qualification.span', { from, until: dayInWords(until) });
}

function Add({ value: { staff, kinds }, onAdded }: { readonly value: Qualifications; readonly onAdded: () => void }) {
  const me = useLive((live) => live.account?.agentId);
  const fields: FormField[] = [
    // Nobody vouches for themselves.
    personField(
      staff.filter(({ agentId }) => agentId !== me),
      say('qualification.who'),
    ),
    {
      ...{ name: 'code', label: say('qualification.what'), kind: 'select' },
      options: kinds.map(({ code, label, group }) => ({ code, label, group: sayCode('qualification_group', group) })),
    },
    { name: 'obtainedOn', label: say('qualification.obtained'), kind: 'day' },
    { name: 'expiresOn', label: say('qualification.expires'), kind: 'day', optional: true },
    {
      name: 'evidence',
      label: say('qualification.evidence'),
      hint: say('qualification.evidence_hint'),
      kind: 'area',
      max: 1_000,
    },
  ];
  return (
    <section className={style.panel}>
      <h3>{say('qualification.add')}</h3>
      <RecordForm
        fields={fields}
        send={say('record.save')}
        onSend={addQualification}
        onDone={() => {
          notify('done', say('record.saved'));
          onAdded();
        }}
      />
    </section>
  );
}
