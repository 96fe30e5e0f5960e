/**
 * Starts everything in the order in which each part needs the one before, and ends it backwards: the folder's lock, the
 * databases, the server, the demonstration. Whatever cannot be done ends the start with one sentence.
 */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { type App, createApp } from './app.ts';
import { type Config, readConfig, type Settings, withDatabases } from './config.ts';
import {
  accountsFileIn,
  runFileIn,
  senderFileIn,
  startDemoPartner,
  startDemoSite,
  writeAccounts,
  writeRunFile,
  writeSender,
} from './demo/index.ts';
import { checkMongo } from './platform/check-mongo.store.ts';
import { forgetEverything, lockDataDir, prepareDataDir, startEmbedded } from './platform/embedded/index.ts';
import { endOnSignals } from './platform/end-on-signals.ts';
import { checkAddress, listenOn } from './platform/listen.ts';
import { describeError } from './platform/logger.ts';
import { outgoingMailIn } from './platform/mail.ts';
import { createShutdown } from './platform/shutdown.ts';
import { StartProblem } from './platform/start-problem.ts';

const endWithinMs = 24_500;
/** Leaves the databases time to end by themselves within the whole limit. */
const drainWithinMs = 18_000;
/** Without its databases there is nothing left to wait for. */
const closeWithinMs = 2_000;

const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const complain = (line: string): boolean => process.stderr.write(`${line}\n`);

const shutdown = createShutdown({
  limitMs: endWithinMs,
  leave: (exitCode) => process.exit(exitCode),
  onFailure: (name, error) => complain(`Ending the ${name} failed: ${JSON.stringify(describeError(error))}`),
});
let broken = false;

function breakOff(sentence: string): void {
  broken = true;
  if (!shutdown.isEnding()) complain(sentence);
  void shutdown.end(1);
}

endOnSignals(shutdown);
process.on('uncaughtException', (error) => breakOff(`The server failed: ${JSON.stringify(describeError(error))}`));

try {
  await start(settingsOf(process.env));
} catch (error) {
  breakOff(explain(error));
}

async function start(settings: Settings): Promise<void> {
  if (settings.production && !existsSync(settings.masterKeysFile)) {
    throw new StartProblem('MASTER_KEYS_FILE names no file: in production, put the master keys there first.');
  }
  const needsDatabases = settings.mongodbUri === undefined || settings.redisUrl === undefined;
  const dataDir = await prepareDataDir(settings.dataDir, needsDatabases ? 500 : 10);
  const lock = await lockDataDir(dataDir.path, { pid: process.pid, url: settings.publicOrigin });
  shutdown.onEnd('lock', () => lock.release());
  for (const address of addressesOf(settings)) await checkAddress(address);
  const config = await withRunningDatabases(settings);
  if (shutdown.isEnding()) return;
  const app = await startApp(config);
  if (shutdown.isEnding()) return;
  const demo = config.production ? [] : await startDemo(config, app);
  const { dataDir: folder, publicOrigin: url, mongodbUri, redisUrl, masterKeysFile } = config;
  shutdown.onEnd('run file', () => rm(runFileIn(folder), { force: true }));
  await writeRunFile(folder, { pid: process.pid, url, mongodbUri, redisUrl, masterKeysFile });
  if (shutdown.isEnding()) return;
  app.ready();
  say(`ready ${url}`);
  for (const [what, where] of [...placesOf(config), ...demo]) say(`  ${what.padEnd(18)} ${where}`);
}

function settingsOf(env: NodeJS.ProcessEnv): Settings {
  const read = readConfig(env);
  if (read.ok) return read.value;
  throw new StartProblem(read.problems.join('\n'));
}

async function withRunningDatabases(settings: Settings): Promise<Config> {
  const want = { mongo: settings.mongodbUri === undefined, valkey: settings.redisUrl === undefined };
  if (settings.mongodbUri !== undefined)
    for (const warning of await checkMongo(settings.mongodbUri, settings.databaseName)) complain(warning);
  if (!want.mongo && !want.valkey) return withDatabases(settings, {});
  if (process.argv.includes('--fresh') && !settings.production) await forgetEverything(settings.dataDir);
  const starting = startEmbedded({ dataDir: settings.dataDir, want, say, onDeath: breakOff });
  // Registered before they run: a signal that comes now still ends them.
  shutdown.onEnd('databases', async () => (await starting.catch(() => undefined))?.stop());
  return withDatabases(settings, await starting);
}

async function startApp(config: Config): Promise<App> {
  const starting = createApp(config);
  shutdown.onEnd('server', async () => {
    const app = await starting.catch(() => undefined);
    if (app !== undefined) await (broken ? atMost(closeWithinMs, app.close()) : atMost(drainWithinMs, app.drain()));
  });
  const app = await starting;
  await listenOn(app.server, { host: config.host, port: config.port, variable: 'PORT' });
  return app;
}

async function startDemo(config: Config, app: App): Promise<[string, string][]> {
  const { host, widgetOrigin, staffOrigin, dataDir } = config;
  await app.demoAccounts((accounts) => writeAccounts(dataDir, accounts));
  await app.demoSender((sender) => writeSender(dataDir, sender));
  const partner = await startDemoPartner({ port: config.demoPartnerPort, host, secret: app.demoPartnerSecret });
  shutdown.onEnd('demo partner', () => partner.close());
  const accountsFile = accountsFileIn(dataDir);
  const order = { port: config.demoSitePort, host, widgetOrigin, staffOrigin, partnerUrl: partner.url, accountsFile };
  const site = await startDemoSite(order);
  shutdown.onEnd('demo website', () => site.close());
  return [
    ['start page', `${site.url}/start`],
    ['demo website', `${site.url}/`],
    ['demo partner', `${partner.url}/`],
    ['demo accounts', accountsFile],
    ['demo sender', senderFileIn(dataDir)],
  ];
}

function addressesOf({ host, port, production, demoSitePort, demoPartnerPort }: Settings) {
  const own = { host, port, variable: 'PORT' };
  if (production) return [own];
  const site = { host, port: demoSitePort, variable: 'DEMO_SITE_PORT' };
  return [own, site, { host, port: demoPartnerPort, variable: 'DEMO_PARTNER_PORT' }];
}

function placesOf({ staffOrigin, publicOrigin, smtpUrl, dataDir }: Config): [string, string][] {
  return [
    ['console', `${staffOrigin}/staff/`],
    ['wallboard', `${staffOrigin}/staff/wallboard`],
    ['API', `${publicOrigin}/api/v1/openapi.json`],
    ...(smtpUrl === null
      ? [['e-mail', `${outgoingMailIn(dataDir)}: without SMTP_URL nobody receives it`] as [string, string]]
      : []),
  ];
}

/** Our own errors are sentences; those of libraries may quote a value, so only their kind and place are shown. */
function explain(error: unknown): string {
  if (error instanceof StartProblem) return error.message;
  if (error instanceof Error && error.name === 'Error' && !('code' in error))
    return `The start failed: ${error.message}`;
  return `The start failed: ${JSON.stringify(describeError(error))}`;
}

async function atMost(limitMs: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limitMs);
  });
  await Promise.race([work, limit]);
  clearTimeout(timer);
}
