import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Plan, PlanMeasure } from '../../shared/protocol/http/plans.ts';
import type { ToolRow } from '../../shared/protocol/http/tools.ts';
import { showIn } from '../assessments/open-fillings.ts';
import { startTool } from '../assessments/start.ts';
import { placeOf } from '../assessments/subject.ts';
import { useTools } from '../assessments/tools.ts';
import { Button } from '../ui/button.tsx';
import { dayInWords } from '../ui/dates.ts';
import { say, sayCode } from '../ui/words.ts';
import style from './plans.module.css';
import type { Therapy } from './therapy-fields.ts';

interface MeasuresProps {
  readonly plan: Plan;
  /** The case on the screen. */
  readonly caseId: string;
  readonly measures: Therapy['measures'];
  readonly may: boolean;
}

const ENDS = ['start', 'end'] as const;
type Moment = (typeof ENDS)[number];

/** What measured the therapy, each to be opened with its answers and history, and what became of the score. */
export function TherapyMeasures({ plan, caseId, measures: { list, change }, may }: MeasuresProps) {
  const tools = useTools()?.filter(({ kind, inForce }) => kind === 'measure' && inForce) ?? [];
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const subject = { caseId };
  const go = () => navigate(`/cases/${caseId}/assessments`);
  const open = async (assessmentId: string) => {
    showIn(placeOf(subject), assessmentId);
    await go();
  };
  const begin = async (tool: string, moment: Moment) => {
    if (busy) return;
    setBusy(true);
    const begun = await startTool(subject, { tool, moment, planId: plan.planId });
    setBusy(false);
    if (begun) await go();
  };
  const missing = ENDS.filter((moment) => !list.some((each) => each.moment === moment));
  const running = may && plan.state === 'active';
  return (
    <section className={style.list} aria-label={say('therapy.measures')}>
      <h4>{say('therapy.measures')}</h4>
      {list.length === 0 ? <p className={style.quiet}>{say('therapy.not_measured')}</p> : null}
      <ul className={style.list}>
        {list.map((measure) => (
          <li key={measure.assessmentId} className={style.action}>
            <p className={style.head}>
              <span>{lineOf(measure)}</span>
              <Button size="small" onClick={() => void open(measure.assessmentId)}>
                {say('therapy.measure_open')}
                <span className="visually-hidden"> {lineOf(measure)}</span>
              </Button>
            </p>
          </li>
        ))}
      </ul>
      {change === null ? null : <p>{say('therapy.measure_change', { ...change, change: signed(change.change) })}</p>}
      {running && missing.length > 0
        ? tools.map((tool) => <Begin key={tool.code} {...{ tool, missing, busy }} onBegin={begin} />)
        : null}
    </section>
  );
}

interface BeginProps {
  readonly tool: Pick<ToolRow, 'code' | 'title'>;
  readonly missing: readonly Moment[];
  readonly busy: boolean;
  readonly onBegin: (tool: string, moment: Moment) => Promise<void>;
}

/** What it is measured by, and the ends of the therapy at which it has not been yet. */
function Begin({ tool: { code, title }, missing, busy, onBegin }: BeginProps) {
  return (
    <div className={style.head}>
      <span>{title}</span>
      <div className={style.actions}>
        {missing.map((moment) => (
          <Button key={moment} size="small" aria-busy={busy} onClick={() => void onBegin(code, moment)}>
            {say('therapy.measure_begin', { when: sayCode('moment', moment) })}
            <span className="visually-hidden"> {title}</span>
          </Button>
        ))}
      </div>
    </div>
  );
}

function lineOf({ moment, tool, state, score, startedAt, finishedAt }: PlanMeasure): string {
  const said = {
    when: sayCode('moment', moment),
    tool: tool.title,
    day: dayInWords((finishedAt ?? startedAt).slice(0, 10)),
  };
  if (state === 'open') return say('therapy.measure_going', said);
  return score === null ? say('therapy.measure_no_score', said) : say('therapy.measure_line', { ...said, score });
}

function signed(change: number): string {
  if (change === 0) return '0';
  return change > 0 ? `+${change}` : `−${-change}`;
}
