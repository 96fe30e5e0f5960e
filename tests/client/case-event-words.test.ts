import { expect, it } from 'vitest';
import { REMINDER_KINDS } from '../../shared/domain/reminder-states.ts';
import { consolePagesText } from '../../shared/text/en/console-pages.ts';

/** Every place in the server where the daily work on a case writes into its timeline. */
const sources = import.meta.glob<string>('../../server/{cases,contacts,plans,cover}/*.ts', {
  ...{ query: '?raw', import: 'default', eager: true },
});
const KIND = /(?:kind|event): '([a-z_]+)',\s*(?:about|codes|text|clientId)|event: '([a-z_]+)'|told\('([a-z_]+)'/g;

function kindsIn(text: string): string[] {
  return [...text.matchAll(KIND)].map(([, written, named, told]) => written ?? named ?? told ?? '');
}

it('everything that the timeline of a case tells has words for the one who reads it', () => {
  // A reminder is put beside a thing in the same words.
  const written = Object.values(sources).flatMap(kindsIn);
  const kinds = written.filter((kind) => !REMINDER_KINDS.some((each) => each === kind));
  expect(kinds).toEqual(expect.arrayContaining(['contact_attempt', 'plan_reviewed', 'callback_booked', 'worker_left']));
  expect([...new Set(kinds)].filter((kind) => !Object.hasOwn(consolePagesText, `event.${kind}`))).toEqual([]);
});
