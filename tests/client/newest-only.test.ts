/** Answers that come out of order. */
import { expect, test } from 'vitest';
import { newestOnly } from '../../client/connection/newest-only.ts';

function answers() {
  const waiting: ((value: string) => void)[] = [];
  return { question: () => new Promise<string>((resolve) => waiting.push(resolve)), waiting };
}

test('an older answer that comes late does not go over a newer one, and others are not touched by it', async () => {
  const newest = newestOnly();
  const { question, waiting } = answers();
  const [first, second, other] = [newest.ask('a', question), newest.ask('a', question), newest.ask('b', question)];
  waiting[1]?.('newer');
  expect(await second).toBe('newer');
  waiting[0]?.('older');
  expect(await first).toBeNull();
  waiting[2]?.('of another');
  expect(await other).toBe('of another');
});

test('what was let go is answered to nobody', async () => {
  const newest = newestOnly();
  const { question, waiting } = answers();
  const asked = newest.ask('a', question);
  newest.letGo('a');
  waiting[0]?.('late');
  expect(await asked).toBeNull();
});

test('an older answer that comes first is not shown either: the newer question knew more', async () => {
  const newest = newestOnly();
  const { question, waiting } = answers();
  const [first, second] = [newest.ask('a', question), newest.ask('a', question)];
  waiting[0]?.('older');
  expect(await first).toBeNull();
  waiting[1]?.('newer');
  expect(await second).toBe('newer');
});
