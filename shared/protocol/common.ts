/** Small schemas that every table uses. Inputs are strict: an unknown field is `bad_request`. */
import { z } from 'zod';
import { ID_MAX_UNITS, MESSAGE_MAX_UNITS, textFault } from '../domain/message-limits.ts';

export const id = z
  .string()
  .min(1)
  .max(ID_MAX_UNITS)
  .regex(/^[A-Za-z0-9_.:-]+$/);
export const clientId = z.uuid();
export const time = z.iso.datetime();
export const milliseconds = z.number().int();
export const code = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9_.-]+$/);
export const language = z
  .string()
  .min(2)
  .max(16)
  .regex(/^[A-Za-z0-9-]+$/);
export const seq = z
  .number()
  .int()
  .min(0)
  .max(2 ** 31);
export const empty = z.strictObject({});

const FAULT_SENTENCE = {
  blank: 'Write something: only white space was sent.',
  malformed: 'The text holds half of a character pair and cannot be stored as written.',
  too_large: 'The text is too long.',
} as const;

/** Text that a person wrote, stored verbatim. Over its limit it is `too_large`, marked for `bind-command`. */
export function text(maxUnits: number = MESSAGE_MAX_UNITS) {
  return z.string().superRefine((value, context) => {
    const fault = textFault(value, maxUnits);
    if (fault === null) return;
    context.addIssue({ code: 'custom', message: FAULT_SENTENCE[fault], params: { fault } });
  });
}
