/** What a second person reads of each tool that is filled in for somebody before they agree to lower a level of risk. */
import type { RiskLevel, StandingLevel } from '../../domain/risk-level.ts';
import type { POLICE_GRADES, POLICE_RISK_TOOLS } from '../../reference/police-risk-tools.ts';

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'Europe/London' });

export interface AssessmentSaid {
  readonly title: string;
  readonly open: boolean;
  /** Epoch ms. */
  readonly startedAt: number;
  readonly level: StandingLevel;
  readonly band: RiskLevel | null;
  /** What the answers add up to, in a sentence. */
  readonly reading: string;
}

/** The band is said only where it is not what stands: both are there for whoever decides. */
export function sayAssessment({ title, open, startedAt, level, band, reading }: AssessmentSaid): string {
  const state = open ? 'still being filled in' : 'finished';
  const stands = level === 'not_assessed' ? 'no level stands from it' : `its level stands at ${level}`;
  const answers = band === null || band === level ? '' : `, its answers come to ${band}`;
  return `${title}, begun on ${DAY.format(startedAt)} (${state}): ${stands}${answers}. ${reading}`;
}

export interface PoliceSaid {
  readonly tool: (typeof POLICE_RISK_TOOLS)[number];
  readonly grade: (typeof POLICE_GRADES)[number];
  /** YYYY-MM-DD. */
  readonly gradedOn: string;
}

export function sayPoliceGrade({ tool, grade, gradedOn }: PoliceSaid): string {
  return `${tool.toUpperCase()} of ${DAY.format(Date.parse(gradedOn))}: ${grade.replaceAll('_', ' ')}`;
}

export interface RaiseSaid {
  readonly name: string;
  /** Epoch ms. */
  readonly at: number;
  readonly title: string;
  readonly reason: string;
}

export function sayRaise({ name, at, title, reason }: RaiseSaid): string {
  return `${name}, ${DAY.format(at)}, in "${title}": ${reason}`;
}
