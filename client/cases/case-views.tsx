import { Link } from 'react-router';
import { CASE_VIEWS } from '../../shared/domain/case-sections.ts';
import { say, sayCode } from '../ui/words.ts';
import type { Counts } from './case-list.ts';
import style from './cases-page.module.css';
import { viewIn, withFilter } from './filters.ts';

const MOST = 999;

/** The four views everybody begins with, and all. */
export function CaseViews({ params, counts }: { readonly params: URLSearchParams; readonly counts: Counts }) {
  const current = viewIn(params);
  return (
    <nav className={style.views} aria-label={say('cases.views')}>
      {CASE_VIEWS.map((view) => (
        <Link
          key={view}
          to={`?${withFilter(params, 'view', view)}`}
          aria-current={view === current ? 'page' : undefined}
          data-view={view}
        >
          {sayCode('case_view', view)}
          <CountOf count={counts[view]} />
        </Link>
      ))}
      <Link to={`?${withFilter(params, 'view', '')}`} aria-current={current === null ? 'page' : undefined}>
        {say('case_view.all')}
      </Link>
    </nav>
  );
}

function CountOf({ count }: { readonly count: number | undefined }) {
  if (count === undefined) return null;
  return (
    <span className={style.count} data-some={count > 0}>
      {count >= MOST ? say('cases.count_most') : count}
    </span>
  );
}
