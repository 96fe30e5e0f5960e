/** The service pack and its settings in force, and what the other duties ask of them. */
import { alwaysOpen, londonDay } from '../shared/domain/opening-hours.ts';
import type { Service } from '../shared/protocol/service.ts';
import { type KnownCodes, knownCodesOn } from '../shared/reference/known-codes.ts';
import { type Reference, referenceOn } from '../shared/reference/service-reference.ts';
import type { Platform } from './compose-platform.ts';
import type { Config } from './config.ts';
import type { ServicePort } from './conversations/index.ts';
import {
  buildPack,
  createSettingsStore,
  describeService,
  firstSettings,
  openServiceSettings,
  purgeAt,
  type RetentionRecord,
  type ServicePack,
  type ServiceSettings,
  type ServiceSettingsInForce,
  type ServiceSituation,
  validatePack,
} from './service/index.ts';

export interface ServiceInForce {
  readonly pack: ServicePack;
  readonly inForce: ServiceSettingsInForce;
  settings(): ServiceSettings;
  status(): Promise<Service>;
  reference(): Reference;
  /** Which codes may be written down today. */
  codes(): KnownCodes;
  /** Versions of form, wording and lists in force, as stored on every record. */
  versions(): Readonly<Record<string, string>>;
  readonly port: ServicePort;
  /** When a record whose period begins then is deleted, by the service's retention rules. */
  keptUntil(record: RetentionRecord, from: number): Date;
}

/** How many could answer, how many wait and whether there is room for more; read for every description of the service. */
export type Counts = () => Promise<Pick<ServiceSituation, 'agentsAvailable' | 'waitingCount' | 'diskFull'>>;

export interface LiveFigures {
  readonly counts: Counts;
  readonly isDiskFull: () => boolean;
}

const SAVED = 'service:saved';

export async function composeService(config: Config, platform: Platform, live: LiveFigures): Promise<ServiceInForce> {
  const { counts, isDiskFull } = live;
  const { database, signals, clock } = platform;
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  const pack = buildPack(config.servicePack, {
    demoPartnerUrl: config.production ? null : `http://${host}:${config.demoPartnerPort}/referrals`,
    embedOrigins: config.production ? [] : [`http://${host}:${config.demoSitePort}`],
  });
  const faults = validatePack(pack);
  if (faults.length > 0)
    throw new Error(`The service pack "${config.servicePack}" cannot be used. ${faults.join(' ')}`);
  const inForce = await openServiceSettings(createSettingsStore(database), {
    pack,
    first: firstSettings(pack, {
      demonstration: !config.production,
      hours: config.production ? pack.hours : alwaysOpen,
    }),
    timings: { offerMs: config.offerMs, agentGraceMs: config.agentGraceMs, visitorGraceMs: config.visitorGraceMs },
    now: () => new Date(clock.now()),
    announce: () => signals.publish(SAVED, {}),
  });
  signals.subscribe(SAVED, (_payload, origin) => {
    if (origin === 'elsewhere') platform.background.run(inForce.reload(), 'the settings could not be read again');
  });
  const settings = () => inForce.current();
  const status = async (): Promise<Service> =>
    describeService({ settings: settings(), pack, ...(await counts()), now: new Date(clock.now()) });
  /** With nobody available people may wait; how many wait is asked only where the service has a maximum. */
  const refusal = async (): Promise<Service | null> => {
    const quick = settings().queue.waitingMaximum === null && !isDiskFull();
    const likely = { agentsAvailable: 1, waitingCount: 0, diskFull: false };
    const now = new Date(clock.now());
    const service = quick ? describeService({ settings: settings(), pack, ...likely, now }) : await status();
    if (service.open || service.reason === 'nobody_available') return null;
    return quick ? status() : service;
  };
  const keptUntil = (record: RetentionRecord, from: number) => purgeAt(settings().retention, record, new Date(from));
  const port: ServicePort = {
    status,
    refusal,
    queue: async (queueId) => pack.queues.find((queue) => queue.queueId === queueId) ?? null,
    versions: async () => versionsOf(settings()),
    teamId: () => pack.teams[0]?.teamId ?? 'main',
    visitorGraceMs: () => settings().queue.visitorGraceMs,
    silenceMs: () => settings().conversation.idleCloseMs,
    purgeAt: (closedAt, linked) =>
      purgeAt(settings().retention, linked ? 'linked_conversation' : 'conversation', new Date(closedAt)),
    keptUntil,
  };
  const today = () => londonDay(new Date(clock.now()));
  const reference = () => referenceOn(today(), pack.areas, pack.planGroups);
  const codes = () => knownCodesOn(today(), pack);
  const versions = () => versionsOf(settings());
  return { pack, inForce, settings, status, reference, codes, versions, port, keptUntil };
}

/** Flat, as stored on every record made under them. */
function versionsOf({ versions }: ServiceSettings): Readonly<Record<string, string>> {
  const flat: Record<string, string> = {};
  for (const [name, version] of Object.entries(versions)) {
    if (typeof version === 'string') flat[name] = version;
    else for (const [audience, each] of Object.entries(version)) flat[`${name}.${audience}`] = String(each);
  }
  return flat;
}
