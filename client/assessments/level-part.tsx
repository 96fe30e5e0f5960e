import { Link } from 'react-router';
import { RISK_LEVELS, type RiskLevel, rankOfLevel } from '../../shared/domain/risk-level.ts';
import type { AssessmentView } from '../../shared/protocol/assessment.ts';
import type { FormDraft } from '../app/form-drafts.ts';
import { RiskWords } from '../cases/risk-words.tsx';
import { Button } from '../ui/button.tsx';
import { dayAndTime } from '../ui/dates.ts';
import { Icon } from '../ui/icon.tsx';
import { say, sayCode } from '../ui/words.ts';
import style from './beside.module.css';
import { BesidePart } from './beside-part.tsx';
import { changeLevel } from './change-level.ts';
import type { Filling } from './filling.ts';
import { type LevelDraft, LevelForm } from './level-form.tsx';

interface LevelProps {
  readonly filling: Filling;
  readonly form: FormDraft<LevelDraft>;
}

export function firstDraft(way: LevelDraft['way'], to: RiskLevel | null): LevelDraft {
  return { clientId: crypto.randomUUID(), way, to, reason: '' };
}

/** The level that stands. Raising takes one person and a reason, and is at once; lowering takes a second person. */
export function LevelPart({ filling, form }: LevelProps) {
  const { row, standing, levels, lowering, raisedHere } = filling.view;
  const higher = RISK_LEVELS.filter((level) => rankOfLevel(level) > rankOfLevel(standing));
  const lower = RISK_LEVELS.filter((level) => rankOfLevel(level) < rankOfLevel(standing));
  const open = (way: LevelDraft['way'], to: readonly RiskLevel[]) => () =>
    form.begin(firstDraft(way, to.length === 1 ? (to[0] ?? null) : null));
  return (
    <BesidePart assessmentId={row.assessmentId} part="level" title={say('level.title')}>
      <RiskWords risk={standing} />
      {lowering === null ? null : <Proposed lowering={lowering} standing={standing} />}
      {form.draft === null ? (
        <div className={style.actions}>
          {higher.length === 0 ? null : (
            <Button size="small" onClick={open('raise', higher)}>
              {say(standing === 'not_assessed' ? 'level.set' : 'level.raise')}
            </Button>
          )}
          {lower.length === 0 || lowering !== null || !raisedHere ? null : (
            <Button size="small" onClick={open('lower', lower)}>
              {say('level.lower')}
            </Button>
          )}
        </div>
      ) : (
        <LevelForm
          onSave={(wanted) => changeLevel(filling.view, wanted)}
          levels={form.draft.way === 'raise' ? higher : lower}
          draft={form.draft}
          onChange={form.change}
          onClose={form.drop}
        />
      )}
      {raisedHere || lower.length === 0 || row.caseId === null ? null : (
        <p className={style.quiet}>
          {say('level.from_elsewhere')} <Link to={`/cases/${row.caseId}/assessments`}>{say('level.to_case')}</Link>
        </p>
      )}
      <Changes levels={levels} />
    </BesidePart>
  );
}

export function Proposed({
  lowering,
  standing,
}: {
  readonly lowering: NonNullable<AssessmentView['lowering']>;
  readonly standing: string;
}) {
  const { proposedBy, proposedAt } = lowering;
  return (
    <div className={style.notice}>
      <Icon name="people" />
      <div>
        <p>{say('level.proposed', { name: proposedBy.name, when: dayAndTime(proposedAt) })}</p>
        <p>{say('level.until_then', { level: sayCode('risk_level', standing) })}</p>
        <Link to="/approvals">{say('level.to_approvals')}</Link>
      </div>
    </div>
  );
}

/** How it came to stand, newest first. */
function Changes({ levels }: Pick<AssessmentView, 'levels'>) {
  if (levels.length === 0) return <p className={style.quiet}>{say('level.no_changes')}</p>;
  return (
    <details>
      <summary>{say('level.changes', { count: levels.length })}</summary>
      <ul className={style.list}>
        {levels.toReversed().map(({ from, to, by, reason, who, approvedBy, at }) => (
          <li key={at} className={style.item}>
            <p>
              <strong>
                {say('level.change', { from: sayCode('risk_level', from), to: sayCode('risk_level', to) })}
              </strong>
            </p>
            {reason === null ? null : (
              <p className={style.words}>
                <bdi dir="auto">{reason}</bdi>
              </p>
            )}
            <p className={style.small}>
              {say(by === 'tool' ? 'level.by_tool' : 'level.by_judgement', { name: who.name, when: dayAndTime(at) })}
              {approvedBy === null ? null : ` ${say('level.approved', { name: approvedBy.name })}`}
            </p>
          </li>
        ))}
      </ul>
    </details>
  );
}
