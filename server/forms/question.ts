/** A question of a form and what counts as an answer to it. Nothing is answered beforehand, and what may be skipped says so. */
import { phoneKey } from '../../shared/domain/match-keys.ts';
import { textFault } from '../../shared/domain/message-limits.ts';
import type { FormKey } from '../../shared/text/en/public-forms.ts';

export interface Option {
  readonly code: string;
  readonly label: string;
}

export interface Question {
  readonly id: string;
  readonly kind: 'one' | 'line' | 'words' | 'number' | 'phone' | 'email';
  readonly title: FormKey;
  readonly hint?: FormKey;
  /** Of `one`. */
  readonly options?: readonly Option[];
  readonly needed?: true;
  /** With one of these the form does not go on, and says why. */
  readonly stops?: { readonly at: readonly string[]; readonly says: FormKey };
  readonly maxUnits: number;
  /** Of which of their answers it is asked: that answer is shown above it. */
  readonly about?: string;
}

export type Answers = Readonly<Record<string, string>>;

/** Where each form is: of no meaning to whoever reads it in the history of a browser, but for that of people at work. */
export const FORM_PATHS = { self: '/help/start', professional: '/refer', message: '/help/write' } as const;

export interface Form {
  readonly name: keyof typeof FORM_PATHS;
  readonly path: string;
  /** Those that apply after these answers, in order. */
  questions(answers: Answers): readonly Question[];
}

/** The answer as it is kept, null where there is none, or what is wrong with it. */
export type Answer = { readonly value: string | null } | { readonly fault: FormKey };

const OLDEST = 120;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/;

export function readAnswer(question: Question, typed: string): Answer {
  const value = typed.replaceAll('\r\n', '\n').trim();
  if (value === '') return question.needed ? { fault: 'fault.missing' } : { value: null };
  if (textFault(value, question.maxUnits) !== null) return { fault: 'fault.long' };
  const fault = faultOf(question, value) ?? (question.stops?.at.includes(value) ? question.stops.says : null);
  return fault === null ? { value } : { fault };
}

function faultOf({ kind, options = [] }: Question, value: string): FormKey | null {
  switch (kind) {
    case 'one':
      return options.some(({ code }) => code === value) ? null : 'fault.choice';
    case 'number':
      return /^\d{1,3}$/.test(value) && Number(value) <= OLDEST ? null : 'fault.number';
    case 'phone':
      return phoneKey(value) === null ? 'fault.phone' : null;
    case 'email':
      return EMAIL.test(value) ? null : 'fault.email';
    default:
      return null;
  }
}

/** The first that needs an answer and has none, or one that no longer counts. */
export function unanswered(form: Form, answers: Answers): Question | null {
  return form.questions(answers).find((each) => 'fault' in readAnswer(each, answers[each.id] ?? '')) ?? null;
}

/** The one before or after; null past either end. */
export function beside(form: Form, answers: Answers, id: string, step: 1 | -1): Question | null {
  const all = form.questions(answers);
  const at = all.findIndex((each) => each.id === id);
  return at === -1 ? (all[0] ?? null) : (all[at + step] ?? null);
}
