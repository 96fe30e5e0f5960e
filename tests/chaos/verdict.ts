/** Reads what is stored, waits until everybody has seen it, and has it judged. */
import { openStored } from '../e2e/support/stored.ts';
import type { Cluster } from './cluster.ts';
import type { Crowd } from './crowd.ts';
import type { HoldFigures } from './hold-watch.ts';
import { FAULTS, type Figures, judge, type StoredEntry, type View } from './ledger.ts';
import { pause } from './link.ts';

/** Sweeps find what no signal carried within 5 s; twice that, and something is never coming. */
const SEEN_WITHIN_MS = 15_000;
const LOOK_EVERY_MS = 100;

export async function storedLogs(cluster: Cluster, ids: Iterable<string>): Promise<Map<string, StoredEntry[]>> {
  const { masterKeysFile, databaseName } = cluster;
  const stored = await openStored({ mongodbUri: cluster.mongo.uri, databaseName, masterKeysFile });
  try {
    const logs = new Map<string, StoredEntry[]>();
    for (const id of ids) {
      const entries = await stored.opened(id);
      const plain = entries.map(({ seq, clientId, content }) => ({
        ...{ seq, clientId, kind: content.kind },
        text: content.kind === 'message' ? content.text : undefined,
      }));
      logs.set(id, plain);
    }
    return logs;
  } finally {
    await stored.close();
  }
}

export interface Verdict {
  readonly figures: Figures;
  readonly evidence: readonly string[];
  /** Conversations that an agent had to leave, such as one who was away for longer than the grace. */
  readonly handedOn: ReadonlySet<string>;
}

/**
 * Call it when nobody is sending any more. The system may still write (who is lost is handed on), so what is stored is read
 * again once everybody has seen it, until it no longer grows.
 */
export async function verdictOn(cluster: Cluster, crowd: Crowd): Promise<Verdict> {
  const ids = crowd.visitors.map(({ conversationId }) => conversationId);
  const viewsNow = () =>
    [...crowd.visitors.map(({ view }) => view), ...crowd.agents.flatMap((agent) => [...agent.views.values()])].map(
      (view) => view.asView(),
    );
  const deadline = Date.now() + SEEN_WITHIN_MS;
  let stored = await storedLogs(cluster, ids);
  for (;;) {
    while (viewsNow().some((view) => isBehind(view, stored)) && Date.now() < deadline) await pause(LOOK_EVERY_MS);
    const views = viewsNow();
    const again = await storedLogs(cluster, ids);
    const grew = ids.some((id) => again.get(id)?.length !== stored.get(id)?.length);
    stored = again;
    if (grew && Date.now() < deadline) continue;
    const { sent, acknowledged } = crowd.recorder;
    return {
      figures: judge({ sent, acknowledged, stored, views }),
      evidence: differences(views, stored),
      handedOn: handedOn(stored),
    };
  }
}

type Logs = ReadonlyMap<string, readonly StoredEntry[]>;

function isBehind({ conversationId, entries, left }: View, stored: Logs): boolean {
  return !left && entries.length < (stored.get(conversationId)?.length ?? 0);
}

function handedOn(stored: Logs): Set<string> {
  const left = [...stored].filter(([, log]) => log.some(({ kind }) => kind === 'left' || kind === 'transferred'));
  return new Set(left.map(([id]) => id));
}

/** Who saw what instead of what is stored: for whoever has to find out why. */
function differences(views: readonly View[], stored: Logs): string[] {
  return views.flatMap(({ viewer, conversationId, entries }) =>
    entries.flatMap(({ seq, kind, text }) => {
      const entry = stored.get(conversationId)?.find((each) => each.seq === seq);
      if (entry?.kind === kind && entry.text === text) return [];
      const seen = `${kind} ${text ?? ''}`;
      return [
        `the ${viewer} saw at ${seq} ${seen}, stored is ${entry ? `${entry.kind} ${entry.text ?? ''}` : 'nothing'}`,
      ];
    }),
  );
}

/** Every figure that should be 0 and is not, as a sentence. */
export function problemsIn(figures: Figures & HoldFigures): string[] {
  const counted = [...FAULTS, 'twoHolders', 'overCapacity'] as const;
  return [
    ...counted.filter((name) => figures[name] !== 0).map((name) => `${name} is ${figures[name]}`),
    ...(figures.changes === 0 ? ['no change of who holds what was looked at'] : []),
  ];
}
