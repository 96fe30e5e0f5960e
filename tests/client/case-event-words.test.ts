import { expect, it } from 'vitest';
import { PARTS } from '../../client/cases/parts.ts';
import { placeOf } from '../../client/work/place-of.ts';
import { DUE_KINDS } from '../../shared/domain/due-kinds.ts';
import { consolePagesText } from '../../shared/text/en/console-pages.ts';

/** Every place in the server where the daily work on a case writes into its timeline. */
const sources = import.meta.glob<string>('../../server/{cases,consent,contacts,plans,cover,referrals}/*.ts', {
  ...{ query: '?raw', import: 'default', eager: true },
});
const KIND = /(?:kind|event): '([a-z_]+)',\s*(?:about|codes|text|clientId)|event: '([a-z_]+)'|told\('([a-z_]+)'/g;

function kindsIn(text: string): string[] {
  return [...text.matchAll(KIND)].map(([, written, named, told]) => written ?? named ?? told ?? '');
}

it('everything that the timeline of a case tells has words for the one who reads it', () => {
  // A reminder is put beside a thing in the same words.
  const written = Object.values(sources).flatMap(kindsIn);
  const kinds = written.filter((kind) => !DUE_KINDS.some((each) => each === kind));
  expect(kinds).toEqual(expect.arrayContaining(['contact_attempt', 'plan_reviewed', 'callback_booked', 'worker_left']));
  expect([...new Set(kinds)].filter((kind) => !Object.hasOwn(consolePagesText, `event.${kind}`))).toEqual([]);
});

it('everything that can be due has words, and a place in the case where it is done', () => {
  expect(DUE_KINDS.filter((kind) => !Object.hasOwn(consolePagesText, `due_kind.${kind}`))).toEqual([]);
  expect(DUE_KINDS.filter((kind) => !PARTS.includes(placeOf(kind)))).toEqual([]);
});
