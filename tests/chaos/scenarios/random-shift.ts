/**
 * A shift in which people come, go and vanish, and agents flap, accept, decline, miss, hand on and vanish, at random on three
 * nodes. The steps are fast-check's, from a seed that is printed; after every one the whole database is held against the
 * rules (Q1, Q2, Q3).
 */
import fc from 'fast-check';
import type { Cluster } from '../cluster.ts';
import { pause } from '../link.ts';
import { play, type Scenario } from '../scenario.ts';
import { createShift, STEPS, type Step } from '../shift.ts';
import { createShiftCheck } from '../shift-check.ts';

const FULL_STEPS = 10_000;
/** The short form takes what it can get through meanwhile, on a busy machine fewer. */
const SHORT_STEPS = 400;
const SHORT_FOR_MS = 20_000;
/** Short, so that offers are missed and people are lost many times in a minute. */
const ENV = { OFFER_MS: '900', AGENT_GRACE_MS: '2000', VISITOR_GRACE_MS: '2500', RECONCILE_MS: '1000' } as const;

export const randomShift: Scenario = {
  name: 'a shift at random',
  run: (full) =>
    play(randomShift.name, { nodes: 3, members: 1, env: ENV }, async ({ cluster }) => {
      const seed = Number(process.env.CHAOS_SEED ?? Date.now() % 1_000_000_000);
      const steps = fc.sample(anyStep, { seed, numRuns: full ? FULL_STEPS : SHORT_STEPS });
      const check = createShiftCheck(cluster.mongo.uri, cluster.databaseName);
      const shift = await createShift(cluster);
      const problems: string[] = [];
      let taken = 0;
      try {
        const until = full ? Number.POSITIVE_INFINITY : Date.now() + SHORT_FOR_MS;
        for (const step of steps) {
          if (Date.now() > until) break;
          await shift.take(step);
          taken += 1;
          const wrong = await check.look();
          problems.push(...wrong.map((each) => `after step ${taken} (${step.what}) of seed ${seed}: ${each}`));
          if (problems.length > 0) break;
          await pause(step.pauseMs);
        }
      } finally {
        shift.close();
        await check.close();
      }
      const mended = await reconciled(cluster);
      if (mended > 0) problems.push(`the reconciler put ${mended} things right: seed ${seed}`);
      problems.push(...shift.amiss());
      return { did: `${taken} steps (${shift.counted()}), seed ${seed}, put right ${mended}`, problems };
    }),
};

const anyStep: fc.Arbitrary<Step> = fc.record({
  what: fc.oneof(...STEPS.map(([what, weight]) => ({ weight, arbitrary: fc.constant(what) }))),
  who: fc.nat(1_000),
  other: fc.nat(1_000),
  pauseMs: fc.nat(25),
});

/** Under all of this nothing may need to be put right. */
async function reconciled(cluster: Cluster): Promise<number> {
  const texts = await Promise.all(cluster.nodes().map(async ({ url }) => (await fetch(`${url}/metrics`)).text()));
  const found = texts.flatMap((text) => [...text.matchAll(/^hearthline_reconciled_total\{[^}]*\} (\d+)$/gm)]);
  return found.reduce((sum, [, count]) => sum + Number(count), 0);
}
