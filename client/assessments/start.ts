// Begins to fill in a tool, or goes to where it was begun already.
import type { AssessmentRow } from '../../shared/protocol/assessment.ts';
import { notify, notifyProblem } from '../ui/notices.ts';
import { say } from '../ui/words.ts';
import { startAssessment } from './assessment-calls.ts';
import { showIn } from './open-fillings.ts';
import { take } from './save-as-you-go.ts';
import { placeOf, type Subject } from './subject.ts';

export interface Wanted {
  readonly tool: string;
  readonly moment: NonNullable<AssessmentRow['moment']> | null;
}

const tries = new Map<string, string>();

/** The same wish tried again is the same assessment: its clientId is kept until there was an answer. */
export async function startTool(subject: Subject, { tool, moment }: Wanted): Promise<void> {
  const place = placeOf(subject);
  const wish = [place, tool, moment].join(' ');
  const clientId = tries.get(wish) ?? crypto.randomUUID();
  tries.set(wish, clientId);
  const reply = await startAssessment({ clientId, tool, ...subject, ...(moment === null ? {} : { moment }) });
  if (reply.ok) {
    tries.delete(wish);
    take(reply.value.assessment);
    return showIn(place, reply.value.assessment.row.assessmentId);
  }
  if (reply.error.code !== 'unavailable') tries.delete(wish);
  const { reason, assessmentId } = reply.error.details ?? {};
  if (reason === 'open_already' && typeof assessmentId === 'string') return showIn(place, assessmentId);
  if (reason === 'not_open') return notify('problem', say('assessments.case_closed'));
  notifyProblem(reply.error);
}
