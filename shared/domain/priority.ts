/**
 * The band a person waits in, worked out from what they said and never asked as a grade (H6). A band helps those who
 * answer and harms nobody who does not: nothing said ranks below nothing at all (Q3), and it is never lowered.
 */
import { PRIORITIES, type Priority } from '../protocol/conversation.ts';
import type { AgeBand, PreChat } from '../protocol/pre-chat.ts';

/** The answers that count; all others are for the agent to read. */
export type PriorityAnswers = Pick<PreChat, 'inDanger' | 'ageBand' | 'justHere'>;

export const BANDS_UNDER_18 = ['under_13', '13_15', '16_17'] as const satisfies readonly AgeBand[];

/** `prefer_not_to_say` is an adult to the rules: it must not cost a person anything, nor be worth claiming. */
export function isUnder18(ageBand: string | null | undefined): boolean {
  return BANDS_UNDER_18.some((band) => band === ageBand);
}

/** `returned`: the service itself dropped this person, so they need not say so. */
export function priorityOf(
  answers: PriorityAnswers,
  { returned = false }: { readonly returned?: boolean } = {},
): Priority {
  if (answers.inDanger === 'yes') return 'danger';
  if (isUnder18(answers.ageBand)) return 'young';
  return returned || answers.justHere === true ? 'returned' : 'normal';
}

/** 0 for danger, counting up: the order in which bands are listed everywhere. */
export function rankOf(priority: Priority): number {
  return PRIORITIES.indexOf(priority);
}

/** The higher of two bands: a later answer, a watched word or a member of staff may raise it, nothing here lowers it. */
export function raise(current: Priority, next: Priority): Priority {
  return rankOf(next) < rankOf(current) ? next : current;
}

/** Children are offered first to whoever is trained for them; never required, so it never keeps them waiting (H10). */
export const YOUNG_PEOPLE = 'young_people';

export function preferredSkillsFor(ageBand: AgeBand | null | undefined): readonly string[] {
  return isUnder18(ageBand) ? [YOUNG_PEOPLE] : [];
}
