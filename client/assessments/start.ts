// Begins to fill in a tool, or goes to where it was begun already.
import type { AssessmentRow } from '../../shared/protocol/assessment.ts';
import { notify, notifyProblem } from '../ui/notices.ts';
import { say } from '../ui/words.ts';
import { startAssessment } from './assessment-calls.ts';
import { reloadShownList } from './assessment-list.ts';
import { showIn } from './open-fillings.ts';
import { take } from './save-as-you-go.ts';
import { placeOf, type Subject } from './subject.ts';

export interface Wanted {
  readonly tool: string;
  readonly moment: NonNullable<AssessmentRow['moment']> | null;
  /** The therapeutic plan that it measures. */
  readonly planId?: string | null;
}

const tries = new Map<string, string>();

/** Whether it is open now. The same wish tried again is the same assessment: its clientId is kept until there was an answer. */
export async function startTool(subject: Subject, { tool, moment, planId = null }: Wanted): Promise<boolean> {
  const place = placeOf(subject);
  const wish = [place, tool, moment, planId].join(' ');
  const clientId = tries.get(wish) ?? crypto.randomUUID();
  tries.set(wish, clientId);
  const when = { ...(moment === null ? {} : { moment }), ...(planId === null ? {} : { planId }) };
  const reply = await startAssessment({ clientId, tool, ...subject, ...when });
  // Whatever shows what was begun here does not wait to be looked at anew.
  reloadShownList(subject);
  if (reply.ok) {
    tries.delete(wish);
    take(reply.value.assessment);
    showIn(place, reply.value.assessment.row.assessmentId);
    return true;
  }
  if (reply.error.code !== 'unavailable') tries.delete(wish);
  const { reason, assessmentId } = reply.error.details ?? {};
  const open = reason === 'open_already' && typeof assessmentId === 'string';
  if (open) showIn(place, assessmentId);
  else if (reason === 'not_open') notify('problem', say('assessments.case_closed'));
  else notifyProblem(reply.error);
  return open;
}
