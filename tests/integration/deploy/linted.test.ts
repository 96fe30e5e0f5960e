import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { fallbackNumbers } from '../../../shared/reference/fallback-numbers.ts';
import { deploy, onPath } from './proxy.ts';

const read = (name: string): string => readFileSync(join(deploy, name), 'utf8');
const systemd = join(deploy, 'systemd');

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hearthline-deploy-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

describe('the systemd units', () => {
  const analyze = onPath('systemd-analyze');

  it.skipIf(analyze === undefined)('are understood by systemd, without a warning', async () => {
    const folder = await aFolder();
    await cp(systemd, folder, { recursive: true });
    const units = readdirSync(folder).filter((name) => /\.(service|timer)$/.test(name));
    for (const name of units) {
      // Where Node is belongs to the machine.
      const text = readFileSync(join(folder, name), 'utf8').replaceAll('/usr/bin/node', process.execPath);
      writeFileSync(join(folder, name), text);
    }
    expect(units).toHaveLength(4);
    const { status, stderr } = spawnSync(analyze ?? '', ['verify', ...units.map((name) => join(folder, name))]);
    expect(String(stderr)).toBe('');
    expect(status).toBe(0);
  });

  it('hold a node within its bounds, and give it the time to send its people elsewhere', () => {
    for (const name of ['hearthline@.service', 'hearthline-backup@.service']) {
      const lines = readFileSync(join(systemd, name), 'utf8').split('\n');
      const bounds = ['NoNewPrivileges=yes', 'ProtectSystem=strict', 'PrivateTmp=yes', 'CapabilityBoundingSet='];
      expect(lines).toEqual(expect.arrayContaining(bounds));
      expect(lines.some((line) => /^MemoryMax=\d+G$/.test(line))).toBe(true);
    }
    const node = readFileSync(join(systemd, 'hearthline@.service'), 'utf8').split('\n');
    expect(node).toEqual(expect.arrayContaining(['KillSignal=SIGTERM', 'TimeoutStopSec=30', 'LimitNOFILE=65536']));
  });
});

describe('the backup script', () => {
  const DAY_MS = 86_400_000;

  async function saving(what: string, works = true): Promise<{ status: number | null; names: string[] }> {
    const folder = await aFolder();
    const files = join(folder, 'files');
    mkdirSync(files);
    const ages = { 'a-main.age': 40, 'b-main.age': 30, 'a-keys.age': 3, 'b-keys.age': 1, 'other.age': 90 };
    for (const [name, days] of Object.entries(ages)) {
      writeFileSync(join(files, name), '');
      const then = new Date(Date.now() - days * DAY_MS);
      utimesSync(join(files, name), then, then);
    }
    const command = join(folder, 'command');
    writeFileSync(
      command,
      works ? '#!/bin/sh\nfor each; do case $each in --*) ;; *) : >"$each" ;; esac; done\n' : 'exit 1\n',
    );
    const { status } = spawnSync('sh', [join(systemd, 'hearthline-backup.sh'), what], {
      env: { PATH: process.env.PATH, BACKUP_DIR: files, BACKUP_RECIPIENT: 'age1x', BACKUP_COMMAND: `sh ${command}` },
    });
    const names = readdirSync(files).map((name) => name.replace(/^\d{8}T\d{6}Z/, 'new'));
    return { status, names: names.sort() };
  }

  it('keeps what is stored for weeks and the keys for days, and saves both or the keys alone', async () => {
    const kept = ['b-keys.age', 'b-main.age', 'other.age'];
    expect(await saving('main')).toEqual({ status: 0, names: [...kept, 'new-keys.age', 'new-main.age'].sort() });
    expect(await saving('keys')).toEqual({ status: 0, names: [...kept, 'new-keys.age'].sort() });
  });

  it('deletes nothing when there is no new backup', async () => {
    const all = ['a-keys.age', 'a-main.age', 'b-keys.age', 'b-main.age', 'other.age'];
    expect(await saving('main', false)).toEqual({ status: 1, names: all });
    expect(await saving('everything')).toEqual({ status: 2, names: all });
  });
});

type Instruction = readonly [name: string, rest: string];

/** Instructions of a Dockerfile, continued lines joined, comments left out, as stages. */
function stagesOf(text: string): Instruction[][] {
  const lines = text.replaceAll(/\\\n\s*/g, ' ').split('\n');
  const stages: Instruction[][] = [];
  for (const line of lines.filter((each) => each.trim() !== '' && !each.startsWith('#'))) {
    const [, name = '', rest = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    expect(KNOWN, line).toContain(name);
    if (name === 'FROM') stages.push([]);
    stages.at(-1)?.push([name, rest]);
  }
  return stages;
}

const KNOWN = 'ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL RUN STOPSIGNAL USER VOLUME WORKDIR'.split(' ');

describe('the image', () => {
  it('is built in one stage and run in another, without tools, as nobody of importance, and says how it is', () => {
    const stages = stagesOf(read('Dockerfile'));
    const last = stages.at(-1) ?? [];
    expect(stages).toHaveLength(2);
    const names = last.map(([name]) => name);
    const all = (name: string) => last.filter(([each]) => each === name).map(([, rest]) => rest);
    expect(all('RUN').some((rest) => rest.startsWith('npm ci --omit=dev'))).toBe(true);
    expect(all('USER')).toEqual(['node']);
    expect(names.indexOf('USER')).toBeGreaterThan(names.lastIndexOf('RUN'));
    expect(all('STOPSIGNAL')).toEqual(['SIGTERM']);
    expect(all('HEALTHCHECK')[0]).toContain('/readyz');
    // As a list, so that the signal reaches the server and not a shell.
    expect(JSON.parse(all('CMD')[0] ?? '')).toEqual(['node', 'dist/server/server/main.js']);
    const command: unknown = JSON.parse(/CMD (\[.*\])/.exec(all('HEALTHCHECK')[0] ?? '')?.[1] ?? '');
    const [, , script] = z.tuple([z.literal('node'), z.literal('-e'), z.string()]).parse(command);
    expect(spawnSync(process.execPath, ['-e', script], { env: { PORT: '1' } }).status).toBe(1);
    for (const [name, rest] of stages.flat())
      if (name === 'COPY') expect(rest).not.toMatch(/secret|master-keys|\.data/);
    expect(read('Dockerfile.dockerignore').split('\n')).toEqual(
      expect.arrayContaining(['.git', '.data', 'node_modules']),
    );
  });
});

const service = z.looseObject({
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).optional(),
  networks: z.array(z.string()),
  ports: z.array(z.string()).optional(),
  depends_on: z.record(z.string(), z.looseObject({})).optional(),
  volumes: z.array(z.string()).optional(),
});
const composeFile = z.looseObject({
  services: z.record(z.string(), service),
  networks: z.record(z.string(), z.object({ internal: z.boolean() }).nullable()),
  volumes: z.record(z.string(), z.null()),
  secrets: z.record(z.string(), z.object({ file: z.string() })),
});

describe('the composed service', () => {
  const { services, networks, volumes } = composeFile.parse(parse(read('compose.yaml'), { merge: true }));
  const named = (pattern: RegExp) => Object.entries(services).filter(([name]) => pattern.test(name));

  it('has three nodes that stop in peace, and a replica set that lets go of dead transactions', () => {
    expect(named(/^node\d$/)).toHaveLength(3);
    for (const [, node] of named(/^node\d$/)) {
      expect(node).toMatchObject({ stop_grace_period: '30s', read_only: true, cap_drop: ['ALL'] });
      expect(node.environment).toMatchObject({ TRUST_PROXY: '1', MASTER_KEYS_FILE: '/run/secrets/master-keys' });
      expect(node.environment?.MONGODB_URI).toContain('replicaSet=hearthline');
    }
    expect(named(/^mongo\d$/)).toHaveLength(3);
    for (const [, mongo] of named(/^mongo\d$/)) {
      expect(mongo.command).toEqual(
        expect.arrayContaining([
          '--replSet=hearthline',
          '--setParameter=transactionLifetimeLimitSeconds=3',
          '--setParameter=minSnapshotHistoryWindowInSeconds=3600',
        ]),
      );
    }
    expect(services.valkey?.command).toEqual(expect.arrayContaining(['--appendonly', 'noeviction']));
  });

  it('lets nobody but the proxy be reached from outside, and names only what there is', () => {
    expect(
      Object.entries(services)
        .filter(([, each]) => each.ports !== undefined)
        .map(([name]) => name),
    ).toEqual(['proxy']);
    expect(networks.back).toEqual({ internal: true });
    for (const [, each] of named(/^(mongo|valkey)/)) expect(each.networks).toEqual(['back']);
    for (const [name, each] of Object.entries(services)) {
      for (const other of Object.keys(each.depends_on ?? {})) expect(services, name).toHaveProperty(other);
      for (const volume of each.volumes ?? []) {
        const [from = ''] = volume.split(':');
        if (!from.startsWith('./secrets/'))
          expect(from.startsWith('./') ? read(from) : volumes[from], volume).not.toBe(undefined);
      }
    }
    const proxied = Object.entries(services.proxy?.environment ?? {});
    for (const [name, address] of proxied) {
      expect(read('haproxy.cfg')).toContain(`\${${name}-`);
      expect(services).toHaveProperty(address.split(':')[0] ?? '');
    }
    expect(proxied).toHaveLength(3);
  });
});

describe('the page of a proxy without a node', () => {
  it('[V4] has the numbers, alike for both proxies', () => {
    const page = read('no-node.html');
    for (const { label, number, note } of fallbackNumbers) {
      for (const part of [label, number, note]) expect(page).toContain(part);
    }
    const [heads = '', body] = read('no-node.http').split('\r\n\r\n');
    expect(heads).toMatch(/^HTTP\/1\.1 503 /);
    expect(body).toBe(page);
    expect(execFileSync('sh', ['-n', join(systemd, 'hearthline-backup.sh')]).toString()).toBe('');
  });
});
