/**
 * Sends an e-mail, or, where no mail server is set (`SMTP_URL`), writes it as a file that nobody receives: a demonstration
 * shows what would go, and start-up and the warnings page say that it does not. For organisations only, never for a person
 * who came for help (V2), and never with anything about one.
 */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The same at every attempt, so that a mailbox can tell that two are one; also the name of the file. */
  readonly id: string;
}

export interface Mailer {
  /** False: mails are written to a folder, since there is no mail server. */
  readonly leaves: boolean;
  /** Throws where it could not be handed over; then it may be tried again. */
  send(mail: Mail): Promise<void>;
  close(): void;
}

export interface MailerOptions {
  readonly smtpUrl: string | null;
  /** `MAIL_FROM`. */
  readonly from: string;
  /** Where mails are written that cannot leave. */
  readonly folder: string;
  readonly timeoutMs?: number;
}

export const outgoingMailIn = (dataDir: string): string => join(dataDir, 'outgoing-mail');

/** As the configuration says it. */
export function mailOf(config: {
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  readonly dataDir: string;
}): MailerOptions {
  const { smtpUrl, mailFrom: from, dataDir } = config;
  return { smtpUrl, from, folder: outgoingMailIn(dataDir) };
}

const TIMEOUT_MS = 10_000;
/** Nothing of a mail is ever read from a file or an address. */
const CLOSED = { disableFileAccess: true, disableUrlAccess: true } as const;

export function createMailer({ smtpUrl, from, folder, timeoutMs = TIMEOUT_MS }: MailerOptions): Mailer {
  const whole = ({ id, ...mail }: Mail) => ({
    ...mail,
    from,
    // A colon has a meaning of its own there.
    messageId: `<${id.replaceAll(/[^A-Za-z0-9-]/g, '.')}@${from.slice(from.indexOf('@') + 1)}>`,
    // A machine that answers by itself would answer nobody (RFC 3834).
    headers: { 'Auto-Submitted': 'auto-generated' },
  });
  if (smtpUrl === null) {
    const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows', ...CLOSED });
    return {
      leaves: false,
      send: async (mail) => {
        const { message } = await composer.sendMail(whole(mail));
        if (!Buffer.isBuffer(message)) throw new Error('a mail was not composed');
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const file = join(folder, `${mail.id.replaceAll(/[^A-Za-z0-9_-]/g, '_')}.eml`);
        await writeFile(`${file}.part`, message, { mode: 0o600 });
        await rename(`${file}.part`, file);
      },
      close: () => undefined,
    };
  }
  const limits = { connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs };
  const server = createTransport({ url: smtpUrl, ...limits, ...CLOSED });
  return {
    leaves: true,
    send: async (mail) => {
      const { rejected } = await server.sendMail(whole(mail));
      if (rejected.length > 0) throw new Error('the mail server refused the address');
    },
    close: () => server.close(),
  };
}
