import { useRef, useState } from 'react';
import { Link, Navigate, useSearchParams } from 'react-router';
import { useMay } from '../app/session.ts';
import { useRowKeys } from '../app/use-row-keys.ts';
import buttonStyle from '../ui/button.module.css';
import { Button } from '../ui/button.tsx';
import { Problem } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { sentenceOf } from '../ui/notices.ts';
import { say, sayCode } from '../ui/words.ts';
import type { Found } from './case-calls.ts';
import { useCaseCounts, useCaseList } from './case-list.ts';
import { CaseRowItem } from './case-row.tsx';
import { CaseViews } from './case-views.tsx';
import style from './cases-page.module.css';
import { FilterBar } from './filter-bar.tsx';
import { chosenIn, viewIn } from './filters.ts';
import { FindBox } from './find-box.tsx';
import { FoundCases } from './found-cases.tsx';
import { SavedViews } from './saved-views.tsx';

/** The cases of whoever looks, what is due first. */
export function CasesPage() {
  return useMay('case.list') ? <Cases /> : <Navigate to="/" replace />;
}

function Cases() {
  const [params, setParams] = useSearchParams();
  const [found, setFound] = useState<Found | null>(null);
  const counts = useCaseCounts(chosenIn(params).owner);
  const mayMake = useMay('case.make');
  return (
    <main className={style.page}>
      <header className={style.head}>
        <h1>{say('cases.title')}</h1>
        <FindBox onFound={setFound} />
        {mayMake ? (
          <Link to="/cases/new" className={`${buttonStyle.button} ${buttonStyle.main}`}>
            <Icon name="plus" size={14} />
            {say('cases.new')}
          </Link>
        ) : null}
      </header>
      {found === null ? (
        <>
          <CaseViews params={params} counts={counts} />
          <FilterBar params={params} onChange={(next) => setParams(next, { replace: true })} />
          <SavedViews params={params} />
          <List params={params} />
        </>
      ) : (
        <>
          <FoundCases found={found}>{(row) => <CaseRowItem row={row} />}</FoundCases>
          <Button size="small" className={style.back} onClick={() => setFound(null)}>
            {say('find.clear')}
          </Button>
        </>
      )}
    </main>
  );
}

function List({ params }: { readonly params: URLSearchParams }) {
  const { rows, next, error, load } = useCaseList(params.toString());
  const list = useRef<HTMLOListElement>(null);
  useRowKeys(list);
  if (error !== null) {
    return (
      <div className={style.failed}>
        <Problem>{`${say('cases.failed')} ${sentenceOf(error)}`}</Problem>
        <Button size="small" onClick={() => void load()}>
          {say('again')}
        </Button>
      </div>
    );
  }
  if (rows === null) return <p className={style.quiet}>{say('loading')}</p>;
  if (rows.length === 0) return <p className={style.quiet}>{nothing(params)}</p>;
  return (
    <>
      <ol ref={list} className={style.list} aria-label={say('cases.list')}>
        {rows.map((row) => (
          <li key={row.caseId}>
            <CaseRowItem row={row} />
          </li>
        ))}
      </ol>
      {next === null ? null : (
        <Button className={style.back} onClick={() => void load(next)}>
          {say('cases.more')}
        </Button>
      )}
    </>
  );
}

function nothing(params: URLSearchParams): string {
  if (Object.keys(chosenIn(params)).length > 0) return say('cases.none_filtered');
  return sayCode('cases.none', viewIn(params) ?? 'all');
}
