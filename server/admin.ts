/**
 * `npm run admin`: makes the first administrator of an installation, the one account that no second person can grant.
 * `npm run admin -- --partner <recipient>`: makes an account for somebody at a partner, who then sees in the portal what is
 * sent to that recipient, and nothing else.
 * `npm run admin -- --secret <recipient>`: says what this partner checks our signature with, on record; give it to them by telephone.
 * Asks for e-mail, name and password on the terminal (or reads them as three lines).
 */
import { createInterface } from 'node:readline/promises';
import { createAudit } from './audit/index.ts';
import { collections } from './collections.ts';
import { composePlatform } from './compose-platform.ts';
import { type Config, readConfig, withDatabases } from './config.ts';
import { createAccounts, createPasswords, createSessions } from './identity/index.ts';
import { migrations } from './migrations.ts';
import { partnerSecret } from './partners/index.ts';
import { runMigrations } from './platform/migrations.ts';
import { buildPack } from './service/index.ts';

const SHORTEST_PASSWORD = 14;

async function main(): Promise<string> {
  const config = configuration();
  const asked = partnerAsked(config, process.argv.slice(2));
  return asked?.flag === '--secret'
    ? showSecret(config, asked.partnerId)
    : makeAccount(config, asked?.partnerId ?? null);
}

const BY_START = { id: 'start', role: 'system' } as const;

async function showSecret(config: Config, partnerId: string): Promise<string> {
  const platform = await composePlatform(config);
  try {
    const { database, logger, masterKeys, clock } = platform;
    await runMigrations({ database, collections, migrations, logger });
    const target = { kind: 'recipient', id: partnerId };
    await createAudit(database, () => clock.now()).record({ actor: BY_START, action: 'partner.secret_show', target });
    return `What ${partnerId} checks our signature with, as text: ${partnerSecret(masterKeys, partnerId)}`;
  } finally {
    await platform.close();
  }
}

async function makeAccount(config: Config, partnerId: string | null): Promise<string> {
  const answers = await ask();
  const [email = '', name = '', password = ''] = answers;
  if (!/^\S+@\S+\.\S+$/.test(email)) throw new Error('That is not an e-mail address. Start again and write one.');
  if (name === '') throw new Error('A first name is needed. Start again and write one.');
  if (password.length < SHORTEST_PASSWORD)
    throw new Error(`A password of at least ${SHORTEST_PASSWORD} characters is needed.`);
  const platform = await composePlatform(config);
  try {
    const { database, logger, sealing, masterKeys, signals, ids, clock } = platform;
    await runMigrations({ database, collections, migrations, logger });
    const now = () => clock.now();
    const sessions = createSessions({ database, signals, ids, now });
    const audit = createAudit(database, now);
    const passwords = await createPasswords();
    const accounts = createAccounts({ database, sealing, masterKeys, audit, passwords, sessions, ids, now });
    const person = { email, name, realName: name, password, ...NO_CHATS };
    if (partnerId === null && (await accounts.hasAdministrator())) {
      throw new Error(
        'There is an administrator already: further ones are granted by two people, in the service itself.',
      );
    }
    const account =
      partnerId === null
        ? ({ ...person, role: 'administrator' } as const)
        : ({ ...person, role: 'partner', partnerId } as const);
    const made = await accounts.createAll([account], BY_START);
    if (!made.ok) throw new Error('There is an account with this e-mail address already. Use another one.');
    return partnerId === null
      ? `The administrator ${name} can sign in now.`
      : `${name} can sign in now and sees what is sent to ${partnerId}.`;
  } finally {
    await platform.close();
  }
}

/** Where it listens is of no matter here. */
const DEMO = 'http://localhost/referrals';
const NO_CHATS = { teamId: 'main', skills: [], languages: ['en'], capacity: 1, maximumCapacity: 1 } as const;

interface Asked {
  readonly flag: '--partner' | '--secret';
  readonly partnerId: string;
}

/** The recipient after the flag, which has to be one of the service pack; null where an administrator is made. */
function partnerAsked({ servicePack, production }: Config, given: readonly string[]): Asked | null {
  if (given.length === 0) return null;
  const [flag, partnerId = ''] = given;
  const { recipients } = buildPack(servicePack, { demoPartnerUrl: production ? null : DEMO, embedOrigins: [] });
  const known = recipients.map(({ recipientId }) => recipientId);
  if ((flag === '--partner' || flag === '--secret') && given.length === 2 && known.includes(partnerId))
    return { flag, partnerId };
  throw new Error(`Write --partner or --secret and one of: ${known.join(', ')}. Without it an administrator is made.`);
}

function configuration(): Config {
  const read = readConfig(process.env);
  if (!read.ok) throw new Error(read.problems.join('\n'));
  const { mongodbUri, redisUrl } = read.value;
  if (mongodbUri === undefined || redisUrl === undefined) {
    throw new Error(
      'Set MONGODB_URI and REDIS_URL to the databases of the installation (a running one names them in DATA_DIR/run.json).',
    );
  }
  return withDatabases(read.value, {});
}

async function ask(): Promise<string[]> {
  const terminal = createInterface({ input: process.stdin, output: process.stdin.isTTY ? process.stdout : undefined });
  if (!process.stdin.isTTY) {
    const lines: string[] = [];
    for await (const line of terminal) lines.push(line.trim());
    return lines;
  }
  const answers: string[] = [];
  for (const question of ['E-mail: ', 'First name that colleagues see: ', 'Password (it shows while you type): ']) {
    answers.push((await terminal.question(question)).trim());
  }
  terminal.close();
  return answers;
}

try {
  process.stdout.write(`${await main()}\n`);
  process.exit(0);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : 'The administrator could not be made.'}\n`);
  process.exit(1);
}
