import { openDialog } from '../app/view.ts';
import { RiskWords } from '../cases/risk-words.tsx';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { say } from '../ui/words.ts';
import { partId } from './beside-part.tsx';
import type { Filling } from './filling.ts';
import { hasBands, isGraded } from './graded.ts';
import { completionOf } from './needs.ts';
import style from './reading-strip.module.css';
import { SaveState } from './save-state.tsx';
import type { Subject } from './subject.ts';

interface StripProps {
  readonly filling: Filling;
  readonly subject: Subject;
}

/** What stands and what the answers add up to, always in sight; the highest band is said the moment it is reached (D4). */
export function ReadingStrip({ filling, subject }: StripProps) {
  const { reading } = filling.view;
  const high = reading.band === 'high';
  const completion = completionOf(filling);
  return (
    <div className={style.strip} data-high={high}>
      <div className={style.line}>
        <Stands view={filling.view} />
        <SaveState filling={filling} />
      </div>
      <p role="status" className={style.reading}>
        <span className="visually-hidden">{say('reading.label')}</span> {reading.said}
      </p>
      <div role="alert" className={high ? style.high : undefined}>
        {high ? (
          <>
            <Icon name="alert" />
            {say('reading.high')}
          </>
        ) : null}
      </div>
      {completion === null ? null : <p className={style.quiet}>{say('change.completion', completion)}</p>}
      <Urgent filling={filling} subject={subject} />
      <Jumps filling={filling} />
    </div>
  );
}

/** Of a tool without bands the level of the case is named as such: it says nothing of what is filled in here. */
function Stands({ view: { row, standing } }: { readonly view: Filling['view'] }) {
  if (!isGraded(row.tool.kind)) return null;
  const words = <RiskWords risk={standing} brief={standing !== 'standard'} />;
  if (hasBands(row.tool.kind)) return words;
  if (standing === 'not_assessed') return null;
  return (
    <span className={style.of}>
      {say(row.caseId === null ? 'reading.by_judgement' : 'reading.of_the_case')} {words}
    </span>
  );
}

/** What cannot wait until somebody has read on. */
function Urgent({ filling, subject }: StripProps) {
  const effects = filling.view.reading.fired.flatMap((rule) => rule.effects);
  const called = effects.some((effect) => effect.do === 'alert_lead' && effect.when === 'now');
  const emergency = effects.some((effect) => effect.do === 'offer_emergency');
  if (!called && !emergency) return null;
  return (
    <div className={style.urgent} role="alert">
      <Icon name="alert" />
      <div>
        {emergency ? <p>{say('follows.emergency')}</p> : null}
        {called ? <p>{say('follows.lead_called')}</p> : null}
      </div>
      {emergency && 'conversationId' in subject ? (
        <Button look="danger" size="small" onClick={() => openDialog('emergency', subject.conversationId)}>
          {say('follows.raise_emergency')}
        </Button>
      ) : null}
    </div>
  );
}

/** Ways past the topics: many of them stand between here and what follows. */
function Jumps({ filling }: Pick<StripProps, 'filling'>) {
  const { row, reading } = filling.view;
  const jump = (part: 'follows' | 'level' | 'finish') => () =>
    document.getElementById(partId(row.assessmentId, part))?.focus();
  return (
    <div className={style.jumps}>
      <Button look="plain" size="small" onClick={jump('follows')}>
        {reading.fired.length === 0 ? say('follows.jump_none') : say('follows.jump', { count: reading.fired.length })}
      </Button>
      {isGraded(row.tool.kind) ? (
        <Button look="plain" size="small" onClick={jump('level')}>
          {say('level.jump')}
        </Button>
      ) : null}
      {row.state === 'open' ? (
        <Button look="plain" size="small" onClick={jump('finish')}>
          {say('finish.jump')}
        </Button>
      ) : null}
    </div>
  );
}
