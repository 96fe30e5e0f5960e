import { Link } from 'react-router';
import type { CaseRow } from '../../shared/protocol/http/cases.ts';
import { labelOf, useReference } from '../app/reference.ts';
import { say, sayCode } from '../ui/words.ts';
import style from './cases-page.module.css';
import { DueMark } from './due-mark.tsx';
import { RiskWords } from './risk-words.tsx';
import { senderGradeOf } from './sender-grade.ts';

/** One case in a list: whom it is about, how dangerous, what is next and who has it. */
export function CaseRowItem({ row }: { readonly row: CaseRow }) {
  const areas = useReference('areas');
  const graded = senderGradeOf(row);
  const about = [
    ...(row.ageBand === null || row.ageBand === 'adult' ? [] : [sayCode('age', row.ageBand)]),
    ...(row.area === null ? [] : [labelOf(areas, row.area)]),
    ...(row.state === 'open' ? [] : [sayCode('case_state', row.state)]),
    // Theirs is said while nobody here has judged.
    ...(graded === null || row.risk !== 'not_assessed' ? [] : [say('cases.sender_risk', graded)]),
  ];
  return (
    <article className={style.row}>
      <div className={style.who}>
        <Link to={`/cases/${row.caseId}`} className={style.link} data-row>
          <bdi dir="auto">{row.calledName ?? say('cases.no_name')}</bdi>
        </Link>
        <span className={style.reference}>{row.reference}</span>
        {about.length === 0 ? null : <span className={style.about}>{about.join(' · ')}</span>}
      </div>
      <RiskWords risk={row.risk} brief />
      <div className={style.next}>
        <span className="visually-hidden">{say('cases.next')}: </span>
        {row.nextDue === null ? (
          <span className={style.quiet}>{say('cases.nothing_due')}</span>
        ) : (
          <DueMark due={row.nextDue} />
        )}
        {row.alsoDue === 0 ? null : (
          <span className={style.quiet}>{say('cases.also_due', { count: row.alsoDue })}</span>
        )}
        {row.waitingFor.map((who) => (
          <span key={who} className={style.wait}>
            {say(`cases.waiting.${who}`)}
          </span>
        ))}
      </div>
      <div className={style.owner}>
        <span className={style.small}>{say('cases.owner')}</span>
        <span>{row.owner?.name ?? say('cases.nobody')}</span>
      </div>
    </article>
  );
}
