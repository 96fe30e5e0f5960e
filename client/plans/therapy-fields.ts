// What is on record of therapy besides its sessions: the way it is done, whether a trial lies ahead, and two measures.
import type { Plan } from '../../shared/protocol/http/plans.ts';
import { type Faults, unreadableIn } from '../records/faults.ts';
import { asValues, describe, type Field, type Values, YES_NO_NOT_KNOWN } from '../records/field.ts';
import { partsOf } from '../records/merge.ts';
import { say } from '../ui/words.ts';

export type Therapy = NonNullable<Plan['therapy']>;
interface Measure {
  readonly tool: string | null;
  readonly score: number | null;
  readonly on: string | null;
}
interface TherapyForm {
  readonly modality: string | null;
  readonly applies: string | null;
  readonly note: string | null;
  readonly start: Measure | null;
  readonly end: Measure | null;
}

const therapy = describe<TherapyForm>();
const measure = describe<Measure>();
const MEASURES = ['start', 'end'] as const;
const BLANK: Measure = { tool: null, score: null, on: null };
const measureFields: readonly Field[] = [
  measure.choice('tool', 'therapy.tool', { list: 'therapyMeasures' }, { none: 'plan.choose' }),
  measure.number('score', 'therapy.score', 1_000),
  measure.pastDay('on', 'therapy.on'),
];

export const THERAPY_FIELDS: readonly Field[] = [
  therapy.choice('modality', 'therapy.modality', { list: 'therapyModalities' }, { none: 'therapy.not_chosen' }),
  therapy.choice('applies', 'therapy.pre_trial', YES_NO_NOT_KNOWN),
  therapy.long('note', 'therapy.pre_trial_note', { hint: 'therapy.pre_trial_hint', max: 2_000 }),
  therapy.group('start', 'therapy.start', BLANK, measureFields),
  therapy.group('end', 'therapy.end', BLANK, measureFields),
];

export function bodyOfTherapy({ modality, preTrial, measures }: Therapy): Values {
  return asValues({ modality, ...preTrial, ...measures });
}

export function therapyAsSent({ modality, applies, note, start, end }: Values): Values {
  return {
    modality: modality ?? null,
    preTrial: { applies: applies ?? null, note: note ?? null },
    measures: { start: start ?? null, end: end ?? null },
  };
}

/** A measure is whole or it is none. */
export function faultsOfTherapy(body: Values, today: string): Faults {
  const missing = MEASURES.flatMap((which) => {
    const parts = partsOf(body[which] ?? null);
    if (parts === null) return [];
    const empty = ['tool', 'score', 'on'].filter((name) => (parts[name] ?? null) === null);
    const ahead = typeof parts.on === 'string' && parts.on > today;
    return [
      ...empty.map((name) => [`${which}.${name}`, say('section.needed')] as const),
      ...(ahead ? [[`${which}.on`, say('therapy.ahead')] as const] : []),
    ];
  });
  return { ...Object.fromEntries(missing), ...unreadableIn(THERAPY_FIELDS, body) };
}
