import { useCallback } from 'react';
import type { CaseView } from '../../../shared/protocol/http/cases.ts';
import { useMay } from '../../app/session.ts';
import { useAsked } from '../../connection/use-asked.ts';
import { say } from '../../ui/words.ts';
import { ExcludeCard } from './exclude-card.tsx';
import { KeptOutCard } from './kept-out-card.tsx';
import { readConflicts } from './relation-calls.ts';
import style from './relations.module.css';
import { RelativesCard } from './relatives-card.tsx';
import { SamePersonCard } from './same-person-card.tsx';

/** What joins this case to others, and what keeps it apart from them. */
export function RelationsPart({ view }: { readonly view: CaseView }) {
  const seesConflicts = useMay('case.conflicts');
  const answersForIt = useMay('case.exclude');
  return (
    <>
      <SamePersonCard view={view} />
      <RelativesCard view={view} />
      {seesConflicts ? <ConflictsCard caseId={view.row.caseId} /> : null}
      {answersForIt ? <KeptOutCard caseId={view.row.caseId} /> : null}
      <ExcludeCard caseId={view.row.caseId} />
    </>
  );
}

function ConflictsCard({ caseId }: { readonly caseId: string }) {
  const { value } = useAsked(useCallback(() => readConflicts(caseId), [caseId]));
  const conflicts = value?.conflicts ?? [];
  return (
    <section className={style.card}>
      <h2>{say('opposed.title')}</h2>
      <p className={style.about}>{say('opposed.text')}</p>
      {value !== null && conflicts.length === 0 ? <p className={style.quiet}>{say('opposed.none')}</p> : null}
      <ul className={style.rows}>
        {conflicts.map(({ reference, owner }) => (
          <li key={reference}>
            {owner === null
              ? say('opposed.row_nobody', { reference })
              : say('opposed.row', { reference, owner: owner.name })}
          </li>
        ))}
      </ul>
    </section>
  );
}
