/** What every scenario is: a name, a short and a full form, one line of figures, and the figures that are not 0. */
import { join } from 'node:path';
import type { ChaosNode, Cluster, ClusterOptions } from './cluster.ts';
import { startCluster } from './cluster.ts';
import { type Crowd, createCrowd } from './crowd.ts';
import { type HoldFigures, watchHolds } from './hold-watch.ts';
import type { Figures } from './ledger.ts';
import { pause } from './link.ts';
import { complaintsIn } from './node-log.ts';
import { problemsIn, verdictOn } from './verdict.ts';

const LOOK_AGAIN_MS = 10;

export interface Outcome {
  readonly line: string;
  /** Empty, or what is wrong. */
  readonly problems: readonly string[];
}

export interface Scenario {
  readonly name: string;
  run(full: boolean): Promise<Outcome>;
}

export interface Stage {
  readonly cluster: Cluster;
  readonly crowd: Crowd;
  /** What the story took into use and gives back once all is judged. */
  afterwards(tidy: () => void | Promise<void>): void;
}

export interface Told {
  /** What this scenario did and measured, in words. */
  readonly did: string;
  /** Besides what the judge finds. */
  readonly problems?: readonly string[];
  /** Codes with which a line may be refused for good here. */
  readonly mayBeRefused?: readonly string[];
}

/** Starts a cluster and a crowd, lets the story happen, has everything judged and puts it into one line. */
export async function play(
  name: string,
  options: ClusterOptions,
  story: (stage: Stage) => Promise<Told>,
): Promise<Outcome> {
  const startedAt = Date.now();
  const cluster = await startCluster(options);
  const crowd = createCrowd((before) => cluster.pick(before));
  const holds = await watchHolds(cluster);
  const tidying: (() => void | Promise<void>)[] = [];
  try {
    const told = await story({ cluster, crowd, afterwards: (tidy) => tidying.push(tidy) });
    await cluster.mongo.heal();
    const { figures: judged, evidence, handedOn } = await verdictOn(cluster, crowd);
    const figures = { ...judged, ...(await holds.figures()) };
    const problems = [
      ...problemsIn(figures),
      ...evidence,
      ...(told.problems ?? []),
      ...answersAmiss(crowd, handedOn, told.mayBeRefused),
    ];
    if (problems.length > 0) problems.push(...(await complaintsIn(join(cluster.dataDir, 'nodes.log'))));
    const { places } = crowd.recorder;
    if (places.rose > 0) problems.push(`${places.rose} of ${places.told} places that were told had risen`);
    return { line: lineOf(name, told.did, { ...figures, rose: places.rose }, Date.now() - startedAt), problems };
  } finally {
    await holds.close();
    crowd.close();
    for (const tidy of tidying) await tidy();
    await cluster.close();
  }
}

/** A node that somebody who talks is connected to: one that was just started serves nobody yet. */
export async function busyNode({ cluster, crowd }: Pick<Stage, 'cluster' | 'crowd'>): Promise<ChaosNode> {
  for (;;) {
    const people = [...crowd.visitors, ...crowd.agents];
    const node = cluster.at(people[Math.floor(Math.random() * people.length)]?.link.at() ?? null);
    if (node) return node;
    await pause(LOOK_AGAIN_MS);
  }
}

function answersAmiss(
  { recorder, visitors, agents }: Crowd,
  handedOn: ReadonlySet<string>,
  allowed: readonly string[] = [],
): string[] {
  // Who had to leave a conversation is told that it is closed to them.
  const refused = recorder.refusals.filter(
    ({ code, conversationId }) => !allowed.includes(code) && !(code === 'closed' && handedOn.has(conversationId)),
  );
  const dismissed = [...recorder.dismissals].map(([event, count]) => `${count} people were told ${event}`);
  const internals = [...visitors, ...agents].reduce((total, { link }) => total + link.internals(), 0);
  return [
    ...refused.map(({ code, conversationId }) => `a line in ${conversationId} was refused for good with ${code}`),
    ...dismissed,
    ...(internals > 0 ? [`${internals} answers were "internal"`] : []),
  ];
}

function lineOf(name: string, did: string, figures: Figures & HoldFigures & { rose: number }, tookMs: number): string {
  const { acknowledged, missing, doubled, outOfOrder, holes, afterEnd, altered, differing, unseen } = figures;
  const counted = [
    `acknowledged ${acknowledged}, missing ${missing}, doubled ${doubled}, out of order ${outOfOrder}`,
    `holes ${holes}, after the end ${afterEnd}, altered ${altered}, seen otherwise ${differing}, not seen ${unseen}`,
    `holders more than one ${figures.twoHolders}, over capacity ${figures.overCapacity} at ${figures.changes} changes`,
    `places that rose ${figures.rose}`,
  ].join(', ');
  return `chaos: ${name}: ${did}; ${counted}; took ${(tookMs / 1_000).toFixed(1)} s`;
}
