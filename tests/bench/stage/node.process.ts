/**
 * One node of the product in a process of its own: the whole composition, its replies not held against their schemas, as
 * in production. Production itself is not asked for, since it refuses to run without limits and an address on https.
 */
import type { Config } from '../../../server/config.ts';
import { built } from './built.ts';
import { serve } from './serve.ts';

const { createApp } = await built<typeof import('../../../server/app.ts')>('app');
const { listenOn } = await built<typeof import('../../../server/platform/listen.ts')>('platform/listen');

const methods = {
  start: async (config: Config): Promise<null> => {
    const app = await createApp(config, { checkOutput: false });
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
