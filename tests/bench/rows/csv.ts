/** A file of a hundred thousand referrals: how fast it is taken in, checked and imported, and what the node needs for it. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mongo } from 'mongoose';
import { inWords, ms, perSecond } from '../figures.ts';
import type { Line, Row } from '../row.ts';
import type { Bench } from '../stage/bench.ts';

const ROWS = 100_000;
const RUNS = 2;
const MOST_MEMORY_MB = 250;
const LEAST_A_SECOND = 500;
const CRIMES = ['Burglary of a home', 'Common assault', 'Stalking', 'Vehicle crime', 'Banking fraud'];
const AREAS = ['Ashford', 'Canterbury', 'Dartford', 'Dover', 'Maidstone', 'Thanet'];
const HEADINGS = 'URN,Forename,Surname,DOB,Telephone,Safe to call,Offence,District,Risk level,Consent,Summary';

interface Pass {
  readonly loadMs: number;
  readonly checkMs: number;
  readonly importMs: number;
  readonly memoryMb: number;
}

export const csvRows: readonly Row[] = [
  {
    name: 'csv',
    what: `a file of ${ROWS.toLocaleString('en-GB')} referrals`,
    size: () => `${RUNS} runs, each from a fresh process`,
    run: async (bench) => {
      const passes: Pass[] = [];
      for (let run = 0; run < RUNS; run += 1) passes.push(await pass(bench));
      return linesOf(passes);
    },
  },
];

async function pass(bench: Bench): Promise<Pass> {
  const { first, desks } = await bench.product({ agents: 1, role: 'coordinator', limits: 'generous' });
  const [desk] = desks;
  if (!desk) throw new Error('Nobody is signed in.');
  const senderId = randomUUID();
  const client = await mongo.MongoClient.connect(first.config.mongodbUri);
  try {
    const by = { agentId: 'bench', name: 'Bench' };
    await client
      .db(first.config.databaseName)
      .collection<{ _id: string }>('inbound_senders')
      .insertOne({
        ...{ _id: senderId, clientId: randomUUID(), name: 'Bench', kind: 'police', keys: [], mapping: [] },
        ...{ madeAt: Date.now(), madeBy: by },
      });
  } finally {
    await client.close();
  }
  const headers = { cookie: desk.cookie, origin: desk.url };
  const ask = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${desk.url}/api/v1/inbound/imports${path}`, {
      method,
      headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!response.ok) throw new Error(`${path} was refused with ${response.status}.`);
    return ((await response.json()) as { value: { import: Standing; proposed: unknown } }).value;
  };
  const before = residentMb(first.worker.pid);
  const loading = performance.now();
  const loaded = await fetch(`${desk.url}/api/v1/inbound/imports?senderId=${senderId}&clientId=${randomUUID()}`, {
    ...{ method: 'POST', headers: { ...headers, 'content-type': 'text/csv' }, body: fileOf() },
  });
  const { value } = (await loaded.json()) as { value: { import: Standing } };
  const loadMs = performance.now() - loading;
  const path = `/${value.import.importId}`;
  const { proposed: mapping } = await ask('POST', `${path}/preview`, {});
  const checking = performance.now();
  await ask('PUT', `${path}/mapping`, { revision: value.import.revision, mapping });
  const checked = await until(() => ask('GET', path), 'checked');
  const checkMs = performance.now() - checking;
  const importing = performance.now();
  await ask('POST', `${path}/start`, { revision: checked.revision, what: 'all' });
  await until(() => ask('GET', path), 'done');
  const importMs = performance.now() - importing;
  const memoryMb = peakMb(first.worker.pid) - before;
  bench.say(
    `  loaded in ${ms(loadMs)}, checked in ${ms(checkMs)}, imported in ${ms(importMs)}; ${memoryMb.toFixed(0)} MB more at most`,
  );
  return { loadMs, checkMs, importMs, memoryMb };
}

interface Standing {
  readonly importId: string;
  readonly revision: number;
  readonly state: string;
}

async function until(look: () => Promise<{ import: Standing }>, state: string): Promise<Standing> {
  for (;;) {
    const now = (await look()).import;
    if (now.state === state) return now;
    if (now.state !== 'checking' && now.state !== 'importing') throw new Error(`The file is ${now.state}.`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function fileOf(): string {
  const rows = Array.from({ length: ROWS }, (_, at) => {
    const pick = (list: readonly string[]) => list[at % list.length] ?? '';
    const born = `${String(1 + (at % 28)).padStart(2, '0')}/0${1 + (at % 9)}/${1940 + (at % 60)}`;
    return [
      ...[`B-${at}`, 'Somebody', `Number ${at}`, born, `07700 9${String(at % 100_000).padStart(5, '0')}`, 'yes'],
      ...[pick(CRIMES), pick(AREAS), at % 50 === 0 ? 'high' : 'standard', 'yes'],
      '"Came home, found the back door open, and somebody had been there"',
    ].join(',');
  });
  return `${HEADINGS}\r\n${rows.join('\r\n')}\r\n`;
}

function residentMb(pid: number): number {
  return statusMb(pid, 'VmRSS');
}

function peakMb(pid: number): number {
  return statusMb(pid, 'VmHWM');
}

/** As Linux counts it, in kB. */
function statusMb(pid: number, name: string): number {
  const [, kb = '0'] = new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kb) / 1_024;
}

function linesOf(passes: readonly Pass[]): Line[] {
  const rates = passes.map(({ importMs }) => ROWS / (importMs / 1_000));
  const memory = passes.map(({ memoryMb }) => memoryMb);
  const least = Math.min(...rates);
  const most = Math.max(...memory);
  const nothing = { reference: '–', ratio: null } as const;
  return [
    {
      what: `${ROWS.toLocaleString('en-GB')} rows of a file imported as referrals, each sealed under a key of its own`,
      ...{ product: inWords(rates, perSecond), ...nothing },
      ...{ goal: `≥ ${LEAST_A_SECOND}/s`, reached: least >= LEAST_A_SECOND },
      notes: [
        `Loaded in ${inWords(
          passes.map(({ loadMs }) => loadMs),
          ms,
        )}, checked in ${inWords(
          passes.map(({ checkMs }) => checkMs),
          ms,
        )}.`,
      ],
    },
    {
      what: 'memory of the node above what it had before, at its highest',
      ...{ product: inWords(memory, (mb) => `${mb.toFixed(0)} MB`), ...nothing },
      ...{ goal: `≤ ${MOST_MEMORY_MB} MB`, reached: most <= MOST_MEMORY_MB },
    },
  ];
}
