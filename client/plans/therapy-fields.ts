// What is on record of therapy, field by field: never what was said in it (E7).
import type { Plan } from '../../shared/protocol/http/plans.ts';
import { type Faults, unreadableIn } from '../records/faults.ts';
import { asValues, describe, type Field, type Values } from '../records/field.ts';

export type Therapy = NonNullable<Plan['therapy']>;

interface TherapyWords {
  readonly modality: string | null;
  readonly applies: string | null;
  readonly note: string | null;
}

const words = describe<TherapyWords>();

export const therapyFields: readonly Field[] = [
  words.choice('modality', 'therapy.modality', { list: 'therapyModalities' }),
  words.choice('applies', 'therapy.pre_trial', { codes: ['yes', 'no', 'not_known'], group: 'answer' }),
  words.long('note', 'therapy.pre_trial_note', { hint: 'therapy.pre_trial_hint', max: 2_000 }),
];

export function therapyAsWritten({ modality, preTrial }: Therapy): Values {
  return asValues({ modality, applies: preTrial.applies, note: preTrial.note } satisfies TherapyWords);
}

export function therapyFaults(body: Values): Faults {
  return unreadableIn(therapyFields, body);
}

export function therapyAsSent(body: Values): Readonly<Record<string, unknown>> {
  const { modality = null, applies = null, note = null } = body;
  return { modality, preTrial: { applies, note } };
}
