/**
 * `npm start`: plain Node without dependencies, since on a bare machine there are none yet. Installs and builds what
 * is stale, then becomes the server itself, in the same process. With --build it stops before that.
 */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Hearthline needs Node 20.19 or newer; this is ${process.versions.node}: install a newer Node.`);
  process.exit(1);
}
if (process.platform !== 'linux') {
  console.error('Hearthline runs on Linux: start it on Linux or in a Linux container.');
  process.exit(1);
}

try {
  const { prepare } = await import('./setup/prepare.mjs');
  await prepare(dirname(dirname(fileURLToPath(import.meta.url))), (line) => console.log(line));
} catch (error) {
  console.error(error instanceof Error ? error.message : 'The set-up failed.');
  process.exit(1);
}

if (!process.argv.includes('--build')) await import('../dist/server/server/main.js');
