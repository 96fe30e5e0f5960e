import { describe, expect, it } from 'vitest';
import { createShutdown } from '../../../server/platform/shutdown.ts';

function aShutdown(limitMs = 5_000) {
  const done: string[] = [];
  const shutdown = createShutdown({
    limitMs,
    leave: (code) => done.push(`left ${code}`),
    onFailure: (name) => done.push(`${name} failed`),
  });
  return { done, shutdown };
}

describe('ending', () => {
  it('undoes what was begun last first, then leaves', async () => {
    const { done, shutdown } = aShutdown();
    for (const name of ['lock', 'databases', 'server']) shutdown.onEnd(name, async () => void done.push(name));
    await shutdown.end(0);
    expect(done).toEqual(['server', 'databases', 'lock', 'left 0']);
  });

  it('a second request joins the first', async () => {
    const { done, shutdown } = aShutdown();
    shutdown.onEnd('server', async () => void done.push('server'));
    await Promise.all([shutdown.end(0), shutdown.end(0), shutdown.end(0)]);
    expect(done).toEqual(['server', 'left 0']);
  });

  it('a step that fails keeps no other from being done', async () => {
    const { done, shutdown } = aShutdown();
    shutdown.onEnd('lock', async () => void done.push('lock'));
    shutdown.onEnd('server', () => Promise.reject(new Error('gone')));
    await shutdown.end(0);
    expect(done).toEqual(['server failed', 'lock', 'left 0']);
  });

  it('a failure while ending decides the exit code', async () => {
    const { done, shutdown } = aShutdown();
    shutdown.onEnd('server', async () => void shutdown.end(1));
    await shutdown.end(0);
    expect(done).toEqual(['left 1']);
  });

  it('a step that never ends does not hold the end back', async () => {
    const { done, shutdown } = aShutdown(10);
    shutdown.onEnd('server', () => new Promise(() => undefined));
    void shutdown.end(0);
    await expect.poll(() => done).toEqual(['left 1']);
    expect(shutdown.isEnding()).toBe(true);
  });
});
