/**
 * The composition root: everything that knows everything. `createApp` connects, migrates, composes the duties, binds
 * both namespaces and the HTTP surfaces, and hands back a server that is not listening yet.
 */
import type http from 'node:http';
import { collections } from './collections.ts';
import { composeCare } from './compose-care.ts';
import { composeDisk } from './compose-disk.ts';
import { composeDuties } from './compose-duties.ts';
import { composeForms } from './compose-forms.ts';
import { composeHttp } from './compose-http.ts';
import { composeIdentity } from './compose-identity.ts';
import { composeInbound } from './compose-inbound.ts';
import { composeLoops, type Loops } from './compose-loops.ts';
import { composePartnerAccounts } from './compose-partner-accounts.ts';
import { composePlatform, type PlatformOptions } from './compose-platform.ts';
import { composePortal } from './compose-portal.ts';
import { composeReferrals } from './compose-referrals.ts';
import { composeReturning } from './compose-returning.ts';
import { composeService } from './compose-service.ts';
import { composeSockets } from './compose-sockets.ts';
import type { Config } from './config.ts';
import { handLiveSignals } from './conversations/index.ts';
import { createDemoAccounts, type DemoAccount } from './identity/index.ts';
import type { DemoSender } from './inbound/index.ts';
import { migrations } from './migrations.ts';
import { refuseHalfRestored } from './platform/backup/index.ts';
import type { Logger } from './platform/logger.ts';
import { runMigrations } from './platform/migrations.ts';
import { connectDatabase } from './platform/mongo.ts';
import { shareNext } from './platform/share-next.ts';
import { StartProblem } from './platform/start-problem.ts';
import { handQueueSignals, handSessionSignals } from './queue/index.ts';
import { handAlertSignals } from './safeguarding/index.ts';

export interface App {
  readonly server: http.Server;
  readonly nodeId: string;
  /** What the demonstration's partner checks signatures with. */
  readonly demoPartnerSecret: string;
  /** `/readyz` may answer 200 from now on. */
  ready(): void;
  /** Made only where the database has none (null then, and in production); `keep` writes them down first. */
  demoAccounts(keep: (accounts: readonly DemoAccount[]) => Promise<void>): Promise<readonly DemoAccount[] | null>;
  /** The same of a police force that sends referrals by a key, and of some that came. */
  demoSender(keep: (sender: DemoSender) => Promise<void>): Promise<DemoSender | null>;
  /** Not ready, connections told to go elsewhere, work in flight finished, everything closed. */
  drain(): Promise<void>;
  close(): Promise<void>;
}

export async function createApp(config: Config, options: PlatformOptions = {}): Promise<App> {
  const platform = await composePlatform(config, options);
  try {
    return await compose(config, platform);
  } catch (error) {
    await platform.close();
    throw error;
  }
}

/** How long the other end has to answer that a connection is closed. */
const GOODBYE_MS = 1_000;

/** On a connection of its own: an index of a large collection takes longer than any answer may. */
async function migrate({ mongodbUri: uri, databaseName: name }: Config, logger: Logger): Promise<void> {
  const database = await connectDatabase({ uri, name, answerWithinMs: 0 });
  try {
    await runMigrations({ database, collections, migrations, logger });
  } finally {
    await database.close();
  }
}

type Platform = Awaited<ReturnType<typeof composePlatform>>;

async function compose(config: Config, platform: Platform): Promise<App> {
  const { database, logger, nodeId } = platform;
  await refuseHalfRestored(database);
  await migrate(config, logger);
  let loops: Loops | null = null;
  const counts = shareNext(async () => {
    const [agentsAvailable, waitingCount] = await Promise.all([
      duties.agents.availableCount(),
      duties.line.waitingCount(),
    ]);
    return { agentsAvailable, waitingCount, diskFull: disk.isFull() };
  });
  const disk = composeDisk(config, platform, () => duties.safeguarding);
  const service = await composeService(config, platform, { counts, isDiskFull: () => disk.isFull() });
  const duties = composeDuties(platform, service, { onQueueChanged: () => loops?.queueChanged() });
  const identity = await composeIdentity(config, platform, duties);
  if (config.production && !(await identity.accounts.hasAdministrator())) {
    throw new StartProblem('There is no administrator yet: run `npm run admin` with the same environment first.');
  }
  const care = composeCare(config, { platform, duties, service, identity });
  const referrals = composeReferrals(config, {
    ...{ platform, duties, identity, service },
    ...{ cases: care.cases, approvals: care.approvals },
  });
  const portal = composePortal({ platform, duties, service, cases: care.cases, referrals });
  const inbound = composeInbound(platform, {
    ...{ duties, identity, service, cases: care.cases, partners: referrals.partners },
  });
  const parts = { platform, duties, identity, service, cases: care.cases, referrals };
  const returning = await composeReturning(config, parts);
  const partnerAccounts = composePartnerAccounts(platform, { duties, identity, partners: referrals.partners });
  const tables = [referrals.routes, portal, partnerAccounts, inbound.routes, returning.routes, ...care.tables];
  const pages = [returning.pages, composeForms(config, { platform, identity, service, inbound, referrals })];
  const web = composeHttp(config, { platform, duties, identity, service, tables, pages });
  const sockets = composeSockets(config, { platform, duties, identity, service, referrals, server: web.server });
  handLiveSignals(duties);
  handQueueSignals(duties);
  handSessionSignals(duties);
  handAlertSignals(duties);
  const looks = {
    settings: () => service.inForce.refresh(),
    'missed-referrals': () => referrals.tellMissed(),
    ...referrals.looks,
    'late-withdrawals': () => returning.tellLate(),
    ...inbound.looks,
    ...care.looks,
  };
  loops = composeLoops(platform, duties, { reconcileMs: config.reconcileMs, disk, looks, watch: care.watch });

  let closing: Promise<void> | undefined;
  async function closeOnce(): Promise<void> {
    web.setReady(false);
    // Who is told that this is the end may be gone, and would be waited for half a minute.
    const cutting = setTimeout(() => web.cutConnections(), GOODBYE_MS);
    await sockets.close();
    await new Promise<void>((resolve) => {
      web.server.close(() => resolve());
      web.cutConnections();
    });
    clearTimeout(cutting);
    await loops?.stop();
    await returning.stop();
    await referrals.stop();
    await care.stop();
    inbound.stop();
    await duties.log.idle();
    await platform.close();
  }

  /** Asked again, it waits for the same end. */
  const close = (): Promise<void> => {
    closing ??= closeOnce();
    return closing;
  };

  return {
    server: web.server,
    nodeId,
    demoPartnerSecret: referrals.demoPartnerSecret,
    ready: () => web.setReady(true),
    demoAccounts: async (keep) => {
      if (config.production) return null;
      const teamIds = service.pack.teams.map(({ teamId }) => teamId);
      const made = await createDemoAccounts({
        database,
        accounts: identity.accounts,
        ids: platform.ids,
        teamIds,
        keep,
      });
      if (made.length === 0) return null;
      await care.prepareDemo();
      return made;
    },
    demoSender: async (keep) => (config.production ? null : inbound.demoSender(keep)),
    drain: async () => {
      web.setReady(false);
      await sockets.drain();
      await close();
    },
    close,
  };
}
