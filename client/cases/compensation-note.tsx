import { type Claim, claimFactsOf, claimsOf } from '../../shared/domain/compensation.ts';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import type { CaseView } from '../../shared/protocol/http/cases.ts';
import { compensationSchemeOn } from '../../shared/reference/compensation.ts';
import { labelOf, useReference } from '../app/reference.ts';
import { serverNow } from '../ui/clock.ts';
import { dayInWords } from '../ui/dates.ts';
import { say } from '../ui/words.ts';
import { sectionIn } from './case-sections.ts';
import style from './compensation-note.module.css';

/** Until when compensation may be applied for, each with the rule and the answer behind it. */
export function CompensationNote({ view }: { readonly view: CaseView }) {
  const crimes = useReference('crimeTypes');
  const today = londonDay(serverNow());
  const scheme = compensationSchemeOn(today);
  const [person, incidents, justice] = [
    sectionIn(view, 'person'),
    sectionIn(view, 'incidents'),
    sectionIn(view, 'justice'),
  ];
  if (person === null || incidents === null || justice === null) return null;
  const claims = claimsOf(claimFactsOf({ person, incidents, justice }), today);
  const { compensation } = justice;
  const settled = compensation !== null && (compensation.appliedOn !== null || compensation.wish === 'no');
  const named = compensation?.deadline ?? null;
  if (scheme === undefined || claims.length === 0 || settled) return null;
  return (
    <aside className={style.note} aria-label={say('compensation.title')}>
      <h3>{say('compensation.title')}</h3>
      {named === null ? null : <p>{say('compensation.named', { day: dayInWords(named) })}</p>}
      <ul>
        {claims.map((claim) => (
          <li key={claim.incidentId}>
            <strong>{labelOf(crimes, crimeOf(claim))}</strong>
            <span>{lastDayOf(claim, today)}</span>
            <small>{claim.ruling.sentence}</small>
          </li>
        ))}
      </ul>
      <p className={style.careful}>{say('compensation.careful', { scheme: scheme.label, source: scheme.source })}</p>
    </aside>
  );
}

function lastDayOf({ lastDay }: Claim, today: string): string {
  if (lastDay === null) return say('compensation.not_known');
  return say(lastDay < today ? 'compensation.passed' : 'compensation.last_day', { day: dayInWords(lastDay) });
}

function crimeOf({ ruling }: Claim): string {
  return ruling.grounds.find(({ fact }) => fact === 'incidents.crimeType')?.value ?? '';
}
