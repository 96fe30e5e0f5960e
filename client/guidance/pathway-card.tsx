import type { PathwayRecord } from '../../shared/protocol/guidance.ts';
import type { Guidance } from '../../shared/protocol/http/guidance.ts';
import type { Subject } from '../assessments/subject.ts';
import { Button } from '../ui/button.tsx';
import { dayAndTime, dayInWords } from '../ui/dates.ts';
import { Icon } from '../ui/icon.tsx';
import { say, sayCode } from '../ui/words.ts';
import style from './guidance.module.css';
import { MaracRefer } from './marac-refer.tsx';
import { NO_ANSWER, PathwayAnswer, usePathwayForm } from './pathway-answer.tsx';
import { optionName, type Suggestion } from './pathway-names.ts';
import { PathwayTools } from './pathway-tools.tsx';
import { RulingWords } from './ruling-words.tsx';

interface CardProps {
  readonly caseId: string;
  readonly suggestion: Suggestion;
  readonly guidance: Guidance;
  readonly subject: Subject;
  readonly open: boolean;
  readonly onChanged: () => Promise<void>;
}

/** A suggestion: why, who gives it, what is doubtful about that, and what came of it. */
export function PathwayCard({ caseId, suggestion, guidance, subject, open, onChanged }: CardProps) {
  const form = usePathwayForm(caseId, suggestion.pathway);
  const answering = form.draft !== null;
  const { label, offer, rulings, providers, panel, note, doubts, answered, again, tools } = suggestion;
  // What the tool gives decides what comes next.
  const toolFirst = offer === 'assess' && answered === null;
  return (
    <article className={style.pathway} aria-label={label}>
      <header>
        <h3>{label}</h3>
        <span className={style.mark}>{sayCode('pathway_offer', offer)}</span>
      </header>
      {rulings.map((ruling) => (
        <RulingWords key={ruling.ruleId} ruling={ruling} />
      ))}
      {note === null ? null : <p>{note}</p>}
      {providers.map((provider) => (
        <Provider key={provider.code} provider={provider} />
      ))}
      {panel === null ? null : (
        <p>
          {say('pathways.panel', { panel: panel.label, meets: panel.meets })}{' '}
          {say('pathways.agencies', { agencies: panel.memberAgencies.join(', ') })}
        </p>
      )}
      <Doubts doubts={doubts} />
      {answered === null ? null : <Answered record={answered} guidance={guidance} again={again} />}
      {form.draft === null ? null : (
        <PathwayAnswer {...{ caseId, suggestion, guidance, form }} draft={form.draft} onDone={onChanged} />
      )}
      {answering ? null : (
        <div className={style.actions}>
          {tools.length === 0 ? null : <PathwayTools {...{ tools, subject, open }} first={toolFirst} />}
          {open ? (
            <Button size="small" look={again && !toolFirst ? 'main' : 'usual'} onClick={() => form.begin(NO_ANSWER)}>
              {say(answered === null ? 'pathways.answer' : 'pathways.answer_again')}
              <span className="visually-hidden">: {label}</span>
            </Button>
          ) : null}
          {open && panel !== null ? <MaracRefer {...{ caseId, panel }} onDone={onChanged} /> : null}
        </div>
      )}
    </article>
  );
}

function Provider({ provider }: { readonly provider: Suggestion['providers'][number] }) {
  const { programme, provider: name, lot, phone, endsOn, forArea } = provider;
  return (
    <p className={style.provider}>
      <strong>{say('pathways.provider', { programme, provider: name })}</strong>
      <span>{lot}</span>
      {forArea === 'safety' ? <span>{say('pathways.for_safety')}</span> : null}
      {phone === null ? null : <span>{phone}</span>}
      {endsOn === null ? null : <span>{say('pathways.ends', { day: dayInWords(endsOn) })}</span>}
    </p>
  );
}

function Doubts({ doubts }: { readonly doubts: readonly string[] }) {
  return (
    <ul className={style.doubts}>
      {[...new Set(doubts)].map((doubt) => (
        <li key={doubt} className={style.doubt}>
          <Icon name="question" size={14} />
          {doubt}
        </li>
      ))}
    </ul>
  );
}

interface AnsweredProps {
  readonly record: PathwayRecord;
  readonly guidance: Guidance;
  readonly again: boolean;
}

/** Offered, chosen and why stand together; a no is an outcome like any other. */
function Answered({ record, guidance, again }: AnsweredProps) {
  const { outcome, chosen, why, saidNoReason, at, by, next, offered } = record;
  return (
    <div className={style.answered}>
      <p>
        <strong>{sayCode('pathway_outcome', outcome)}</strong>
        {chosen === null ? null : `: ${optionName(guidance, chosen)}`}
      </p>
      {offered.length < 2 ? null : (
        <p className={style.quiet}>
          {say('pathways.offered', { options: offered.map((code) => optionName(guidance, code)).join(', ') })}
        </p>
      )}
      <p>{saidNoReason ? say('pathways.no_reason') : <bdi dir="auto">{why}</bdi>}</p>
      <p className={style.quiet}>{say('pathways.answered_by', { name: by.name, when: dayAndTime(at) })}</p>
      {next === 'nothing' ? null : <p className={style.next}>{sayCode('pathway_next', next)}</p>}
      {again ? null : <p className={style.quiet}>{say('pathways.not_again')}</p>}
    </div>
  );
}
