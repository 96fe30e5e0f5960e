import { useCallback, useEffect } from 'react';
import { RISK_LEVELS, rankOfLevel } from '../../shared/domain/risk-level.ts';
import type { CaseLevel } from '../../shared/protocol/assessment.ts';
import type { CaseView } from '../../shared/protocol/http/cases.ts';
import { useFormDraft } from '../app/form-drafts.ts';
import { RiskWords } from '../cases/risk-words.tsx';
import { useAsked } from '../connection/use-asked.ts';
import { Button } from '../ui/button.tsx';
import { dayAndTime } from '../ui/dates.ts';
import { Problem } from '../ui/field.tsx';
import { correctionOf } from '../ui/notices.ts';
import { say } from '../ui/words.ts';
import { readCaseLevel } from './assessment-calls.ts';
import style from './beside.module.css';
import { changeCaseLevel } from './change-level.ts';
import { type LevelDraft, LevelForm } from './level-form.tsx';
import { firstDraft, Proposed } from './level-part.tsx';

/** The level of the case, where it came from, and how it is changed when that is no tool, or more than one. */
export function CaseLevelPart({ view: { row } }: { readonly view: CaseView }) {
  const { caseId, revision, state } = row;
  const { value, error, again } = useAsked(useCallback(() => readCaseLevel(caseId), [caseId]));
  // biome-ignore lint/correctness/useExhaustiveDependencies: another revision is the reason to ask again
  useEffect(again, [again, revision]);
  if (value === null && error === null) return null;
  return (
    <section className={style.part} aria-labelledby="case-level-title">
      <h3 id="case-level-title">{say('level.of_case')}</h3>
      <Problem>{error === null ? null : correctionOf(error)}</Problem>
      {value === null ? null : <OfCase caseId={caseId} level={value.level} open={state === 'open'} onChanged={again} />}
    </section>
  );
}

interface OfCaseProps {
  readonly caseId: string;
  readonly level: CaseLevel;
  readonly open: boolean;
  readonly onChanged: () => void;
}

function OfCase({ caseId, level, open, onChanged }: OfCaseProps) {
  const form = useFormDraft<LevelDraft>(`level of case ${caseId}`);
  const { standing, lowering, cameFrom } = level;
  const higher = RISK_LEVELS.filter((each) => rankOfLevel(each) > rankOfLevel(standing));
  const lower = RISK_LEVELS.filter((each) => rankOfLevel(each) < rankOfLevel(standing));
  const begin = (way: LevelDraft['way'], to: typeof higher) => () =>
    form.begin(firstDraft(way, to.length === 1 ? (to[0] ?? null) : null));
  const save = async (wanted: Parameters<typeof changeCaseLevel>[2]) => {
    const refusal = await changeCaseLevel(caseId, level, wanted);
    onChanged();
    return refusal;
  };
  return (
    <>
      <RiskWords risk={standing} />
      {cameFrom.map(({ assessmentId, title, startedAt }) => (
        <p key={assessmentId} className={style.quiet}>
          {say('level.came_from', { title, when: dayAndTime(startedAt) })}
        </p>
      ))}
      {lowering === null ? null : <Proposed lowering={lowering} standing={standing} />}
      {form.draft === null ? (
        <div className={style.actions}>
          {open && higher.length > 0 ? (
            <Button size="small" onClick={begin('raise', higher)}>
              {say(standing === 'not_assessed' ? 'level.set_case' : 'level.raise_case')}
            </Button>
          ) : null}
          {open && lower.length > 0 && lowering === null ? (
            <Button size="small" onClick={begin('lower', lower)}>
              {say('level.lower_case')}
            </Button>
          ) : null}
        </div>
      ) : (
        <LevelForm
          onSave={save}
          levels={form.draft.way === 'raise' ? higher : lower}
          draft={form.draft}
          onChange={form.change}
          onClose={form.drop}
        />
      )}
    </>
  );
}
