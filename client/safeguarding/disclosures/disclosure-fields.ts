// The form of a disclosure: why, on which ground in law, what, to whom, and whether the person was told. Nothing is chosen
// beforehand but what an emergency already says.
import { DISCLOSURE_RECIPIENTS, DISCLOSURE_TOLD, WHY_NOT_TOLD } from '../../../shared/domain/disclosure.ts';
import type { Choice } from '../../ui/field.tsx';
import { choicesOf, WORDS_MAX } from '../../ui/record/fields.ts';
import { type FormField, type FormValues, momentOf } from '../../ui/record/form-fields.ts';
import { say } from '../../ui/words.ts';
import type { Draft } from './disclosure-calls.ts';

export interface Lists {
  readonly reasons: readonly Choice[];
  readonly bases: readonly Choice[];
  readonly conditions: readonly Choice[];
}

export function disclosureFields({ reasons, bases, conditions }: Lists, emergency: boolean): FormField[] {
  const told = DISCLOSURE_TOLD.filter((code) => emergency || code !== 'after');
  return [
    ...(emergency ? [{ name: 'madeAt', label: say('disclosure.made_at'), kind: 'moment' } as const] : []),
    { name: 'reason', label: say('disclosure.reason'), kind: 'select', options: reasons },
    {
      name: 'recipient',
      label: say('disclosure.recipient'),
      kind: 'select',
      options: choicesOf('recipient', DISCLOSURE_RECIPIENTS),
    },
    {
      name: 'recipientName',
      label: say('disclosure.recipient_name'),
      hint: say('disclosure.recipient_hint'),
      kind: 'line',
      max: 300,
    },
    { name: 'what', label: say('disclosure.what'), hint: say('disclosure.what_hint'), kind: 'area', max: WORDS_MAX },
    { name: 'why', label: say('disclosure.why'), hint: say('disclosure.why_hint'), kind: 'area', max: WORDS_MAX },
    { name: 'lawfulBasis', label: say('disclosure.basis'), kind: 'select', options: bases },
    { name: 'specialCategory', label: say('disclosure.special'), kind: 'select', options: conditions },
    { name: 'told', label: say('disclosure.told'), kind: 'radio', options: choicesOf('told', told) },
    {
      ...{ name: 'whyNotTold', label: say('disclosure.why_not'), kind: 'select' },
      options: choicesOf('why_not_told', WHY_NOT_TOLD),
      when: { field: 'told', is: ['not_told'] },
    },
  ];
}

/** What the emergency already says stands in the fields, for a person to check. */
export function valuesOf(draft: Draft): FormValues {
  const { madeAt, reason, recipient, recipientName, what, why, lawfulBasis, specialCategory, told } = draft;
  return {
    madeAt: madeAt === null ? '' : momentOf(madeAt),
    ...{ reason: reason ?? '', recipient, recipientName, what, why },
    ...{ lawfulBasis: lawfulBasis ?? '', specialCategory: specialCategory ?? '', told: told ?? '' },
  };
}
