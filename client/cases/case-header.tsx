import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import type { CaseView } from '../../shared/protocol/http/cases.ts';
import { labelOf, useReference } from '../app/reference.ts';
import { useMay } from '../app/session.ts';
import { Button } from '../ui/button.tsx';
import { dayAndTime } from '../ui/dates.ts';
import { Icon } from '../ui/icon.tsx';
import { languageName } from '../ui/language-name.ts';
import { say, sayCode } from '../ui/words.ts';
import { AllocateDialog } from './allocate-dialog.tsx';
import style from './case-header.module.css';
import { sectionIn } from './case-sections.ts';
import { CloseDialog, ReopenDialog } from './close-dialog.tsx';
import { DueMark } from './due-mark.tsx';
import { RiskWords } from './risk-words.tsx';
import { senderGradeOf } from './sender-grade.ts';

/** Who it is, how dangerous, what is next and who has it. `brief` leaves the rest out where a screen is small. */
export function CaseHeader({ view, brief }: { readonly view: CaseView; readonly brief: boolean }) {
  const { row, conflict } = view;
  return (
    <header className={style.header} data-brief={brief}>
      <div className={style.first}>
        <div className={style.name}>
          <h1>
            <bdi dir="auto">{row.calledName ?? say('cases.no_name')}</bdi>
          </h1>
          <span className={style.reference}>{row.reference}</span>
          {row.state === 'open' ? null : <span className={style.state}>{sayCode('case_state', row.state)}</span>}
        </div>
        <Actions view={view} />
      </div>
      {conflict ? (
        <p className={style.conflict} role="note">
          <Icon name="alert" />
          {say('case.conflict')}
        </p>
      ) : null}
      {row.repeat === null ? null : <p className={style.ended}>{sayCode('repeat', row.repeat)}</p>}
      <Ended view={view} />
      <Facts view={view} />
    </header>
  );
}

function Facts({ view }: { readonly view: CaseView }) {
  const { row, formerOwner } = view;
  const nobody = formerOwner === null ? say('cases.nobody') : say('case.former_owner', { name: formerOwner.name });
  const areas = useReference('areas');
  const graded = senderGradeOf(row);
  const unknown = <span className={style.quiet}>{say('case.not_known')}</span>;
  return (
    <dl className={style.facts}>
      <Fact label={say('filters.risk')} wide>
        <RiskWords risk={row.risk} />
      </Fact>
      {graded === null ? null : (
        <Fact label={say('case.sender_risk')} wide>
          {say('case.sender_risk_text', graded)}
        </Fact>
      )}
      <Fact label={say('cases.next')} wide>
        {row.nextDue === null ? (
          <span className={style.quiet}>{say('cases.nothing_due')}</span>
        ) : (
          <DueMark due={row.nextDue} />
        )}
        {row.alsoDue === 0 ? null : (
          <span className={style.quiet}>{say('cases.also_due', { count: row.alsoDue })}</span>
        )}
      </Fact>
      <Fact label={say('case.owner')}>{row.owner?.name ?? nobody}</Fact>
      <Fact label={say('case.age')}>{row.ageBand === null ? unknown : sayCode('age', row.ageBand)}</Fact>
      <Fact label={say('case.area')}>{row.area === null ? unknown : labelOf(areas, row.area)}</Fact>
      <Fact label={say('case.language')}>{languageOf(view) ?? unknown}</Fact>
    </dl>
  );
}

function Fact({ label, wide = false, children }: { label: string; wide?: boolean; children: ReactNode }) {
  return (
    <div data-wide={wide}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function languageOf(view: CaseView): string | null {
  const body = sectionIn(view, 'circumstances');
  if (body === null || (body.language === null && body.interpreter === null)) return null;
  const language = body.language === null ? say('case.not_known') : languageName(body.language);
  if (body.interpreter?.needed !== true) return language;
  const { gender } = body.interpreter;
  const interpreter =
    gender === 'any'
      ? say('case.interpreter')
      : say('case.interpreter_with', { gender: sayCode('interpreter_gender', gender).toLowerCase() });
  return `${language}, ${interpreter}`;
}

function Ended({ view: { row, mergedInto } }: { readonly view: CaseView }) {
  const reasons = useReference('closureReasons');
  if (row.state === 'merged') {
    return (
      <p className={style.ended}>
        {say('case.merged')}{' '}
        {mergedInto === null ? null : <Link to={`/cases/${mergedInto}`}>{say('case.merged_open')}</Link>}
      </p>
    );
  }
  if (row.state === 'open' || row.closedAt === null) return null;
  const reason = labelOf(reasons, row.closureReason ?? '');
  return <p className={style.ended}>{say('case.closed', { when: dayAndTime(row.closedAt), reason })}</p>;
}

type Open = 'allocate' | 'close' | 'reopen' | null;

function Actions({ view }: { readonly view: CaseView }) {
  const [open, setOpen] = useState<Open>(null);
  const mayAllocate = useMay('case.allocate');
  const close = () => setOpen(null);
  const { state } = view.row;
  return (
    <div className={style.actions}>
      {mayAllocate && state === 'open' ? (
        <Button size="small" onClick={() => setOpen('allocate')}>
          {say('case.allocate')}
        </Button>
      ) : null}
      {state === 'open' ? (
        <Button size="small" onClick={() => setOpen('close')}>
          {say('case.close')}
        </Button>
      ) : null}
      {state === 'closed' ? (
        <Button size="small" onClick={() => setOpen('reopen')}>
          {say('case.reopen')}
        </Button>
      ) : null}
      {open === 'allocate' ? <AllocateDialog view={view} onClose={close} /> : null}
      {open === 'close' ? <CloseDialog row={view.row} onClose={close} /> : null}
      {open === 'reopen' ? <ReopenDialog row={view.row} onClose={close} /> : null}
    </div>
  );
}
