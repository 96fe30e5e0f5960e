import type { RecordStep } from '../../../shared/protocol/http/concerns.ts';
import { dayAndTime } from '../dates.ts';
import { say, sayCode } from '../words.ts';
import style from './record.module.css';

interface StepListProps {
  readonly steps: readonly RecordStep[];
  /** What a code of a step says, such as what was decided. */
  readonly codes?: (step: RecordStep) => string | null;
}

/** Who did what and when, the oldest first. */
export function StepList({ steps, codes = () => null }: StepListProps) {
  return (
    <section>
      <h4>{say('record.steps')}</h4>
      <ol className={style.steps}>
        {steps.map((step) => {
          const said = codes(step);
          return (
            <li key={step.stepId}>
              <p>
                <strong>{sayCode('step_kind', step.kind)}</strong>
                {said === null ? null : <span> {said}</span>}
                <small>
                  {step.by.name} · <time dateTime={step.at}>{dayAndTime(step.at)}</time>
                </small>
              </p>
              {step.text === null ? null : <p dir="auto">{step.text}</p>}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
