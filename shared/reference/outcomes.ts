// What a conversation led to. The contract names five things the service gives, free of charge; they are counted apart
// (E10). A contact that holds no data about a person closes as one of the non-data kinds, without a form.
import { NON_DATA, RISKS } from '../protocol/conversation.ts';
import { listFrom, type ReferenceItem } from './reference-item.ts';

export const outcomes: readonly ReferenceItem[] = listFrom(
  { validFrom: '2026-11-01', source: 'Record of decision OPCC.D.032.23, impact assessment', evidence: 'R' },
  [
    ['support', 'Support'],
    ['advice', 'Advice'],
    ['information', 'Information'],
    ['signposting', 'Signposting'],
    ['referral', 'Referral'],
  ],
);

const ours = { validFrom: '2026-11-01', source: 'Our own list', evidence: 'K' } as const;

const NON_DATA_LABEL: Readonly<Record<(typeof NON_DATA)[number], string>> = {
  silent: 'Nobody wrote',
  test: 'A test',
  hoax: 'A hoax',
  wrong_service: 'Looking for another service',
};

export const nonDataKinds: readonly ReferenceItem[] = listFrom(
  ours,
  NON_DATA.map((code) => [code, NON_DATA_LABEL[code]]),
);

const RISK_LABEL: Readonly<Record<(typeof RISKS)[number], string>> = {
  none: 'No risk seen',
  standard: 'Standard: no sign of serious harm now. Not the same as safe',
  medium: 'Medium: signs are there, serious harm unlikely unless things change',
  high: 'High: serious harm could happen at any time',
  not_assessed: 'Not assessed',
};

/** "Standard" is never shown as "safe": many later deaths had been graded standard or medium. */
export const riskLevels: readonly ReferenceItem[] = listFrom(
  { ...ours, source: 'Levels after the College of Policing; not read in the source' },
  RISKS.map((code) => [code, RISK_LABEL[code]]),
);
