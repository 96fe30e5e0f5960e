/**
 * One node of the product in a process of its own: the whole composition with its limits on, its replies not held against
 * their schemas, as in production. Production itself is not asked for: it refuses an address that is not on https, and
 * counts the conversations of an address, of which this machine has one.
 */
import type { Config } from '../../../server/config.ts';
import { built } from './built.ts';
import { serve } from './serve.ts';

const { createApp } = await built<typeof import('../../../server/app.ts')>('app');
const { listenOn } = await built<typeof import('../../../server/platform/listen.ts')>('platform/listen');

/** Takes the step that every command takes, and stops nobody: each bucket is touched, and none is ever empty. */
const ENOUGH = { capacity: 1_000_000, perSecond: 1_000_000 };
const GENEROUS = { message: ENOUGH, typing: ENOUGH, other: ENOUGH };

export interface StartOrder {
  readonly config: Config;
  /** `as_in_service`, or wide enough for more than a person on each connection. */
  readonly limits: 'as_in_service' | 'generous';
}

const methods = {
  start: async ({ config, limits }: StartOrder): Promise<null> => {
    const rules = limits === 'generous' ? { connectionRules: GENEROUS } : {};
    const app = await createApp(config, { checkOutput: false, ...rules });
    await listenOn(app.server, { host: config.host, port: config.port, variable: 'PORT' });
    app.ready();
    return null;
  },
  /** What a connection leaves in memory once the garbage is gone. */
  collect: async (): Promise<{ residentBytes: number; heapBytes: number }> => {
    globalThis.gc?.();
    const { rss, heapUsed } = process.memoryUsage();
    return { residentBytes: rss, heapBytes: heapUsed };
  },
};

export type NodeMethods = typeof methods;

serve(methods);
