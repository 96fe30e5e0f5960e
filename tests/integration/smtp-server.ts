/** A mail server on a real port: as much of SMTP as a client needs to hand over a mail, and as grumpy as a test makes it. */

import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';

export interface SmtpServer {
  readonly url: string;
  readonly mails: readonly string[];
  /** What it says to who sends to somebody; anything but 250 refuses. */
  rcpt: string;
  close(): Promise<void>;
}

export async function startSmtpServer(): Promise<SmtpServer> {
  const mails: string[] = [];
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    let waiting = '';
    let mail: string | null = null;
    const say = (line: string) => socket.write(`${line}\r\n`);
    say('220 mail.example ready');
    socket.on('data', (chunk: Buffer) => {
      waiting += chunk.toString('utf8');
      for (let end = waiting.indexOf('\r\n'); end >= 0; end = waiting.indexOf('\r\n')) {
        const line = waiting.slice(0, end);
        waiting = waiting.slice(end + 2);
        if (mail === null) answer(line);
        else if (line === '.') keep(mail);
        else mail += `${line}\n`;
      }
    });
    function keep(whole: string): void {
      mails.push(whole);
      mail = null;
      say('250 kept');
    }
    function answer(line: string): void {
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === 'RCPT') say(smtp.rcpt);
      else if (verb === 'DATA') {
        mail = '';
        say('354 go on');
      } else if (verb === 'QUIT') socket.end('221 bye\r\n');
      else say('250 ok');
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const smtp: SmtpServer = {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    rcpt: '250 ok',
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => resolve());
      }),
  };
  return smtp;
}
