/** The whole server in a process of its own, which says how much memory it holds: nobody else's counts there. */
import { createApp } from '../../server/app.ts';
import type { Config } from '../../server/config.ts';
import { listenOn } from '../../server/platform/listen.ts';
import { serve } from '../bench/stage/serve.ts';
import type { Account } from './connect.ts';

export interface Held {
  /** Objects, and what stands beside them in buffers; with what is due to be collected gone. */
  readonly bytes: number;
}

const methods = {
  /** The first account of each role. */
  start: async (config: Config): Promise<Record<string, Account>> => {
    const app = await createApp(config, { checkOutput: false });
    const accounts = (await app.demoAccounts(() => Promise.resolve())) ?? [];
    await listenOn(app.server, { host: config.host, port: config.port, variable: 'PORT' });
    app.ready();
    return Object.fromEntries([...accounts].reverse().map(({ role, email, password }) => [role, { email, password }]));
  },
  held: async (): Promise<Held> => {
    globalThis.gc?.();
    const { heapUsed, external } = process.memoryUsage();
    return { bytes: heapUsed + external };
  },
};

export type MeasuredNodeMethods = typeof methods;

serve(methods);
