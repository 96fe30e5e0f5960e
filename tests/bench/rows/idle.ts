/** What a visitor's connection that says nothing takes of memory, against a bare one. */
import { inWords, kilobytes, ratioOf } from '../figures.ts';
import type { LoadMethods } from '../load/load.process.ts';
import type { Row } from '../row.ts';
import type { Bench } from '../stage/bench.ts';
import type { Worker } from '../stage/worker.ts';
import { medianOf } from '../statistics.ts';

const MOST = 1.5;
const LEAST_CONNECTIONS = 4_000;
/** Files, databases and the rest need some of what the system allows. */
const RESERVED = 1_500;
const MOST_CONNECTIONS = 18_000;
/** The first connections bring code and buffers that later ones share. */
const FIRST = 500;
/** Each connects anew to fresh processes; more would only take longer. */
const RUNS = 3;

interface Measured {
  residentBytes: number;
  heapBytes: number;
}

export const idleRows: readonly Row[] = [
  {
    name: 'idle',
    what: 'idle visitor connection',
    run: async (bench) => {
      const allowed = openFilesAllowed() - RESERVED;
      const wanted = bench.options.seconds < 10 ? LEAST_CONNECTIONS : Math.min(allowed, MOST_CONNECTIONS);
      const connections = Math.max(LEAST_CONNECTIONS, wanted);
      const [ours, theirs]: [Measured[], Measured[]] = [[], []];
      for (let run = 0; run < Math.min(RUNS, bench.options.runs); run += 1) {
        const { first } = await bench.product();
        ours.push(await slope(bench, first.worker, `${first.url}/visitor`, connections));
        const { worker, url } = await bench.reference('relay');
        theirs.push(await slope(bench, worker, url, connections));
      }
      const resident = (measured: readonly Measured[]) => measured.map(({ residentBytes }) => residentBytes);
      const ratio = ratioOf(resident(ours), resident(theirs));
      const forAll = (medianOf(resident(ours)) * 100_000) / 1024 ** 3;
      return [
        {
          what: `idle visitor connection, resident memory (${connections.toLocaleString('en-GB')} connected; 100,000 would take ${forAll.toFixed(1)} GB)`,
          ...{ product: inWords(resident(ours), kilobytes), reference: inWords(resident(theirs), kilobytes), ratio },
          ...{ goal: `≤ ${MOST} ×`, reached: ratio.median <= MOST },
        },
      ];
    },
  },
];

/** Bytes a connection, from the first ones to all. */
async function slope(
  bench: Bench,
  worker: Worker<{ collect: () => Promise<Measured> }>,
  address: string,
  connections: number,
): Promise<Measured> {
  const load: Worker<LoadMethods> = bench.load();
  await load.call('idle', { address, connections: FIRST });
  const before = await settled(worker);
  await load.call('idle', { address, connections: connections - FIRST });
  const after = await settled(worker);
  await Promise.all([load.stop(), worker.stop()]);
  const each = (key: keyof Measured) => (after[key] - before[key]) / (connections - FIRST);
  const measured = { residentBytes: each('residentBytes'), heapBytes: each('heapBytes') };
  bench.say(
    `  ${address.endsWith('/visitor') ? 'product' : 'reference'}: ${kilobytes(measured.residentBytes)} resident, ${kilobytes(measured.heapBytes)} of it heap`,
  );
  return measured;
}

/** What was only needed to connect is given back within a few seconds; the pings of all have gone by. */
async function settled(worker: Worker<{ collect: () => Promise<Measured> }>): Promise<Measured> {
  let lowest: Measured = { residentBytes: Number.POSITIVE_INFINITY, heapBytes: Number.POSITIVE_INFINITY };
  for (let look = 0; look < 4; look += 1) {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const now = await worker.call('collect', null as never);
    if (now.residentBytes < lowest.residentBytes) lowest = now;
  }
  return lowest;
}

function openFilesAllowed(): number {
  const report = process.report.getReport() as { userLimits?: { open_files?: { soft: number | 'unlimited' } } };
  const soft = report.userLimits?.open_files?.soft ?? LEAST_CONNECTIONS;
  return soft === 'unlimited' ? MOST_CONNECTIONS : soft;
}
