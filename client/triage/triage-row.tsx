import type { InboundReferral } from '../../shared/protocol/http/inbound-referrals.ts';
import { labelOf, useReference } from '../app/reference.ts';
import { dayAndTime, dayInWords } from '../ui/dates.ts';
import { Icon } from '../ui/icon.tsx';
import { say, sayCode } from '../ui/words.ts';
import { PassingMark } from './passing-mark.tsx';
import style from './triage.module.css';

interface RowProps {
  readonly row: InboundReferral;
  readonly chosen: boolean;
  readonly open: boolean;
  readonly onChoose: () => void;
  readonly onOpen: () => void;
}

/** One referral in the list: what it is, the sender's grade as theirs, what runs out when, and who has it. */
export function TriageRow({ row, chosen, open, onChoose, onOpen }: RowProps) {
  const [crimes, areas] = [useReference('crimeTypes'), useReference('areas')];
  const about = [
    ...(row.area === null ? [] : [labelOf(areas, row.area)]),
    ...(row.ageBand === null || row.ageBand === 'adult' ? [] : [sayCode('age', row.ageBand)]),
    [sayCode('triage.source', row.source), row.sender?.name].filter(Boolean).join(': '),
    ...(row.attempts === 0 ? [] : [say('triage.attempts', { count: row.attempts })]),
  ];
  return (
    <article className={style.row} data-open={open}>
      <label className={style.choose}>
        <input type="checkbox" checked={chosen} onChange={onChoose} />
        <span className="visually-hidden">{say('triage.choose', { reference: row.reference })}</span>
      </label>
      <div className={style.what}>
        <button type="button" className={style.link} data-row aria-expanded={open} onClick={onOpen}>
          {row.crimeType === null ? row.reference : labelOf(crimes, row.crimeType)}
          {row.crimeType === null ? null : <span className="visually-hidden">, {row.reference}</span>}
        </button>
        <span className={style.quiet}>
          {row.reference} · {about.join(' · ')}
        </span>
      </div>
      <div className={style.marks}>
        <Grade row={row} />
        {row.priority === null ? null : <span>{sayCode('triage.priority', row.priority)}</span>}
        {row.stopped === null ? null : <span data-look="warn">{say('triage.stopped')}</span>}
        <PassingMark row={row} />
        {row.explicitKinds.length === 0 ? null : (
          <span>{say(row.consent.explicit === 'yes' ? 'triage.explicit_given' : 'triage.explicit')}</span>
        )}
      </div>
      <Clocks row={row} />
      <div className={style.owner}>
        <span>{sayCode('triage.state', row.state)}</span>
        <span className={style.quiet}>
          {row.owner === null ? say('triage.owner_nobody') : say('triage.owner', { name: row.owner.name })}
        </span>
      </div>
    </article>
  );
}

/** "Kent Police say: high, 3 Nov 2026": theirs, with its day, never a level of ours (D4). */
function Grade({ row: { senderRisk, sender } }: { readonly row: InboundReferral }) {
  if (senderRisk === null) return null;
  const who = sender?.name ?? say('triage.sender');
  const said = { who, grade: sayCode('triage.grade', senderRisk.grade) };
  return (
    <span data-look={senderRisk.grade === 'high' ? 'warn' : undefined}>
      {senderRisk.on === null
        ? say('triage.grade', said)
        : say('triage.grade_on', { ...said, when: dayInWords(senderRisk.on) })}
    </span>
  );
}

/** What is late is said in words and a sign, not by colour alone. */
function Clocks({ row }: { readonly row: InboundReferral }) {
  return (
    <ul className={style.clocks}>
      {row.clocks.map((clock) => (
        <li key={clock.clockId} className={style.clock} data-state={clock.state}>
          <Icon name={clock.overdue ? 'alert' : clock.stoppedAt === null ? 'clock' : 'check'} size={13} />
          <span>
            {sayCode('clock', clock.clock)}:{' '}
            {clock.stoppedAt === null
              ? `${sayCode('clock_state', clock.state)}, ${dayAndTime(clock.dueAt)}`
              : say(clock.overdue ? 'triage.late' : 'triage.met', { when: dayAndTime(clock.stoppedAt) })}
          </span>
        </li>
      ))}
    </ul>
  );
}
