/**
 * One start per DATA_DIR. The lock is a socket in the abstract namespace, named after the folder's real path: the kernel
 * frees it at any death, so no stale file can ever be in the way. Who holds it answers with a line about itself.
 */
import { createHash } from 'node:crypto';
import { connect, createServer } from 'node:net';
import { z } from 'zod';
import { StartProblem, systemCode } from '../start-problem.ts';

export type Holder = Readonly<{ pid: number; url: string }>;

const holder = z.object({ pid: z.number(), url: z.string() });

/** Holds the folder until the process ends or `release` is called; refused in one sentence while another start holds it. */
export async function lockDataDir(path: string, self: Holder): Promise<{ release(): Promise<void> }> {
  const name = `\0hearthline:${createHash('sha256').update(path).digest('hex')}`;
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.end(JSON.stringify(self));
  });
  const refused = await new Promise<string | null>((resolve) => {
    server.once('error', (error) => resolve(systemCode(error) ?? error.name));
    server.listen(name, () => resolve(null));
  });
  if (refused === null) {
    server.unref();
    return { release: () => new Promise((done) => server.close(() => done())) };
  }
  if (refused !== 'EADDRINUSE') throw new StartProblem(`DATA_DIR ${path} cannot be locked (${refused}).`);
  const other = await ask(name);
  const who = other === null ? '' : ` (process ${other.pid}, ${other.url})`;
  throw new StartProblem(`Already running from ${path}${who}: stop it, or set DATA_DIR to another folder.`);
}

function ask(name: string): Promise<Holder | null> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(name);
    socket.setTimeout(1_000, () => socket.destroy());
    socket.on('data', (part) => {
      text += part.toString();
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => resolve(parse(text)));
  });
}

function parse(text: string): Holder | null {
  try {
    return holder.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
