// What the police used to assess a risk, and the grade they gave. It is shown as theirs, with its date, and never becomes
// our level by itself (D4): their officers asked other questions on another day.
import { listFrom, type ReferenceItem } from './reference-item.ts';

export const POLICE_RISK_TOOLS = ['dash', 'dara', 'other'] as const;
export const POLICE_GRADES = ['standard', 'medium', 'high', 'not_graded'] as const;

const TOOL_LABEL: Readonly<Record<(typeof POLICE_RISK_TOOLS)[number], string>> = {
  dash: 'DASH',
  dara: 'DARA (College of Policing)',
  other: 'Another tool',
};

const GRADE_LABEL: Readonly<Record<(typeof POLICE_GRADES)[number], string>> = {
  standard: 'Graded standard by the police. Not the same as safe',
  medium: 'Graded medium by the police',
  high: 'Graded high by the police',
  not_graded: 'No grade was passed on',
};

const provenance = {
  validFrom: '2022-11-01',
  source: 'https://www.college.police.uk/article/police-better-equipped-spot-controlling-behaviour (that DARA exists)',
  evidence: 'R',
} as const;

export const policeRiskTools: readonly ReferenceItem[] = listFrom(
  provenance,
  POLICE_RISK_TOOLS.map((code) => [code, TOOL_LABEL[code]]),
);

export const policeGrades: readonly ReferenceItem[] = listFrom(
  { ...provenance, source: 'Our own list: forces use DASH, DARA or others, always with judgement', evidence: 'K' },
  POLICE_GRADES.map((code) => [code, GRADE_LABEL[code]]),
);
