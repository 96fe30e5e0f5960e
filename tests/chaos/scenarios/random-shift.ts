/**
 * A shift in which people come, go and vanish, and agents flap, accept, decline, miss, hand on and vanish, at random on three
 * nodes: a model run of fast-check's. After every step the whole database is held against the rules (Q1, Q2, Q3), and against
 * the model: who waits, who has whom, who is at work.
 *
 * A run that fails prints its seed and its path. CHAOS_SEED, CHAOS_PATH and CHAOS_REPLAY play exactly those steps again, and
 * then fast-check shrinks them for three minutes. It does not at once: each try takes as long as people take, some ten seconds,
 * and a race may come out otherwise.
 */
import fc from 'fast-check';
import type { Cluster } from '../cluster.ts';
import { pause } from '../link.ts';
import { play, type Scenario, type Stage } from '../scenario.ts';
import { createShift } from '../shift.ts';
import { createShiftCheck, type ShiftCheck } from '../shift-check.ts';
import { type ShiftCommand, shiftCommands, type Watch } from '../shift-commands.ts';
import { compare, type ShiftModel } from '../shift-model.ts';

const FULL_STEPS = 10_000;
/** The short form takes what it can get through meanwhile, on a busy machine fewer. */
const SHORT_STEPS = 400;
const SHORT_FOR_MS = 20_000;
const STEPS_IN_A_RUN = { full: 800, short: 150 } as const;
const EMPTY_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 50;
const SHRINK_FOR_MS = 180_000;
const GRACES = { agentMs: 2_000, visitorMs: 2_500 } as const;
/** Short, so that offers are missed and people are lost many times in a minute. */
const ENV = {
  ...{ OFFER_MS: '900', RECONCILE_MS: '1000' },
  ...{ AGENT_GRACE_MS: String(GRACES.agentMs), VISITOR_GRACE_MS: String(GRACES.visitorMs) },
} as const;

export const randomShift: Scenario = {
  name: 'a shift at random',
  run: (full) =>
    play(randomShift.name, { nodes: 3, members: 1, env: ENV }, async ({ cluster, afterwards }: Stage) => {
      const { CHAOS_SEED, CHAOS_PATH: path, CHAOS_REPLAY: replay } = process.env;
      const seed = Number(CHAOS_SEED ?? Date.now() % 1_000_000_000);
      const check = createShiftCheck(cluster.mongo.uri, cluster.databaseName);
      afterwards(() => check.close());
      const shift = await createShift(cluster);
      afterwards(() => shift.close());
      const steps = full ? FULL_STEPS : SHORT_STEPS;
      const until = full ? Number.POSITIVE_INFINITY : Date.now() + SHORT_FOR_MS;
      const counts = new Map<string, number>();
      let taken = 0;
      let runs = 0;
      const shrinkUntil = Date.now() + SHRINK_FOR_MS;
      const watch: Watch = {
        isEnough: () => (path === undefined ? taken >= steps || Date.now() > until : Date.now() > shrinkUntil),
        look: (model) => check.look((found) => compare(model, found, GRACES, Date.now())),
        took: (what, did) => {
          taken += 1;
          if (did) counts.set(what, (counts.get(what) ?? 0) + 1);
        },
      };
      const most = full ? STEPS_IN_A_RUN.full : STEPS_IN_A_RUN.short;
      const aRun = fc.asyncProperty(shiftCommands(watch, most, replay), async (commands) => {
        if (watch.isEnough()) return;
        runs += 1;
        const model = await shift.begin();
        try {
          await fc.asyncModelRun(() => ({ model, real: shift }), commands);
        } finally {
          await shift.goHome(model);
        }
        await empty(check, model);
      });
      const details = await fc.check(aRun, {
        ...{ seed, numRuns: steps, endOnFailure: path === undefined },
        ...(path === undefined ? {} : { path }),
      });
      const problems = [...howItFailed(details), ...shift.amiss()];
      const mended = await reconciled(cluster);
      if (mended > 0) problems.push(`the reconciler put ${mended} things right: seed ${seed}`);
      if (full && taken < steps && problems.length === 0) problems.push(`only ${taken} steps were taken`);
      const done = [...counts].map(([what, count]) => `${what} ${count}`).join(', ');
      return { did: `${taken} steps in ${runs} runs (${done}), seed ${seed}, put right ${mended}`, problems };
    }),
};

/** The next run begins with nobody: who has gone home is with nobody any more. */
async function empty(check: ShiftCheck, model: ShiftModel): Promise<void> {
  const deadline = Date.now() + EMPTY_WITHIN_MS;
  let left: string[] = [];
  do {
    await check.look(({ conversations }) => {
      left = conversations.map(({ _id, state }) => `${_id} is ${state}`);
      return [];
    });
    if (left.length === 0) return;
    await pause(LOOK_EVERY_MS);
  } while (Date.now() < deadline);
  throw new Error(`after ${model.people.length} people went home: ${left.join('; ')}`);
}

function howItFailed(details: fc.RunDetails<[Iterable<ShiftCommand>]>): string[] {
  if (!details.failed) return [];
  const commands = String(details.counterexample?.[0] ?? '');
  const replay = /replayPath="([^"]*)"/.exec(commands)?.[1] ?? '';
  const why = details.errorInstance instanceof Error ? details.errorInstance.message : String(details.errorInstance);
  const again = `CHAOS_SEED=${details.seed} CHAOS_PATH=${details.counterexamplePath} CHAOS_REPLAY=${replay}`;
  return [`${why}: ${again} plays it again`, `the steps: ${commands}`];
}

/** Under all of this nothing may need to be put right. */
async function reconciled(cluster: Cluster): Promise<number> {
  const texts = await Promise.all(cluster.nodes().map(async ({ url }) => (await fetch(`${url}/metrics`)).text()));
  const found = texts.flatMap((text) => [...text.matchAll(/^hearthline_reconciled_total\{[^}]*\} (\d+)$/gm)]);
  return found.reduce((sum, [, count]) => sum + Number(count), 0);
}
