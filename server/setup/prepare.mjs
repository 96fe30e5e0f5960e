/** Brings a checkout to where it can run. Two starts at the same time take turns: they would build into one folder. */
import { createHash } from 'node:crypto';
import { connect, createServer } from 'node:net';
import { build, staleSurfaces } from './build.mjs';
import { install, isInstalled } from './install.mjs';

/** `withTools`: also what only building and testing need, although nothing has to be built. */
export async function prepare(root, say, { withTools = false } = {}) {
  const release = await takeTurn(root);
  try {
    let stale = staleSurfaces(root);
    if (!isInstalled(root, withTools || stale.length > 0)) {
      say('Installing packages …');
      install(root);
      stale = staleSurfaces(root);
    }
    if (stale.length > 0) {
      say(`Building ${stale.map(({ name }) => name).join(', ')} …`);
      await build(root, stale);
    }
  } finally {
    release();
  }
}

async function takeTurn(root) {
  const name = `\0hearthline-setup:${createHash('sha256').update(root).digest('hex')}`;
  for (;;) {
    const waiting = new Set();
    const server = createServer((socket) => {
      waiting.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => waiting.delete(socket));
    });
    const taken = await new Promise((done) => {
      server.once('error', () => done(true));
      server.listen(name, () => done(false));
    });
    if (!taken) {
      return () => {
        server.close();
        for (const socket of waiting) socket.destroy();
      };
    }
    await new Promise((done) => {
      const socket = connect(name);
      socket.on('error', () => socket.destroy());
      socket.on('close', done);
    });
  }
}
