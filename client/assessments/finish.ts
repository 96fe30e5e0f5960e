// Finishes an assessment once all of it is saved; what somebody else changed meanwhile is looked at first.
import type { WireError } from '../../shared/protocol/errors.ts';
import { reloadShownCase } from '../cases/open-cases.ts';
import { sentenceOf } from '../ui/notices.ts';
import { say, sayCode } from '../ui/words.ts';
import { finishAssessment } from './assessment-calls.ts';
import { fillingOf } from './open-fillings.ts';
import { readAnew, saveNow, take } from './save-as-you-go.ts';

/** Null when it is finished; else what is in the way. */
export async function finish(assessmentId: string): Promise<string | null> {
  if (!(await saveNow(assessmentId))) return say('finish.unsaved');
  const row = fillingOf(assessmentId)?.view.row;
  if (row === undefined) return say('finish.unsaved');
  const reply = await finishAssessment(assessmentId, row.revision);
  if (!reply.ok) {
    if (reply.error.code === 'conflict') await readAnew(assessmentId);
    return refusalOf(reply.error);
  }
  take(reply.value.assessment);
  if (row.caseId !== null) reloadShownCase(row.caseId);
  return null;
}

function refusalOf(error: WireError): string {
  const { reason, changedBy, qualification } = error.details ?? {};
  if (reason === 'changed_meanwhile' && typeof changedBy === 'string') {
    return say('finish.changed_meanwhile', { name: changedBy });
  }
  if (reason === 'not_qualified' && typeof qualification === 'string') {
    return say('finish.not_held', { what: sayCode('qualification', qualification) });
  }
  return reason === 'finished' ? say('finish.already') : sentenceOf(error);
}
