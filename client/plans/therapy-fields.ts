// What is on record of therapy: never what was said in it (E7).
import type { Plan } from '../../shared/protocol/http/plans.ts';
import type { Choice } from '../ui/field.tsx';
import { choicesOf } from '../ui/record/fields.ts';
import type { FormField, FormValues } from '../ui/record/form-fields.ts';
import { say } from '../ui/words.ts';

export type Therapy = NonNullable<Plan['therapy']>;
type Written = Readonly<Record<string, unknown>>;

export function therapyFields(modalities: readonly Choice[]): FormField[] {
  return [
    { name: 'modality', label: say('therapy.modality'), kind: 'select', options: modalities, optional: true },
    {
      ...{ name: 'applies', label: say('therapy.pre_trial'), kind: 'radio', optional: true },
      options: choicesOf('answer', ['yes', 'no', 'not_known']),
    },
    {
      ...{ name: 'note', label: say('therapy.pre_trial_note'), hint: say('therapy.pre_trial_hint') },
      ...{ kind: 'area', max: 2_000, optional: true },
    },
  ];
}

export function therapyAsWritten({ modality, preTrial }: Therapy): FormValues {
  return { modality: modality ?? '', applies: preTrial.applies ?? '', note: preTrial.note ?? '' };
}

export function therapyAsSent(body: Written): Written {
  const { modality = null, applies = null, note = null } = body;
  return { modality, preTrial: { applies, note } };
}
