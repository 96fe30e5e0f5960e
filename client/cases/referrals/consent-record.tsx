import type { CaseConsent } from '../../../shared/protocol/http/consents.ts';
import { dayAndTime } from '../../ui/dates.ts';
import { say, sayCode } from '../../ui/words.ts';
import style from './referrals.module.css';

/** The record behind an answer, folded: the very values, the words read out, what they said, what was seen. */
export function ConsentRecord({ consent }: { readonly consent: CaseConsent }) {
  const { items, wording, purpose, evidence, observed, competenceNote, withdrawn } = consent;
  return (
    <details className={style.record}>
      <summary>{say('consents.shown')}</summary>
      <dl>
        {items
          .filter(({ value }) => value !== null)
          .map(({ itemId, label, value }) => (
            <Line key={itemId} name={label}>
              {value}
            </Line>
          ))}
        <Line name={say('consent_form.purpose')}>{purpose}</Line>
        {evidence === null ? null : <Line name={say('consents.evidence')}>{evidence}</Line>}
        {observed === null ? null : <Line name={say('consents.seen')}>{seenWords(observed)}</Line>}
        {competenceNote === null ? null : <Line name={say('consents.competence')}>{competenceNote}</Line>}
        {withdrawn?.said == null ? null : <Line name={say('consents.take_back_said')}>{withdrawn.said}</Line>}
      </dl>
      <p className={style.quiet} lang={wording.language}>
        {say('consents.words', { text: wording.text })}
      </p>
      {withdrawn === null ? null : <p>{withdrawnWords(withdrawn)}</p>}
    </details>
  );
}

function Line({ name, children }: { readonly name: string; readonly children: string | null }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <bdi dir="auto">{children}</bdi>
      </dd>
    </div>
  );
}

function seenWords({ seemedAble, noPressureSeen, note }: NonNullable<CaseConsent['observed']>): string {
  const able = say(seemedAble ? 'consents.seemed_able' : 'consents.seemed_not_able');
  const free = say(noPressureSeen ? 'consents.no_pressure' : 'consents.pressure');
  return [able, free, ...(note === null ? [] : [note])].join(' ');
}

function withdrawnWords({ at, how, check, by }: NonNullable<CaseConsent['withdrawn']>): string {
  const when = dayAndTime(at);
  if (by === null) return say('consents.withdrawn', { when });
  const said = say('consents.withdrawn_by', { when, how: sayCode('taken_back_way', how), name: by.name });
  return check === null ? said : `${said} ${sayCode('person_check', check)}.`;
}
