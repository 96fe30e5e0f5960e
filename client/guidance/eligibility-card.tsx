import type { Guidance } from '../../shared/protocol/http/guidance.ts';
import { say, sayCode } from '../ui/words.ts';
import style from './guidance.module.css';
import { RulingWords } from './ruling-words.tsx';

/** Whom the service is for, by the person's word. Nobody is refused here: who lives elsewhere gets a warm way on. */
export function EligibilityCard({ eligibility }: Pick<Guidance, 'eligibility'>) {
  const { outcome, signpost } = eligibility;
  return (
    <section className={style.card} aria-labelledby="eligibility-title">
      <h2 id="eligibility-title">{say('eligibility.title')}</h2>
      <p className={style.outcome} data-outcome={outcome}>
        {sayCode('eligibility', outcome)}
      </p>
      <RulingWords ruling={eligibility} />
      {signpost === null ? null : (
        <div className={style.signpost}>
          <p>
            <strong>{signpost.label}</strong>
          </p>
          <p>{signpost.address}</p>
          {signpost.phone === null ? null : <p>{signpost.phone}</p>}
          {signpost.unverified ? <p className={style.doubt}>{say('guidance.unverified')}</p> : null}
        </div>
      )}
      {outcome === 'eligible' ? null : <p className={style.quiet}>{say('eligibility.crisis')}</p>}
    </section>
  );
}
