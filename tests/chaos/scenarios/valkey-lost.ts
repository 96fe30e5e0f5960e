/**
 * Valkey emptied, killed and frozen while people talk across nodes (Q4): nobody is signed out, lines go on, places are
 * taken, offered and accepted, and who signs in can.
 */
import { signIn } from '../../support/connect.ts';
import { pause } from '../link.ts';
import { play, type Scenario, type Stage } from '../scenario.ts';
import { beginTalks, chatter } from '../talk.ts';

const AGENTS = 6;
const TALKS = 6;
/** A signal that is lost as Valkey wakes is made up for by the sweep of every five seconds: three times that. */
const TAKEN_WITHIN_MS = 15_000;
const SIGNED_IN_WITHIN_MS = 5_000;

export const valkeyLost: Scenario = {
  name: 'Valkey lost',
  run: (full) => {
    const awayMs = full ? 60_000 : 6_000;
    // With the limits that people meet: they are what asks Valkey before it lets anybody in.
    const options = { nodes: 3, members: 1, capacity: 6, env: { LIMITS: 'on' } } as const;
    return play(valkeyLost.name, options, async (stage) => {
      const { cluster, crowd } = stage;
      const problems: string[] = [];
      for (let index = 0; index < AGENTS; index += 1) await crowd.agent(cluster.account('agent', index));
      const talks = await beginTalks(crowd, TALKS);
      crowd.recorder.restart();
      const talking = chatter(talks, { paceMs: 1_000 });
      const during = async (what: string): Promise<void> => {
        problems.push(...(await queueGoesOn(stage, what)));
        await pause(awayMs / 2);
      };
      await cluster.valkey.flush();
      await during('emptied');
      await cluster.valkey.kill();
      await during('killed');
      await pause(awayMs / 2);
      await cluster.valkey.start();
      await during('back');
      cluster.valkey.freeze();
      await during('frozen');
      await pause(awayMs / 2);
      cluster.valkey.thaw();
      await during('awake');
      await talking.stop();
      problems.push(...(await signedOut(stage)));
      const silence = crowd.recorder.longestSilenceMs();
      const did = `emptied, killed for ${awayMs / 1_000} s and frozen for as long, at the longest ${silence} ms without an acknowledgement`;
      return { did, problems };
    });
  },
};

/** Somebody new takes a place and is answered, and a supervisor signs in. */
async function queueGoesOn({ cluster, crowd }: Stage, what: string): Promise<string[]> {
  const problems: string[] = [];
  const begun = Date.now();
  const [talk] = await Promise.race([beginTalks(crowd, 1), pause(TAKEN_WITHIN_MS).then((): undefined[] => [])]);
  if (talk === undefined) problems.push(`with Valkey ${what} nobody took a new place within ${TAKEN_WITHIN_MS} ms`);
  const tookMs = Date.now() - begun;
  if (talk) await talk.visitor.leave();
  const { url } = await cluster.pick();
  const signing = signIn(url, cluster.account('supervisor', 0)).then(
    () => 'signed in',
    () => 'refused',
  );
  const how = await Promise.race([signing, pause(SIGNED_IN_WITHIN_MS).then(() => 'kept waiting')]);
  if (how !== 'signed in') problems.push(`with Valkey ${what} a supervisor who signs in is ${how}`);
  console.log(`  Valkey ${what}: a new place was taken after ${tookMs} ms`);
  return problems;
}

async function signedOut({ cluster, crowd }: Stage): Promise<string[]> {
  const { url } = await cluster.pick();
  const asked = await Promise.all(
    crowd.agents.map(({ me }) => fetch(`${url}/api/v1/session`, { headers: { cookie: me.cookie, origin: url } })),
  );
  const out = asked.filter(({ status }) => status !== 200).length;
  return out > 0 ? [`${out} people were signed out`] : [];
}
