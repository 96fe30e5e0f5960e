import { Link } from 'react-router';
import { ContactBrief } from '../contacts/contact-brief.tsx';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { sentenceOf } from '../ui/notices.ts';
import { say, sayCode } from '../ui/words.ts';
import style from './case-panel.module.css';
import { sectionIn } from './case-sections.ts';
import { DueMark } from './due-mark.tsx';
import { reloadCase, useCase } from './open-cases.ts';
import { RiskWords } from './risk-words.tsx';

/** What to know of the case while talking; the rest is one link away. */
export function CaseBrief({ caseId }: { readonly caseId: string }) {
  const { view, error } = useCase(caseId);
  if (view === null) {
    if (error === null) return <p className={style.quiet}>{say('loading')}</p>;
    return (
      <div className={style.panel} role="alert">
        <p>{error.code === 'not_found' ? say('case.gone') : sentenceOf(error)}</p>
        <Button size="small" onClick={() => void reloadCase(caseId)}>
          {say('again')}
        </Button>
      </div>
    );
  }
  const { row, conflict, due } = view;
  const wishes = sectionIn(view, 'circumstances')?.wishes ?? null;
  return (
    <div className={style.panel}>
      <header className={style.brief}>
        <h3>
          <bdi dir="auto">{row.calledName ?? say('cases.no_name')}</bdi>
        </h3>
        <span>{row.reference}</span>
        {row.state === 'open' ? null : <span>{sayCode('case_state', row.state)}</span>}
      </header>
      {conflict ? (
        <p className={style.conflict} role="note">
          <Icon name="alert" />
          {say('case.conflict')}
        </p>
      ) : null}
      <RiskWords risk={row.risk} />
      <dl className={style.facts}>
        <div>
          <dt>{say('cases.next')}</dt>
          <dd>
            {due.length === 0
              ? say('cases.nothing_due')
              : due.slice(0, 3).map((each) => <DueMark key={`${each.kind} ${each.at}`} due={each} />)}
          </dd>
        </div>
        <div>
          <dt>{say('case.owner')}</dt>
          <dd>{row.owner?.name ?? say('cases.nobody')}</dd>
        </div>
        {wishes === null ? null : (
          <div>
            <dt>{say('section.circumstances.wishes')}</dt>
            <dd>
              <bdi dir="auto">{wishes}</bdi>
            </dd>
          </div>
        )}
      </dl>
      <ContactBrief caseId={caseId} />
      <Link to={`/cases/${caseId}`} className={style.open}>
        {say('link.open')}
      </Link>
    </div>
  );
}
