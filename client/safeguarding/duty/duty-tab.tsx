import { CONTACT_KINDS } from '../../../shared/domain/duty-list.ts';
import type { DutyTurnView } from '../../../shared/protocol/http/duty.ts';
import { useAsked } from '../../connection/use-asked.ts';
import { Button } from '../../ui/button.tsx';
import { useServerNow } from '../../ui/clock.ts';
import { dayAndTime } from '../../ui/dates.ts';
import { Icon } from '../../ui/icon.tsx';
import { notify, notifyProblem } from '../../ui/notices.ts';
import { Asking } from '../../ui/record/asking.tsx';
import { choicesOf, personField } from '../../ui/record/fields.ts';
import type { FormField } from '../../ui/record/form-fields.ts';
import style from '../../ui/record/record.module.css';
import { RecordForm } from '../../ui/record/record-form.tsx';
import { say, sayCode } from '../../ui/words.ts';
import { refreshWarnings } from '../../warnings/warnings.ts';
import { Contacts } from '../on-call-calls.tsx';
import { addTurn, type DutyList, listDuty, removeTurn } from './duty-calls.ts';

/** Who the lead on call is, and when: gaps and overlaps of the next two weeks are pointed out, none is forbidden. */
export function DutyTab() {
  const asked = useAsked(listDuty);
  const changed = () => {
    asked.again();
    // That nobody is on call is said beside it, and everywhere else.
    void refreshWarnings();
  };
  return (
    <section className={style.tab}>
      <h2>{say('team.duty')}</h2>
      <p className={style.lead}>{say('duty.text')}</p>
      <Asking asked={asked} nothing={() => null}>
        {(list) => (
          <>
            <Spans list={list} />
            <ol className={style.list} aria-label={say('duty.turns')}>
              {list.turns.map((turn) => (
                <li key={turn.dutyId}>
                  <Turn turn={turn} reachable={list.reachable} onChanged={changed} />
                </li>
              ))}
            </ol>
            <section className={style.panel}>
              <h3>{say('duty.add')}</h3>
              <RecordForm
                fields={fieldsOf(list)}
                send={say('duty.put')}
                onSend={(body) => addTurn(turnOf(body))}
                aliases={ALIASES}
                onDone={() => {
                  notify('done', say('duty.added'));
                  changed();
                }}
              />
            </section>
          </>
        )}
      </Asking>
    </section>
  );
}

const ALIASES = { 'contacts.0.value': 'value', 'contacts.0.kind': 'kind', contacts: 'value' };

function fieldsOf({ leads }: DutyList): FormField[] {
  return [
    personField(leads, say('duty.who')),
    { name: 'from', label: say('duty.from'), kind: 'moment' },
    { name: 'until', label: say('duty.until'), kind: 'moment' },
    { name: 'kind', label: say('duty.how'), kind: 'radio', options: choicesOf('duty.channel', CONTACT_KINDS) },
    { name: 'value', label: say('duty.where'), hint: say('duty.where_hint'), kind: 'line', max: 500 },
  ];
}

/** One way in the form; more are for whoever needs them, by the interface. */
function turnOf({ kind, value, ...rest }: Readonly<Record<string, unknown>>) {
  return { ...rest, contacts: [{ kind, value }] };
}

function Spans({ list: { gaps, overlaps } }: { readonly list: DutyList }) {
  const words = (span: { from: string; until: string }) => ({
    from: dayAndTime(span.from),
    until: dayAndTime(span.until),
  });
  if (gaps.length + overlaps.length === 0) return <p className={style.quiet}>{say('duty.covered')}</p>;
  return (
    <ul className={style.table} aria-label={say('duty.look')}>
      {gaps.map((gap) => (
        <li key={gap.from} className={style.warning}>
          <Icon name="alert" />
          {say('duty.gap', words(gap))}
        </li>
      ))}
      {overlaps.map((overlap) => (
        <li key={overlap.from} className={style.quiet}>
          {say('duty.overlap', words(overlap))}
        </li>
      ))}
    </ul>
  );
}

interface TurnProps {
  readonly turn: DutyTurnView;
  readonly reachable: readonly string[];
  readonly onChanged: () => void;
}

function Turn({ turn, reachable, onChanged }: TurnProps) {
  const { dutyId, name, from, until, channels, setBy } = turn;
  const now = useServerNow();
  const isNow = Date.parse(from) <= now;
  const remove = async () => {
    const reply = await removeTurn(dutyId);
    if (!reply.ok) notifyProblem(reply.error);
    onChanged();
  };
  return (
    <article className={style.item} aria-label={name}>
      <header>
        <h3>{name}</h3>
        <ul className={style.marks}>
          {isNow ? <li data-tone="good">{say('duty.now')}</li> : null}
          {channels.map((channel) => (
            <li key={channel} data-tone={reachable.includes(channel) ? undefined : 'warn'}>
              {say(reachable.includes(channel) ? 'duty.by_us' : 'duty.by_hand', {
                channel: sayCode('reached_by', channel),
              })}
            </li>
          ))}
        </ul>
      </header>
      <p className={style.facts}>
        <span>{say('duty.span', { from: dayAndTime(from), until: dayAndTime(until) })}</span>
        <span>{say('duty.set_by', { name: setBy.name })}</span>
      </p>
      <div className={style.actions}>
        <Contacts dutyId={dutyId} />
        <Button look="plain" size="small" aria-label={say('duty.remove_who', { name })} onClick={() => void remove()}>
          {say('duty.remove')}
        </Button>
      </div>
    </article>
  );
}
