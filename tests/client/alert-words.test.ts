import { expect, it } from 'vitest';
import { ALERT_KINDS } from '../../shared/domain/alert-kinds.ts';
import { consoleText } from '../../shared/text/en/console.ts';

it('every alert that the system can raise has words for the one who sees it', () => {
  expect(ALERT_KINDS.filter((kind) => !Object.hasOwn(consoleText, `alert.${kind}`))).toEqual([]);
});
