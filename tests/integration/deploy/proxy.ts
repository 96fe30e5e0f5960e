/**
 * Starts nginx or HAProxy with the configuration of deploy/ itself: only what its first lines ask everybody to put in
 * (addresses, certificate, folders) is put in here.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const deploy = fileURLToPath(new URL('../../../deploy', import.meta.url));

export type Kind = 'nginx' | 'haproxy';

/** Where a program is, or undefined: the test that needs it is then skipped by its name. */
export function onPath(program: string): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  return folders
    .map((folder) => join(folder, program))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

export interface Door {
  readonly url: string;
  readonly plainUrl: string;
  close(): Promise<void>;
}

interface Places {
  readonly folder: string;
  readonly port: number;
  readonly plainPort: number;
  readonly nodes: readonly number[];
  readonly ofOnePlace: number;
}

export async function startProxy(
  kind: Kind,
  port: number,
  nodes: readonly number[],
  /** Instead of what its lines say, so that a test needs no hundreds. */
  ofOnePlace = 600,
): Promise<Door> {
  const folder = await mkdtemp(join(tmpdir(), 'hearthline-proxy-'));
  const places = { folder, port, plainPort: await freePort(), nodes, ofOnePlace };
  await makeCertificate(folder);
  const config = join(folder, 'configuration');
  const text = await readFile(join(deploy, kind === 'nginx' ? 'nginx.conf' : 'haproxy.cfg'), 'utf8');
  await writeFile(config, putIn(text, kind === 'nginx' ? ofNginx(places) : ofHaproxy(places)));
  const child = spawn(onPath(kind) ?? kind, argumentsOf(kind, config, folder), {
    env: {
      PATH: process.env.PATH,
      ...Object.fromEntries(nodes.map((node, n) => [`NODE_${n + 1}`, `127.0.0.1:${node}`])),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await untilItAnswers(child, `https://127.0.0.1:${port}/api/v1/service`);
  return {
    url: `https://127.0.0.1:${port}`,
    plainUrl: `http://127.0.0.1:${places.plainPort}`,
    close: async () => {
      child.kill('SIGTERM');
      if (child.exitCode === null) await new Promise((ended) => child.once('exit', ended));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

type Change = readonly [string, string];

const ofNginx = ({ folder, port, plainPort, nodes, ofOnePlace }: Places): Change[] => [
  ['listen 443 ssl;', `listen 127.0.0.1:${port} ssl;`],
  ['limit_conn hearthline_places 600;', `limit_conn hearthline_places ${ofOnePlace};`],
  ['listen 80;', `listen 127.0.0.1:${plainPort};`],
  ['/etc/hearthline/tls/', `${folder}/`],
  ['root /etc/hearthline;', `root ${deploy};`],
  ['/run/nginx-hearthline.pid', `${folder}/pid`],
  // Where it keeps what does not fit into memory is compiled in, and belongs to root.
  [
    'access_log off;',
    ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].reduce(
      (all, name) => `${all} ${name}_temp_path ${folder}/${name};`,
      'access_log off;',
    ),
  ],
  ...nodes.map((node, n): Change => [`127.0.0.1:${4001 + n}`, `127.0.0.1:${node}`]),
];

const ofHaproxy = ({ folder, port, plainPort, ofOnePlace }: Places): Change[] => [
  ['bind :443', `bind 127.0.0.1:${port}`],
  ['sc0_conn_cur gt 600', `sc0_conn_cur gt ${ofOnePlace}`],
  ['bind :80', `bind 127.0.0.1:${plainPort}`],
  ['/etc/hearthline/tls/', `${folder}/`],
  ['/etc/hearthline/no-node.http', `${deploy}/no-node.http`],
  // As many connections need twice as many files as an ordinary account may open.
  ['maxconn 20000', 'maxconn 400'],
];

function putIn(text: string, changes: readonly Change[]): string {
  for (const [from] of changes) {
    if (!text.includes(from)) throw new Error(`The configuration no longer holds "${from}".`);
  }
  // All at once: what was put in may look like something that is still to be replaced.
  const known = new Map(changes);
  const places = [...known.keys()].map((each) => each.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  return text.replaceAll(new RegExp(places, 'g'), (from) => known.get(from) ?? from);
}

function argumentsOf(kind: Kind, config: string, folder: string): string[] {
  if (kind === 'haproxy') return ['-db', '-f', config];
  // As root its workers would be somebody who cannot read our folders.
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  return ['-p', folder, '-c', config, '-e', 'stderr', '-g', `daemon off; ${user}`];
}

async function makeCertificate(folder: string): Promise<void> {
  const [key, chain] = [join(folder, 'privkey.pem'), join(folder, 'fullchain.pem')];
  const what = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2', '-nodes'];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];
  execFileSync(onPath('openssl') ?? '', ['req', '-x509', ...curve, ...what, '-keyout', key, '-out', chain], {
    stdio: 'ignore',
  });
  await writeFile(join(folder, 'hearthline.pem'), `${await readFile(chain, 'utf8')}${await readFile(key, 'utf8')}`);
}

async function untilItAnswers(child: ChildProcess, url: string): Promise<void> {
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (part) => {
      said += String(part);
    });
  }
  const deadline = Date.now() + 15_000;
  while (Date.now() < deadline && child.exitCode === null) {
    const answer = await fetch(url).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill('SIGKILL');
  throw new Error(`The proxy did not start: ${said}`);
}
