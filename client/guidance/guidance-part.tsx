import type { CaseView } from '../../shared/protocol/http/cases.ts';
import type { Subject } from '../assessments/subject.ts';
import { reloadCase } from '../cases/open-cases.ts';
import { Button } from '../ui/button.tsx';
import { Problem } from '../ui/field.tsx';
import { sentenceOf } from '../ui/notices.ts';
import { say } from '../ui/words.ts';
import { AgeCard } from './age-card.tsx';
import { EarlierCard } from './earlier-card.tsx';
import { EligibilityCard } from './eligibility-card.tsx';
import style from './guidance.module.css';
import { MaracCard } from './marac-card.tsx';
import { PathwayCard } from './pathway-card.tsx';
import { useGuidance } from './use-guidance.ts';
import { WishCard } from './wish-card.tsx';

interface GuidanceProps {
  readonly view: CaseView;
  /** Where a tool is filled in that something here asks for: the case, or the chat beside which this stands. */
  readonly subject?: Subject;
}

/** What the answers of a case point to, each with its rule and the answers behind it. A person decides. */
export function GuidancePart({ view, subject }: GuidanceProps) {
  const { caseId, revision, state } = view.row;
  const { guidance, error, reload } = useGuidance(caseId, revision);
  if (guidance === null) {
    if (error === null) return <p className={style.quiet}>{say('loading')}</p>;
    return (
      <div className={style.card}>
        <Problem>{sentenceOf(error)}</Problem>
        <Button size="small" onClick={() => void reload()}>
          {say('again')}
        </Button>
      </div>
    );
  }
  const open = state === 'open';
  // An answer changes what is due in the case as well.
  const changed = async () => {
    await reloadCase(caseId);
    await reload();
  };
  return (
    <>
      <AgeCard {...{ caseId, guidance, open }} onChanged={changed} />
      <section className={style.card} aria-labelledby="pathways-title">
        <h2 id="pathways-title">{say('pathways.title')}</h2>
        <p className={style.quiet}>{say('pathways.text')}</p>
        {guidance.pathways.length === 0 ? <p className={style.quiet}>{say('pathways.none')}</p> : null}
        <ul className={style.pathways}>
          {guidance.pathways.map((suggestion) => (
            <li key={suggestion.pathway}>
              <PathwayCard
                {...{ caseId, suggestion, guidance, open, subject: subject ?? { caseId } }}
                onChanged={changed}
              />
            </li>
          ))}
        </ul>
        {open ? <WishCard {...{ caseId, guidance }} onChanged={changed} /> : null}
      </section>
      {guidance.marac.map((referral) => (
        <MaracCard key={referral.referralId} {...{ caseId, referral, open }} onChanged={changed} />
      ))}
      <EligibilityCard eligibility={guidance.eligibility} />
      {guidance.earlier.length === 0 ? null : <EarlierCard guidance={guidance} />}
    </>
  );
}
