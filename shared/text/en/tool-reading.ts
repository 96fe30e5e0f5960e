/** Says what the answers to a tool add up to. What lacks an answer is always named, and no result reads as an all-clear (D4). */
import type { ToolReading } from '../../domain/tools/score.ts';

type Said = Pick<
  ToolReading,
  'total' | 'yes' | 'notKnown' | 'unanswered' | 'score' | 'band' | 'whyNoBand' | 'couldReach'
>;

export function sayReading(reading: Said): string {
  const { band, total, yes, couldReach } = reading;
  const lacks = lacking(reading);
  if (reading.whyNoBand === 'too_many_lack') {
    return `${[`${yes} yes`, ...lacks].join(', ')}: not a grade. Too many of the ${total} lack an answer.`;
  }
  if (band === 'high') return sentences(`${yes} yes of ${total}: high.`, lacks);
  if (band !== null) {
    const caution = `${capital(band)} does not mean that the person is out of danger.`;
    const could = couldReach === null ? '' : ` With the topics that lack an answer it could be ${couldReach}.`;
    return `${sentences(`${yes} yes of ${total}: ${band}.`, lacks)}${could} ${caution}`;
  }
  return reading.score === null
    ? sentences(`${total - reading.notKnown - reading.unanswered} of ${total} answered.`, lacks)
    : sentences(`The score is ${reading.score}.`, lacks);
}

function lacking({ notKnown, unanswered }: Pick<Said, 'notKnown' | 'unanswered'>): string[] {
  return [
    ...(notKnown > 0 ? [`${notKnown} not known`] : []),
    ...(unanswered > 0 ? [`${unanswered} not answered yet`] : []),
  ];
}

function sentences(first: string, lacks: readonly string[]): string {
  return lacks.length === 0 ? first : `${first} ${capital(lacks.join(', '))}.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
