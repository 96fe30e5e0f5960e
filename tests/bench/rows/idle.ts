/** What a visitor's connection that says nothing takes, in the lobby and while waiting, against a bare one. */
import { inWords, kilobytes, ratioOf } from '../figures.ts';
import type { LoadMethods } from '../load/load.process.ts';
import type { Options } from '../options.ts';
import type { Row } from '../row.ts';
import type { Bench } from '../stage/bench.ts';
import { cpuMsOf, idleCpu } from '../stage/cpu.ts';
import type { Worker } from '../stage/worker.ts';
import { medianOf } from '../statistics.ts';

const MOST = 1.5;
const LEAST_CONNECTIONS = 4_000;
/** Files, databases and the rest need some of what the system allows. */
const RESERVED = 1_500;
/** Load and server share a machine: with 18,000 from one process the last were refused before anything of ours gave way. */
const MOST_CONNECTIONS = 10_000;
/** Each of them asks first, which takes longer than connecting. */
const WAITING = 4_000;
/** The first connections bring code and buffers that later ones share. */
const FIRST = 500;
/** Each connects anew to fresh processes; more would only take longer. */
const RUNS = 3;
/** Once round the heartbeats of all. */
const LOOK_SECONDS = 10;
const SAID = { perSecond: 200, seconds: 5 };

interface Measured {
  readonly residentBytes: number;
  readonly heapBytes: number;
}

/** Of one connection; the processor in milliseconds a second. */
interface Slope extends Measured {
  readonly idleMs: number;
}

type Measurable = Worker<{ collect: () => Promise<Measured> }>;

const runsIn = ({ runs }: Options): number => Math.min(RUNS, runs);

export const idleRows: readonly Row[] = [
  {
    name: 'idle',
    what: 'idle visitor connection',
    size: (options) => `${runsIn(options)} runs, each from fresh processes`,
    run: async (bench) => {
      const allowed = Math.min(openFilesAllowed() - RESERVED, MOST_CONNECTIONS);
      const connections = Math.max(LEAST_CONNECTIONS, bench.options.seconds < 10 ? LEAST_CONNECTIONS : allowed);
      const [lobby, waiting, bare, lines]: [Slope[], Slope[], Slope[], number[]] = [[], [], [], []];
      for (let run = 0; run < runsIn(bench.options); run += 1) {
        lobby.push(await idlers(bench, (await bench.product()).first, '/visitor', connections));
        const waited = await waiters(bench);
        waiting.push(waited.slope);
        lines.push(waited.lineMs);
        bare.push(await idlers(bench, await bench.reference('relay'), '', connections));
      }
      const inLobby = lineOf(
        `idle visitor connection, resident memory (${shown(connections)} in the lobby)`,
        lobby,
        bare,
      );
      return [
        { ...inLobby, goal: `≤ ${MOST} ×`, reached: inLobby.ratio.median <= MOST },
        {
          ...lineOf(
            `idle visitor connection, resident memory (${shown(WAITING)} waiting: a conversation each)`,
            waiting,
            bare,
          ),
          ...{ goal: '–', reached: null, notes: hundredThousand(lobby, waiting, lines) },
        },
      ];
    },
  },
];

const shown = (count: number): string => count.toLocaleString('en-GB');
const median = (slopes: readonly Slope[], key: keyof Slope): number => medianOf(slopes.map((slope) => slope[key]));

function lineOf(what: string, ours: readonly Slope[], theirs: readonly Slope[]) {
  const resident = (slopes: readonly Slope[]) => slopes.map(({ residentBytes }) => residentBytes);
  return {
    what,
    ...{ product: inWords(resident(ours), kilobytes), reference: inWords(resident(theirs), kilobytes) },
    ratio: ratioOf(resident(ours), resident(theirs)),
  };
}

const gigabytes = (bytes: number): string => `${((bytes * 100_000) / 1024 ** 3).toFixed(1)} GB`;

/** Worked out, not measured: a straight line through what was. */
function hundredThousand(lobby: readonly Slope[], waiting: readonly Slope[], lines: readonly number[]): string[] {
  const row = (name: string, slopes: readonly Slope[], line: string) => {
    const bytes = median(slopes, 'residentBytes');
    const cells = [
      ...[name, gigabytes(bytes), gigabytes(median(slopes, 'heapBytes')), shown(Math.floor(1024 ** 3 / bytes))],
      ...[`${((median(slopes, 'idleMs') * 100_000) / 1_000).toFixed(2)} cores`, line],
    ];
    return `| ${cells.join(' | ')} |`;
  };
  return [
    '| 100,000 connections, worked out | resident | live heap | connections a GB | silent | processor a message |',
    '| --- | --- | --- | --- | --- | --- |',
    row('in the lobby', lobby, '–'),
    row('waiting', waiting, `${medianOf(lines).toFixed(2)} ms`),
  ];
}

async function idlers(
  bench: Bench,
  { worker, url }: { worker: Measurable; url: string },
  path: string,
  connections: number,
): Promise<Slope> {
  const load: Worker<LoadMethods> = bench.load();
  const address = `${url}${path}`;
  const more = (count: number) => load.call('idle', { address, connections: count });
  const slope = await slopeOf(worker, more, connections);
  await Promise.all([load.stop(), worker.stop()]);
  say(bench, path === '' ? 'reference' : 'in the lobby', slope);
  return slope;
}

/** Then some of them write, while nobody is there to hear it: what a line takes beyond being connected. */
async function waiters(bench: Bench): Promise<{ slope: Slope; lineMs: number }> {
  const { worker, url } = (await bench.product()).first;
  const load: Worker<LoadMethods> = bench.load();
  const slope = await slopeOf(worker, (visitors) => load.call('wait', { url, visitors }), WAITING);
  const [silent = 0] = await idleCpu([worker.pid], SAID.seconds);
  const [before, begin] = [cpuMsOf(worker.pid), performance.now()];
  const lines = await load.call('saySomething', SAID);
  const seconds = (performance.now() - begin) / 1_000;
  const lineMs = (cpuMsOf(worker.pid) - before - silent * seconds) / lines;
  await Promise.all([load.stop(), worker.stop()]);
  say(bench, 'waiting', slope);
  bench.say(`  ${lines} lines, ${lineMs.toFixed(2)} ms of the processor each`);
  return { slope, lineMs };
}

/** Of a connection, from the first ones to all. */
async function slopeOf(
  worker: Measurable,
  more: (count: number) => Promise<null>,
  connections: number,
): Promise<Slope> {
  const look = async (): Promise<Slope> => {
    const memory = await settled(worker);
    const [idleMs = 0] = await idleCpu([worker.pid], LOOK_SECONDS);
    return { ...memory, idleMs };
  };
  await more(FIRST);
  const before = await look();
  await more(connections - FIRST);
  const after = await look();
  const each = (key: keyof Slope) => (after[key] - before[key]) / (connections - FIRST);
  return { residentBytes: each('residentBytes'), heapBytes: each('heapBytes'), idleMs: each('idleMs') };
}

function say(bench: Bench, name: string, { residentBytes, heapBytes, idleMs }: Slope): void {
  const memory = `${kilobytes(residentBytes)} resident, ${kilobytes(heapBytes)} of it heap`;
  bench.say(`  ${name}: ${memory}, ${(idleMs * 1_000).toFixed(1)} µs of the processor a second`);
}

/** What was only needed to connect is given back within a few seconds; the pings of all have gone by. */
async function settled(worker: Measurable): Promise<Measured> {
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
  return soft === 'unlimited' ? MOST_CONNECTIONS + RESERVED : soft;
}
