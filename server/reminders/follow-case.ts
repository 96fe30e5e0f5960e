/** Reminders go with what they are of; when a case changes hands, they are for who has it now. */
import type { CaseFollower } from '../cases/index.ts';
import type { Remind } from './remind.ts';

export function reminderFollower({ handOverIn }: Remind): CaseFollower {
  return { openIn: async () => [], endIn: async () => ({}), handOverIn };
}
