import { expect, test } from 'vitest';
import { type CommandPort, createCommander, pauseAfter } from '../../client/connection/commander.ts';
import { wireError } from '../../shared/protocol/errors.ts';

const plan = { attempts: 3, ackTimeoutMs: 10, readyTimeoutMs: 10 };
const line = { clientId: 'one-id', conversationId: 'c1', text: 'hello' };

/** A line to the server that answers as told; an Error is an answer that never came. */
function portThat(...answers: readonly unknown[]): CommandPort & { readonly sent: unknown[] } {
  const sent: unknown[] = [];
  return {
    sent,
    send: (_name, input) => {
      const answer = answers[sent.length];
      sent.push(input);
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
    ready: () => Promise.resolve(true),
    wait: () => Promise.resolve(),
  };
}

test('[L2] a command without an answer is sent again with the same clientId and content', async () => {
  const port = portThat(new Error('no answer'), { ok: true, value: { seq: 7, at: 'now' } });
  const reply = await createCommander(port, plan)('message:send', line);
  expect(reply).toEqual({ ok: true, value: { seq: 7, at: 'now' } });
  expect(port.sent).toEqual([line, line]);
});

test('a refusal is final: it is not asked again', async () => {
  const port = portThat({ ok: false, error: wireError('closed') });
  const reply = await createCommander(port, plan)('message:send', line);
  expect(reply).toMatchObject({ ok: false, error: { code: 'closed' } });
  expect(port.sent).toHaveLength(1);
});

test('"not now" is tried again, and in the end handed to the person', async () => {
  const busy = { ok: false, error: wireError('unavailable') };
  const port = portThat(busy, busy, busy);
  const reply = await createCommander(port, plan)('message:send', line);
  expect(reply).toMatchObject({ ok: false, error: { code: 'unavailable' } });
  expect(port.sent).toHaveLength(3);
});

test('without a line nothing is sent, and the answer says that nothing is lost', async () => {
  const port = { ...portThat(), ready: () => Promise.resolve(false) };
  const reply = await createCommander(port, plan)('message:send', line);
  expect(reply).toMatchObject({ ok: false, error: { code: 'unavailable' } });
  expect(port.sent).toHaveLength(0);
});

test('the server may say how long to wait; else each pause is longer, and none is endless', () => {
  expect(pauseAfter(1, wireError('rate_limited', { retryAfterMs: 1500 }))).toBe(1500);
  expect(pauseAfter(2, wireError('unavailable'))).toBeGreaterThan(pauseAfter(1, wireError('unavailable')));
  expect(pauseAfter(30, wireError('unavailable'))).toBeLessThanOrEqual(8000);
});
