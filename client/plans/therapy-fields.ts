// What is on record of therapy: never what was said in it (E7).
import type { Plan } from '../../shared/protocol/http/plans.ts';
import { readDay, writtenDay } from '../ui/dates.ts';
import type { Choice } from '../ui/field.tsx';
import { choicesOf } from '../ui/record/fields.ts';
import type { FormField, FormValues } from '../ui/record/form-fields.ts';
import { say } from '../ui/words.ts';

export type Therapy = NonNullable<Plan['therapy']>;
type Measure = Therapy['measures']['start'];
type Written = Readonly<Record<string, unknown>>;

const MEASURES = ['core_10', 'core_om', 'phq_9', 'gad_7', 'pcl_5', 'cries_8', 'sdq', 'other'];
const ENDS = ['start', 'end'] as const;

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
    ...ENDS.flatMap((end): FormField[] => {
      const when = say(`therapy.measure_${end}`);
      return [
        {
          ...{ name: `${end}Tool`, label: say('therapy.measure_tool', { when }), kind: 'select', optional: true },
          options: choicesOf('measure', MEASURES),
        },
        { name: `${end}Score`, label: say('therapy.measure_score', { when }), kind: 'line', max: 7, optional: true },
        { name: `${end}On`, label: say('therapy.measure_on', { when }), kind: 'day', optional: true },
      ];
    }),
  ];
}

export function therapyAsWritten({ modality, preTrial, measures }: Therapy): FormValues {
  const written = (end: 'start' | 'end'): FormValues => {
    const measure = measures[end];
    if (measure === null) return {};
    return {
      [`${end}Tool`]: measure.tool,
      [`${end}Score`]: String(measure.score),
      [`${end}On`]: writtenDay(measure.on),
    };
  };
  return {
    ...{ modality: modality ?? '', applies: preTrial.applies ?? '', note: preTrial.note ?? '' },
    ...written('start'),
    ...written('end'),
  };
}

/** What was written, or what is wrong with it, by field. */
export function therapyAsSent(
  body: Written,
): { readonly sent: Written } | { readonly wrong: string; readonly at: string } {
  const measures: { start: Measure; end: Measure } = { start: null, end: null };
  for (const end of ENDS) {
    const [tool, score, on] = [body[`${end}Tool`], body[`${end}Score`], body[`${end}On`]].map((each) => each ?? null);
    if (tool === null && score === null && on === null) continue;
    if (tool === null || score === null || on === null)
      return {
        wrong: say('therapy.measure_whole'),
        at: tool === null ? `${end}Tool` : score === null ? `${end}Score` : `${end}On`,
      };
    const figure = Number(String(score).replace(',', '.'));
    if (!Number.isFinite(figure)) return { wrong: say('therapy.measure_number'), at: `${end}Score` };
    measures[end] = { tool: String(tool), score: figure, on: readDay(String(on)) ?? String(on) };
  }
  const { modality = null, applies = null, note = null } = body;
  return { sent: { modality, preTrial: { applies, note }, measures } };
}
