// What is on record of therapy, field by field: never what was said in it (E7).
import type { Plan } from '../../shared/protocol/http/plans.ts';
import { type Faults, unreadableIn } from '../records/faults.ts';
import { asValues, describe, type Field, type Values } from '../records/field.ts';
import { say } from '../ui/words.ts';

export type Therapy = NonNullable<Plan['therapy']>;
type Measure = Therapy['measures']['start'];

const MEASURES = ['core_10', 'core_om', 'phq_9', 'gad_7', 'pcl_5', 'cries_8', 'sdq', 'other'];
const ENDS = ['start', 'end'] as const;
type End = (typeof ENDS)[number];

interface TherapyWords {
  readonly modality: string | null;
  readonly applies: string | null;
  readonly note: string | null;
  readonly startTool: string | null;
  readonly startScore: string | null;
  readonly startOn: string | null;
  readonly endTool: string | null;
  readonly endScore: string | null;
  readonly endOn: string | null;
}

const words = describe<TherapyWords>();
const measureCodes = { codes: MEASURES, group: 'measure' };

export const therapyFields: readonly Field[] = [
  words.choice('modality', 'therapy.modality', { list: 'therapyModalities' }),
  words.choice('applies', 'therapy.pre_trial', { codes: ['yes', 'no', 'not_known'], group: 'answer' }),
  words.long('note', 'therapy.pre_trial_note', { hint: 'therapy.pre_trial_hint', max: 2_000 }),
  ...ENDS.flatMap((end) => [
    words.choice(`${end}Tool`, `therapy.${end}_tool`, measureCodes),
    words.text(`${end}Score`, `therapy.${end}_score`, { max: 7 }),
    words.day(`${end}On`, `therapy.${end}_on`),
  ]),
];

export function therapyAsWritten({ modality, preTrial, measures }: Therapy): Values {
  const { start, end } = measures;
  return asValues({
    ...{ modality, applies: preTrial.applies, note: preTrial.note },
    ...{ startTool: start?.tool ?? null, startScore: scoreOf(start), startOn: start?.on ?? null },
    ...{ endTool: end?.tool ?? null, endScore: scoreOf(end), endOn: end?.on ?? null },
  } satisfies TherapyWords);
}

const scoreOf = (measure: Measure): string | null => (measure === null ? null : String(measure.score));

/** A measure is whole or not there, and its score is a number. */
export function therapyFaults(body: Values): Faults {
  return Object.assign(unreadableIn(therapyFields, body), ...ENDS.map((end) => measureFaults(body, end)));
}

function measureFaults(body: Values, end: End): Faults {
  const names = [`${end}Tool`, `${end}Score`, `${end}On`];
  const missing = names.find((name) => isMissing(body, name));
  if (names.every((name) => isMissing(body, name))) return {};
  if (missing !== undefined) return { [missing]: say('therapy.measure_whole') };
  return Number.isFinite(figureOf(body, end)) ? {} : { [`${end}Score`]: say('therapy.measure_number') };
}

const isMissing = (body: Values, name: string): boolean => (body[name] ?? null) === null;

const figureOf = (body: Values, end: End): number => Number(String(body[`${end}Score`]).replace(',', '.'));

export function therapyAsSent(body: Values): Readonly<Record<string, unknown>> {
  const { modality = null, applies = null, note = null } = body;
  const measure = (end: End) =>
    isMissing(body, `${end}Tool`)
      ? null
      : { tool: body[`${end}Tool`], score: figureOf(body, end), on: body[`${end}On`] };
  return { modality, preTrial: { applies, note }, measures: { start: measure('start'), end: measure('end') } };
}
