/** Ports are taken with a sentence: which one is in the way, and what to set instead. */
import { createServer, type Server } from 'node:net';
import { StartProblem, systemCode } from './start-problem.ts';

export type Address = Readonly<{ host: string; port: number; variable: string }>;

/** `server` may be any server of Node's, an HTTP server too. */
export function listenOn(server: Server, { host, port, variable }: Address): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = (error: Error) => reject(new StartProblem(sentence({ host, port, variable }, systemCode(error))));
    server.once('error', refuse);
    server.listen(port, host, () => {
      server.off('error', refuse);
      resolve();
    });
  });
}

/** Tries the address and leaves it again, so that a taken port is known before a database is started. */
export async function checkAddress(address: Address): Promise<void> {
  // Whoever connects in this moment would otherwise be kept waiting, and the start with them.
  const server = createServer((socket) => socket.destroy());
  await listenOn(server, address);
  await new Promise<void>((resolve) => server.close(() => resolve()));
}

function sentence({ host, port, variable }: Address, code: string | undefined): string {
  if (code === 'EADDRINUSE') return `Port ${port} is in use: stop what uses it, or set ${variable} to another port.`;
  if (code === 'EACCES') return `Port ${port} is reserved for root: set ${variable} to a port above 1023.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `${host} is no address of this machine: set HOST to one of its own.`;
  return `Port ${port} cannot be opened (${code ?? 'unknown reason'}): set ${variable} to another port.`;
}
