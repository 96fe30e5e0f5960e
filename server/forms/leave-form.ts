/**
 * Somebody leaves in the middle, or after the end: nothing of this filling is shown again, to whoever goes Back (P2). With a script the
 * browser is gone already and only tells; without one it comes here by a button, and is sent on.
 */
import { leftPage } from '../platform/public-page.ts';
import type { Form } from './question.ts';
import type { FormsDeps } from './step-form.ts';

type LeaveDeps = Pick<FormsDeps, 'clock' | 'states' | 'fillings' | 'frame'>;

export async function leaveForm(deps: LeaveDeps, form: Form, token: string): Promise<string> {
  const now = deps.clock.now();
  const filling = deps.states.open(form.name, token, now);
  if (filling !== null) await deps.fillings.left(filling, now);
  return leftPage(await deps.frame());
}
