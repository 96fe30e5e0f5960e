import { type RiskLevel, rankOfLevel } from '../../shared/domain/risk-level.ts';
import type { Effect } from '../../shared/domain/tools/rule.ts';
import type { Reading } from '../../shared/protocol/assessment.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { say, sayCode } from '../ui/words.ts';
import { sayAnswer, sayTopic } from './answer-words.ts';
import style from './beside.module.css';
import { BesidePart } from './beside-part.tsx';
import { EffectLine, WaysLine } from './effect-line.tsx';
import type { Filling } from './filling.ts';
import type { Subject } from './subject.ts';

interface FollowsProps {
  readonly filling: Filling;
  readonly subject: Subject;
  readonly onTopic: (topicId: string) => void;
  readonly onJudge: (level: RiskLevel) => void;
}

/** Each rule that holds: what it asks people to do, why, and the answers behind it. None of them acts by itself. */
export function FollowsPart(props: FollowsProps) {
  const { filling, onJudge } = props;
  const { fired } = filling.view.reading;
  const asked = askedLevel(filling);
  return (
    <BesidePart assessmentId={filling.view.row.assessmentId} part="follows" title={say('follows.title')}>
      {fired.length === 0 ? <p className={style.quiet}>{say('follows.nothing')}</p> : null}
      {asked === null ? null : (
        <div className={style.notice}>
          <Icon name="alert" />
          <div className={style.form}>
            <p>{say('effect.judge', { level: sayCode('risk_level', asked) })}</p>
            <Button size="small" className={style.start} onClick={() => onJudge(asked)}>
              {say('effect.judge_do', { level: sayCode('risk_level', asked) })}
            </Button>
          </div>
        </div>
      )}
      {fired.length === 0 ? null : (
        <ul className={style.list}>
          {fired.map((rule) => (
            <Rule key={rule.ruleId} rule={rule} {...props} />
          ))}
        </ul>
      )}
    </BesidePart>
  );
}

/** The highest level that a rule asks to think of, where less stands: asked once, however many signs there are. */
function askedLevel({ view: { reading, standing } }: Filling): RiskLevel | null {
  const asked = reading.fired.flatMap(({ effects }) =>
    effects.flatMap((effect) => (effect.do === 'ask_judgement' ? [effect.level] : [])),
  );
  return asked.reduce<RiskLevel | null>(
    (most, level) => (rankOfLevel(level) > rankOfLevel(most ?? standing) ? level : most),
    null,
  );
}

function Rule({ rule, filling, subject, onTopic }: FollowsProps & { readonly rule: Reading['fired'][number] }) {
  const { definition } = filling.view;
  const topics = rule.behind.map(({ topicId }) => definition.topics.find((each) => each.id === topicId));
  const sensitive = topics.length > 0 && topics.every((topic) => topic?.sensitive === true);
  const ways = rule.effects.flatMap((effect) => (effect.do === 'flag_pathway' ? [effect.flag] : []));
  const others = rule.effects.filter((effect) => effect.do !== 'flag_pathway');
  return (
    <li className={style.item}>
      {sensitive ? null : <p>{rule.because}</p>}
      {ways.length === 0 ? null : <WaysLine ways={ways} caseId={filling.view.row.caseId} subject={subject} />}
      {others.map((effect) => (
        <EffectLine key={keyOf(effect)} effect={effect} filling={filling} subject={subject} />
      ))}
      <details>
        <summary>{say(sensitive ? 'follows.why_sensitive' : 'follows.why')}</summary>
        {sensitive ? <p>{rule.because}</p> : null}
        <ul className={style.links}>
          {rule.behind.map(({ topicId, answer }, index) => (
            <li key={topicId}>
              <Button look="plain" size="small" className={style.link} onClick={() => onTopic(topicId)}>
                {!sensitive && topics[index]?.sensitive === true
                  ? say('sensitive.one')
                  : `${sayTopic(topics[index])}: ${sayAnswer(topics[index], answer)}`}
              </Button>
            </li>
          ))}
        </ul>
        <p className={style.small}>
          {say('follows.source', { source: rule.source })} {sayCode('evidence', rule.evidence)}
        </p>
      </details>
    </li>
  );
}

const keyOf = (effect: Effect): string => JSON.stringify(effect);
