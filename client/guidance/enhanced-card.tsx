import type { CaseView } from '../../shared/protocol/http/cases.ts';
import { say, sayCode } from '../ui/words.ts';
import style from './guidance.module.css';
import { RulingWords } from './ruling-words.tsx';
import { useGuidance } from './use-guidance.ts';

/** Enhanced rights worked out from the answers, with the rule; what is open is asked, never taken for no. */
export function EnhancedCard({ view }: { readonly view: CaseView }) {
  const { guidance } = useGuidance(view.row.caseId, view.row.revision);
  if (guidance === null) return null;
  const { groups, toAsk } = guidance.rights;
  return (
    <section className={style.card} aria-labelledby="enhanced-title">
      <h2 id="enhanced-title">{say('enhanced.title')}</h2>
      {groups.length === 0 ? <p className={style.quiet}>{say('enhanced.none')}</p> : null}
      {groups.map(({ group, rulings }) => (
        <div key={group} className={style.ruling}>
          <p className={style.outcome}>{sayCode('enhanced', group)}</p>
          {rulings.map((ruling) => (
            <RulingWords key={`${ruling.ruleId} ${ruling.sentence}`} ruling={ruling} />
          ))}
        </div>
      ))}
      {toAsk.length === 0 ? null : (
        <div className={style.ruling}>
          <p className={style.quiet}>{say('enhanced.to_ask')}</p>
          <ul className={style.doubts}>
            {toAsk.map(({ sentence }) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
