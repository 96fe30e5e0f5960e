// How whoever referred somebody graded the risk: theirs, with its day, and never our level (D4).
import type { CaseRow } from '../../shared/protocol/http/cases.ts';
import { dayInWords } from '../ui/dates.ts';
import { sayCode } from '../ui/words.ts';

export type SenderGrade = Readonly<Record<'who' | 'grade', string>>;

export function senderGradeOf({ senderRisk }: Pick<CaseRow, 'senderRisk'>): SenderGrade | null {
  if (senderRisk === null) return null;
  const { source, sender, grade, tool, on } = senderRisk;
  const day = on === null ? undefined : dayInWords(on);
  return {
    who: sender ?? sayCode('triage.source', source),
    grade: [sayCode('triage.grade', grade), tool?.toUpperCase(), day].filter(Boolean).join(', '),
  };
}
