// A level by judgement, from what stands on the screen: what a colleague changed meanwhile is read before anything is changed.
import type { AssessmentView, CaseLevel } from '../../shared/protocol/assessment.ts';
import type { WireError } from '../../shared/protocol/errors.ts';
import { refreshApprovals } from '../approvals/approvals.ts';
import { reloadShownCase } from '../cases/open-cases.ts';
import { sentenceOf } from '../ui/notices.ts';
import { say } from '../ui/words.ts';
import { type LevelInput, setCaseLevel, setLevel } from './assessment-calls.ts';
import { readAnew, saveNow, take } from './save-as-you-go.ts';

/** Null where it took effect or was proposed; else what is in the way. */
export async function changeLevel(view: AssessmentView, wanted: Omit<LevelInput, 'from'>): Promise<string | null> {
  const { row, standing } = view;
  await saveNow(row.assessmentId);
  const reply = await setLevel(row.assessmentId, { ...wanted, from: standing });
  if (!reply.ok) {
    if (reply.error.code === 'conflict') await readAnew(row.assessmentId);
    return refusalOf(reply.error);
  }
  take(reply.value.assessment);
  void refreshApprovals();
  if (row.caseId !== null) reloadShownCase(row.caseId);
  return null;
}

/** The same on the case itself. */
export async function changeCaseLevel(
  caseId: string,
  level: CaseLevel,
  wanted: Omit<LevelInput, 'from'>,
): Promise<string | null> {
  const reply = await setCaseLevel(caseId, { ...wanted, from: level.standing });
  reloadShownCase(caseId);
  void refreshApprovals();
  return reply.ok ? null : refusalOf(reply.error);
}

function refusalOf(error: WireError): string {
  const { reason, proposedBy } = error.details ?? {};
  if (reason === 'changed_meanwhile') return say('level.changed_meanwhile');
  if (reason === 'already_proposed' && typeof proposedBy === 'string') {
    return say('level.already_proposed', { name: proposedBy });
  }
  if (reason === 'raised_elsewhere') return say('level.from_elsewhere');
  return sentenceOf(error);
}
