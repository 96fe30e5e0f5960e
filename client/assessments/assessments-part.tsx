import type { CaseView } from '../../shared/protocol/http/cases.ts';
import { say } from '../ui/words.ts';
import style from './assessments.module.css';
import { Assessments } from './assessments.tsx';
import { CaseLevelPart } from './case-level-part.tsx';

/** The part of a case's page in which tools are filled in. */
export function AssessmentsPart({ view }: { readonly view: CaseView }) {
  const { caseId } = view.row;
  return (
    <section className={style.card} aria-labelledby="assessments-title">
      <h2 id="assessments-title">{say('part.assessments')}</h2>
      <CaseLevelPart view={view} />
      <Assessments subject={{ caseId }} conversations={view.conversations} />
    </section>
  );
}
