import { useCallback, useLayoutEffect, useRef } from 'react';
import { Link } from 'react-router';
import type { InboundReferral, OpenedReferral } from '../../shared/protocol/http/inbound-referrals.ts';
import { inboundCloseReasons, inboundReturnReasons } from '../../shared/reference/inbound-lists.ts';
import { labelOf, useReference } from '../app/reference.ts';
import { useAsked } from '../connection/use-asked.ts';
import { dayAndTime, dayInWords } from '../ui/dates.ts';
import { Problem } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { languageName } from '../ui/language-name.ts';
import { sentenceOf } from '../ui/notices.ts';
import { say, sayCode } from '../ui/words.ts';
import { Duplicates } from './duplicates.tsx';
import { ReferralContacts } from './referral-contacts.tsx';
import { ReferralSteps } from './referral-steps.tsx';
import style from './triage.module.css';
import { openReferral } from './triage-calls.ts';

interface PanelProps {
  readonly row: InboundReferral;
  readonly onChanged: () => void;
}

/** One referral whole; that it was read is on record. */
export function ReferralPanel({ row, onChanged }: PanelProps) {
  const { referralId } = row;
  const question = useCallback(() => openReferral(referralId), [referralId]);
  const { value: opened, error, again } = useAsked(question);
  const panel = useRef<HTMLElement>(null);
  const revision = opened?.referral.revision;
  // A step may take its own button along: who works by keyboard goes on in the same referral.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each newer state may have lost what had the focus
  useLayoutEffect(() => {
    if (document.activeElement === document.body) panel.current?.focus();
  }, [revision]);
  if (error !== null) return <Problem>{sentenceOf(error)}</Problem>;
  if (opened === null) return <p className={style.quiet}>{say('loading')}</p>;
  const changed = () => {
    again();
    onChanged();
  };
  return (
    <section
      ref={panel}
      tabIndex={-1}
      className={style.panel}
      aria-label={say('triage.panel', { reference: opened.referral.reference })}
    >
      <Conflict opened={opened} />
      <Duplicates opened={opened} onChanged={changed} />
      {opened.details === null ? (
        <p className={style.quiet}>{say('triage.gone')}</p>
      ) : (
        <>
          <Details opened={opened} details={opened.details} />
          <ReferralContacts opened={opened} details={opened.details} onChanged={changed} />
        </>
      )}
      {opened.referral.caseId === null ? null : (
        <Link to={`/cases/${opened.referral.caseId}`}>{say('triage.open_case')}</Link>
      )}
      <Done opened={opened} />
      <ReferralSteps opened={opened} onChanged={changed} />
    </section>
  );
}

function Conflict({ opened }: { readonly opened: OpenedReferral }) {
  if (!opened.conflict) return null;
  return (
    <p className={style.warning}>
      <Icon name="alert" size={14} />
      {say('triage.conflict')}
    </p>
  );
}

interface DetailsProps {
  readonly opened: OpenedReferral;
  readonly details: NonNullable<OpenedReferral['details']>;
}

function Details({ opened, details }: DetailsProps) {
  const { person, incident, referrer } = details;
  const { referral } = opened;
  const { consent } = referral;
  const [flags, capacities] = [useReference('crimeFlags'), useReference('victimCapacities')];
  const explicit = consent.explicit === 'yes' ? 'triage.explicit_given' : 'triage.explicit';
  const agreed = [
    sayCode('triage.consent', consent.agreed),
    ...(consent.explicit === 'yes' || referral.explicitKinds.length > 0 ? [say(explicit)] : []),
    ...(details.consentSaid === null ? [] : [details.consentSaid]),
  ];
  const age = person.age === null ? null : String(person.age);
  const sent =
    referrer === null
      ? null
      : Object.values(referrer)
          .filter((each) => each !== null)
          .join(' · ');
  const facts: readonly (readonly [string, string | null])[] = [
    [say('triage.person'), person.name ?? say('triage.no_name')],
    [say('triage.born'), person.dateOfBirth === null ? null : dayInWords(person.dateOfBirth)],
    [say('triage.age'), age],
    [say('triage.language'), referral.language === null ? null : languageName(referral.language)],
    [say('triage.capacity'), referral.capacity === null ? null : labelOf(capacities, referral.capacity)],
    [say('triage.incident'), incident.said],
    [say('triage.occurred'), incident.occurredOn === null ? null : dayInWords(incident.occurredOn)],
    [say('triage.flags'), referral.flags.map((flag) => labelOf(flags, flag)).join(', ')],
    [say('triage.crime_reference'), incident.crimeReference],
    [say('triage.consent'), agreed.join('. ')],
    [say('triage.risk_said'), details.riskSaid],
    [say('triage.wishes'), details.wishes],
    [say('triage.referrer'), sent],
    [say('triage.their_reference'), details.senderReference],
    [say('triage.came'), dayAndTime(referral.receivedAt)],
  ];
  return (
    <>
      <dl className={style.facts}>
        {facts.map(([name, value]) =>
          value === null || value === '' ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd dir="auto">{value}</dd>
            </div>
          ),
        )}
      </dl>
      {details.otherPartyNamed ? <p className={style.quiet}>{say('triage.other_party')}</p> : null}
    </>
  );
}

const REASONS = [...inboundReturnReasons, ...inboundCloseReasons];

function Done({ opened: { steps } }: { readonly opened: OpenedReferral }) {
  const outcomes = useReference('attemptOutcomes');
  const outcomeOf = ({ reason, outcome, priority }: Readonly<Record<string, string>>): string | null => {
    if (reason !== undefined) return labelOf(REASONS, reason);
    if (outcome !== undefined) return labelOf(outcomes, outcome);
    return priority === undefined ? null : sayCode('triage', priority);
  };
  if (steps.length === 0) return null;
  return (
    <div>
      <h2>{say('triage.steps')}</h2>
      <ol className={style.steps}>
        {steps.map(({ stepId, kind, at, by, codes, text }) => {
          const outcome = outcomeOf(codes);
          return (
            <li key={stepId}>
              <strong>{sayCode('triage.step', kind)}</strong>
              {outcome === null ? '' : `: ${outcome}`}{' '}
              <span className={style.quiet}>{`${by.name}, ${dayAndTime(at)}`}</span>
              {text === null ? null : <p dir="auto">{text}</p>}
            </li>
          );
        })}
      </ol>
    </div>
  );
}
