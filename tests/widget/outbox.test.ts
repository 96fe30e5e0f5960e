import { describe, expect, it } from 'vitest';
import { add, fail, nextToSend, remove, retry, retryAll } from '../../widget/outbox.ts';

describe('lines that are not sent yet', () => {
  const two = add(add([], 'a', 'first'), 'b', 'second');

  it('go out in the order in which they were written, one at a time', () => {
    expect(nextToSend(two)?.clientId).toBe('a');
    expect(nextToSend(remove(two, 'a'))?.clientId).toBe('b');
    expect(nextToSend([])).toBeUndefined();
  });

  it('[L2] go again under the id they first had', () => {
    const failed = fail(two, 'a');
    expect(nextToSend(failed)?.clientId).toBe('b');
    expect(retry(failed, 'a')).toEqual(two);
    expect(retryAll(failed)).toEqual(two);
  });

  it('are not tried again by themselves when the server will never take them', () => {
    const refused = fail(two, 'a', 'closed');
    expect(retryAll(refused)[0]).toMatchObject({ state: 'failed', refused: 'closed' });
  });
});
