import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEnvelopes } from '../../../server/platform/signal-envelope.ts';

const key = randomBytes(32);
const NOON = Date.UTC(2026, 10, 26, 12);
const at = (nodeId: string, now = NOON, secret = key) => createEnvelopes({ key: secret, nodeId, now: () => now });

describe('the envelope of a signal', () => {
  it('brings what was said to another node, whatever it holds', () => {
    const [one, two] = [at('one'), at('two')];
    fc.assert(
      fc.property(fc.string(), (body) => {
        expect(two.open(one.close('topic:of it', body))).toEqual({ from: 'one', topic: 'topic:of it', body });
      }),
    );
  });

  it('is refused when anything of it was changed, or when it was made with another key', () => {
    const text = at('one').close('session:ended', '{"agentId":"a"}');
    for (let index = 0; index < text.length; index += 1) {
      const changed = `${text.slice(0, index)}${text[index] === 'x' ? 'y' : 'x'}${text.slice(index + 1)}`;
      expect(at('two').open(changed)).toBeNull();
    }
    expect(at('two').open(at('one', NOON, randomBytes(32)).close('topic', 'body'))).toBeNull();
    for (const nonsense of ['', '\n', 'a\nb\nc\nd\ne\nf', '{"from":"one","topic":"t","payload":{}}'])
      expect(at('two').open(nonsense)).toBeNull();
  });

  it('is heard once, and not after a minute', () => {
    const one = at('one');
    const [first, second] = [one.close('topic', '1'), one.close('topic', '2')];
    const two = at('two');
    expect(two.open(first)?.body).toBe('1');
    expect(two.open(first)).toBeNull();
    expect(two.open(second)?.body).toBe('2');
    expect(two.open(first)).toBeNull();
    expect(at('two', NOON + 61_000).open(first)).toBeNull();
  });

  it('of a node that started again is heard, though it counts anew', () => {
    const two = at('two');
    expect(two.open(at('one').close('topic', 'before'))?.body).toBe('before');
    expect(two.open(at('one', NOON + 5).close('topic', 'after'))?.body).toBe('after');
  });
});
