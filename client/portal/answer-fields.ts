// What each answer of a partner asks for, and in which order the answers stand. Nothing is chosen beforehand.
import { afterPartner, type PartnerAnswer, waitsWhilePaused } from '../../shared/domain/portal-moves.ts';
import type { PortalReferral } from '../../shared/protocol/http/portal.ts';
import type { Choice } from '../ui/field.tsx';
import type { FormField } from '../ui/record/form-fields.ts';
import { say } from '../ui/words.ts';

const ORDER: readonly PartnerAnswer[] = ['acknowledge', 'accept', 'waiting_list', 'question', 'decline', 'outcome'];

/** Those that would change something now. */
export function answersNow({ state, paused }: Pick<PortalReferral, 'state' | 'paused'>): PartnerAnswer[] {
  return ORDER.filter((answer) => afterPartner(answer, state) !== null && !(paused && waitsWhilePaused(answer)));
}

export interface AnswerLists {
  readonly declineReasons: readonly Choice[];
  readonly partnerOutcomes: readonly Choice[];
}

const WORDS_MAX = 2_000;

/** Empty where nothing more is asked. */
export function fieldsOf(answer: PartnerAnswer, lists: AnswerLists): FormField[] {
  const words: FormField = { name: 'text', label: say('portal.words'), kind: 'area', max: WORDS_MAX, optional: true };
  switch (answer) {
    case 'accept':
      return [
        { name: 'worker', label: say('portal.worker'), hint: say('portal.worker_hint'), kind: 'line', max: 200 },
        { name: 'startsOn', label: say('portal.starts_on'), kind: 'day', optional: true },
      ];
    case 'waiting_list':
      return [
        { name: 'weeks', label: say('portal.weeks'), kind: 'line', max: 3 },
        { name: 'reviewOn', label: say('portal.review_on'), kind: 'day' },
      ];
    case 'question':
      return [{ ...words, label: say('portal.question_words'), hint: say('portal.question_hint') }].map(needed);
    case 'decline':
      return [{ name: 'reason', label: say('portal.reason'), kind: 'radio', options: lists.declineReasons }, words];
    case 'outcome':
      return [
        { name: 'outcome', label: say('portal.outcome_of'), kind: 'radio', options: lists.partnerOutcomes },
        words,
      ];
    default:
      return [];
  }
}

function needed({ optional: _not, ...field }: FormField): FormField {
  return field;
}

/** A count that is none is sent as it was typed, so that the server says what to correct. */
export function countIn(typed: unknown): unknown {
  return typeof typed === 'string' && /^\d{1,4}$/.test(typed) ? Number(typed) : typed;
}
