import { fileURLToPath } from 'node:url';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A project is a folder: what its tests need is said here, once. */
function project(name: string, test: TestProjectInlineConfiguration['test'] = {}): TestProjectInlineConfiguration {
  return {
    root,
    test: {
      name,
      include: [`tests/${name}/**/*.{test,spec}.{ts,tsx}`],
      environment: 'node',
      // What is waited for may take long on a machine that others use; one that comes ends the waiting at once.
      expect: { poll: { timeout: 10_000 } },
      ...test,
    },
  };
}

/**
 * Tests of these meet the real MongoDB and Valkey, one pair a run. A worker reads the product once, not once a file: it holds
 * nothing between two apps (each is put together by `createApp`), and reading it takes longer than most files do.
 */
const onRealServers = {
  isolate: false,
  globalSetup: ['tests/support/global-setup.ts'],
  // No promise: what is promised in seconds is measured in the test.
  testTimeout: 60_000,
  // A node that goes may wait twelve seconds for each of its two kinds of jobs, where Redis is slow to let go (jobs.ts).
  hookTimeout: 60_000,
};

export default defineConfig({
  root,
  test: {
    maxWorkers: 2,
    projects: [
      // Some read or make much, beside whatever else runs on the machine.
      project('rules', { testTimeout: 20_000 }),
      // A page says what it says without waiting for its words.
      project('client', { environment: 'jsdom', setupFiles: ['client/ui/page-words.ts'] }),
      {
        ...project('widget', { environment: 'jsdom' }),
        oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
      },
      // Reads and parses the whole source, which is slow only when everything else runs beside it.
      project('architecture', { testTimeout: 30_000 }),
      project('contract', { ...onRealServers, sequence: { groupOrder: 1 } }),
      project('integration', { ...onRealServers, sequence: { groupOrder: 1 } }),
      // Each story breaks databases and nodes of its own, and must have the machine to itself.
      project('chaos', {
        fileParallelism: false,
        sequence: { groupOrder: 3 },
        // Far more than they take, for a machine that others use as well.
        testTimeout: process.env.CHAOS === 'full' ? 30 * 60_000 : 300_000,
        hookTimeout: 60_000,
      }),
      project('e2e', {
        ...onRealServers,
        // A browser, a server and two databases fill two cores: one story at a time.
        fileParallelism: false,
        sequence: { groupOrder: 2 },
        testTimeout: 120_000,
        hookTimeout: 120_000,
      }),
    ],
  },
});
