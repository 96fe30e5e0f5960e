/** `npm run dev`: the same as `npm start`, but what is changed is built and started again at once. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { surfaces } from './setup/build.mjs';
import { install, isInstalled } from './setup/install.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
if (!isInstalled(root, true)) install(root);

const pages = surfaces.filter(({ config }) => config !== undefined && existsSync(join(root, config)));
const children = [
  ...pages.map(({ command }) => [...command, '--watch']),
  ['node_modules/tsx/dist/cli.mjs', 'watch', '--clear-screen=false', 'server/main.ts'],
].map((args) => spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], detached: true }));

// They have process groups of their own and hear one signal: tsx takes a second one as an order to kill the server.
let stopping = false;
const stop = () => {
  if (stopping) return;
  stopping = true;
  for (const child of children) if (child.exitCode === null) child.kill('SIGTERM');
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
for (const child of children) child.once('exit', stop);
