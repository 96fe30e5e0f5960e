import { expect, it } from 'vitest';
import { placeOfAlert } from '../../client/safeguarding/alerts.ts';
import { ALERT_KINDS } from '../../shared/domain/alert-kinds.ts';
import { consoleText } from '../../shared/text/en/console.ts';

it('every alert that the system can raise has words for the one who sees it', () => {
  expect(ALERT_KINDS.filter((kind) => !Object.hasOwn(consoleText, `alert.${kind}`))).toEqual([]);
});

it('every alert about received referrals leads to where they are', () => {
  const kinds = ALERT_KINDS.filter((kind) => kind.startsWith('inbound_'));
  expect(kinds.map((kind) => [kind, placeOfAlert({ kind })?.split('?')[0]])).toEqual(
    kinds.map((kind) => [kind, '/triage']),
  );
});
