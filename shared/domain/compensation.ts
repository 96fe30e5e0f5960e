/**
 * Until when criminal injuries compensation may be applied for, worked out from what the case says. Where an answer is
 * missing it is said which; where two days are possible the earlier one counts, so that nobody comes too late by us.
 */
import type { SectionBody } from '../protocol/case-sections.ts';
import { type CompensationScheme, compensationSchemeOn, INJURY_CRIMES } from '../reference/compensation.ts';
import { yearsBetween } from './age.ts';
import type { Ruling } from './ruling.ts';
import { dayAfter } from './working-days.ts';

type Incident = SectionBody<'incidents'>['incidents'][number];

export interface ClaimFacts {
  readonly incidents: readonly Incident[];
  readonly dateOfBirth: string | null;
  /** The first report, as police and court tell it. */
  readonly reportedOn: string | null;
  readonly compensation: SectionBody<'justice'>['compensation'];
}

export interface Claim {
  readonly incidentId: string;
  /** The last day on which it is in time; null where something has to be asked first. */
  readonly lastDay: string | null;
  readonly ruling: Ruling;
}

export function claimFactsOf(given: {
  readonly person: Pick<SectionBody<'person'>, 'dateOfBirth'>;
  readonly incidents: SectionBody<'incidents'>;
  readonly justice: SectionBody<'justice'>;
}): ClaimFacts {
  const { person, incidents, justice } = given;
  const reports = justice.stages.flatMap(({ stage, on }) => (stage === 'reported' && on !== null ? [on] : []));
  return {
    ...{ incidents: incidents.incidents, dateOfBirth: person.dateOfBirth, reportedOn: reports.sort()[0] ?? null },
    compensation: justice.compensation,
  };
}

/** One an incident for which compensation may be paid; `today` is the day in England. */
export function claimsOf(facts: ClaimFacts, today: string): Claim[] {
  const scheme = compensationSchemeOn(today);
  if (!scheme) return [];
  return facts.incidents
    .filter(({ crimeType }) => crimeType !== null && INJURY_CRIMES.has(crimeType))
    .map((incident) => claimOf(incident, facts, { scheme, today }));
}

interface Judging {
  readonly scheme: CompensationScheme;
  readonly today: string;
}

function claimOf(incident: Incident, { dateOfBirth, reportedOn }: ClaimFacts, { scheme, today }: Judging): Claim {
  const { incidentId, crimeType, occurredOn, reported } = incident;
  const crime = { fact: 'incidents.crimeType', value: crimeType ?? '' };
  const claim = (ruleId: string, lastDay: string | null, sentence: string, on: string | null = occurredOn): Claim => {
    const days =
      on === null ? [] : [{ fact: on === occurredOn ? 'incidents.occurredOn' : 'justice.stages', value: on }];
    return { incidentId, lastDay, ruling: { ruleId: `compensation.${ruleId}`, sentence, grounds: [crime, ...days] } };
  };
  const { years, adultAt, childUntilAge } = scheme;
  if (occurredOn === null)
    return claim(
      'day_not_known',
      null,
      `Within ${years} years of the day it happened. Write that day, or the last of them if it went on.`,
    );
  const isAdultOn = (day: string) => dateOfBirth === null || yearsBetween(dateOfBirth, day) >= adultAt;
  if (dateOfBirth === null || isAdultOn(occurredOn))
    return claim('two_years', yearsAfter(occurredOn, years), `Within ${years} years of the day it happened.`);
  const birthday = `The day before their ${childUntilAge}th birthday: they were under ${adultAt} when it happened`;
  const child = dayAfter(yearsAfter(dateOfBirth, childUntilAge), -1);
  if (reportedOn !== null)
    return !isAdultOn(reportedOn)
      ? claim('reported_as_child', child, `${birthday}, and it was reported before they were ${adultAt}.`)
      : claim(
          'reported_later',
          yearsAfter(reportedOn, years),
          `Within ${years} years of the first report: they were under ${adultAt} when it happened, and it was reported later.`,
          reportedOn,
        );
  if (!isAdultOn(today))
    return claim(
      'child',
      child,
      `${birthday}. It has to be reported before they are ${adultAt}${reported === 'yes' ? '' : ', and is not yet known to be'}.`,
    );
  const sentence = `They were under ${adultAt} when it happened: the day depends on when it was first reported. Write that day under police and court.`;
  return claim('report_not_known', null, sentence);
}

/** The same day of another year; there is none in February: then the last day before it. */
function yearsAfter(day: string, years: number): string {
  const [year = '', month = '', date = ''] = day.split('-');
  const same = `${String(Number(year) + years).padStart(4, '0')}-${month}-${date}`;
  return Number.isNaN(Date.parse(same)) || new Date(same).toISOString().slice(0, 10) !== same
    ? `${same.slice(0, 8)}${String(Number(date) - 1).padStart(2, '0')}`
    : same;
}

/**
 * The day by which somebody here has to have asked: what was written by hand, since the authority may have said another, else
 * the earliest that is not over. Null where they have applied, do not want to, or nothing is left to be in time for.
 */
export function claimDueOn(facts: ClaimFacts, today: string): string | null {
  const { compensation } = facts;
  if (compensation !== null && (compensation.appliedOn !== null || compensation.wish === 'no')) return null;
  if (compensation?.deadline) return compensation.deadline;
  const days = claimsOf(facts, today).flatMap(({ lastDay }) => (lastDay !== null && lastDay >= today ? [lastDay] : []));
  return days.sort()[0] ?? null;
}
