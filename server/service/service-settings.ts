// The settings in force on this node. MongoDB holds the truth; a node keeps a copy, and reads again when another says
// that something was saved, so that no decision of the queue waits for a read.
import { fail, ok, type Result } from '../../shared/result.ts';
import { settingsFaults } from './check-settings.ts';
import type { ServicePack } from './pack.ts';
import type { SettingsStore, SettingsVersion } from './service-settings.store.ts';
import { codeVersions, type QueueSettings, type ServiceSettings, withNewer } from './settings.ts';

export interface SettingsRuntime {
  readonly pack: ServicePack;
  /** Saved as version 1 where nothing is saved yet. */
  readonly first: ServiceSettings;
  /** Timings that the environment sets stand above the saved ones on this node. */
  readonly timings: Partial<QueueSettings>;
  readonly now: () => Date;
  /** Tells the other nodes to read again. */
  readonly announce: () => void;
}

export interface SaveSettings {
  /** The version that the person had before them. */
  readonly after: number;
  readonly settings: ServiceSettings;
  readonly by: string;
  readonly reason: string;
}

export interface ServiceSettingsInForce {
  current(): ServiceSettings;
  version(): number;
  reload(): Promise<void>;
  /** Reads again only where something newer was saved: cheap enough to ask every second, since a signal may be lost. */
  refresh(): Promise<void>;
  save(change: SaveSettings): Promise<Result<SettingsVersion>>;
  history(limit: number): Promise<SettingsVersion[]>;
}

/** Two nodes may start together: whoever comes second finds version 1 and uses it. */
export async function openServiceSettings(
  store: SettingsStore,
  runtime: SettingsRuntime,
): Promise<ServiceSettingsInForce> {
  await store.insert({
    version: 1,
    at: runtime.now(),
    by: 'start',
    reason: 'First start of this installation',
    settings: runtime.first,
  });
  let held = await read(store);
  if (held.settings.packId !== runtime.pack.id) {
    throw new Error(
      `This database belongs to the service pack "${held.settings.packId}". Start with SERVICE_PACK=${held.settings.packId}, or use another database.`,
    );
  }
  const faults = settingsFaults(held.settings);
  if (faults.length > 0) throw new Error(`The saved settings cannot be used. ${faults.join(' ')}`);
  const reload = async (): Promise<void> => {
    const latest = await read(store);
    // Of two readings at once the older may answer last.
    if (latest.version > held.version) held = latest;
  };
  return {
    current: () => inForce(held.settings, runtime),
    version: () => held.version,
    reload,
    refresh: async () => {
      if ((await store.latestNumber()) > held.version) await reload();
    },
    history: store.history,
    save: async ({ after, settings, by, reason }) => {
      const issues = settingsFaults(settings).map((message) => ({ path: 'settings', message }));
      if (issues.length > 0) return fail('bad_request', { issues });
      const next: SettingsVersion = { version: after + 1, at: runtime.now(), by, reason, settings };
      const latest = await read(store);
      if (latest.version !== after || !(await store.insert(next))) return fail('conflict');
      await reload();
      runtime.announce();
      return ok(next);
    },
  };
}

async function read(store: SettingsStore): Promise<SettingsVersion> {
  const latest = await store.latest();
  if (!latest) throw new Error('The settings of the service are gone from the database. Restore it from its backup.');
  return { ...latest, settings: withNewer(latest.settings) };
}

/**
 * A demonstration may start on other ports than last time, so its embed key follows the pack; forms and lists follow the
 * code.
 */
function inForce(settings: ServiceSettings, { pack, timings }: SettingsRuntime): ServiceSettings {
  return {
    ...settings,
    queue: { ...settings.queue, ...timings },
    versions: { ...settings.versions, ...codeVersions },
    ...(settings.demonstration ? { embedKeys: pack.embedKeys } : {}),
  };
}
