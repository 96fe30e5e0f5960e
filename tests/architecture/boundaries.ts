/**
 * The boundaries between folders (ARCHITECTURE.md, "Direction" and "The suffix says the effect"): each is one
 * predicate over what a module imports and calls, with the sentence that its offender is told.
 */
import { type Import, type Module, readModule } from './modules.ts';

export type Violation = Readonly<{ boundary: string; path: string; line: number; sentence: string }>;

type Boundary = Readonly<{ name: string; sentence: string; offences: (module: Module) => readonly { line: number }[] }>;

const part = (path: string, index: number): string => path.split('/')[index] ?? '';
const isServer = (path: string): boolean => path.startsWith('server/');
const isPlatform = (path: string): boolean => path.startsWith('server/platform/');

/** What stands beside the duties: the platform, and the plain Node that installs and builds before anything else runs. */
const NO_DUTIES = ['platform', 'setup'];

/** The duty a path belongs to; `app.ts` and `config.ts` belong to none. */
function dutyOf(path: string): string | undefined {
  if (!isServer(path) || path.split('/').length < 3) return undefined;
  return NO_DUTIES.includes(part(path, 1)) ? undefined : part(path, 1);
}

/** Which package brings which effect, the suffix that admits it, and the platform's own adapters for it. */
const EFFECTS = [
  { packages: ['mongoose', 'mongodb', 'umzug'], suffix: '.store.ts', platform: ['mongo', 'migrations', 'transaction'] },
  { packages: ['ioredis', 'rate-limiter-flexible'], suffix: '.redis.ts', platform: ['redis', 'rate-limit'] },
  { packages: ['bullmq'], suffix: '.jobs.ts', platform: ['jobs'] },
  { packages: ['express', 'helmet'], suffix: '.http.ts', platform: ['http-server'] },
  { packages: ['socket.io'], suffix: '.socket.ts', platform: ['socket-server', 'bind-command'] },
  { packages: ['pino'], suffix: '.logger.ts', platform: ['logger'] },
  { packages: ['prom-client'], suffix: '.metrics.ts', platform: ['metrics'] },
];

/** The effect that a package brings, if it brings one. */
export function effectOf(target: string): (typeof EFFECTS)[number] | undefined {
  return EFFECTS.find((each) => each.packages.includes(target));
}

function mayHaveEffect(path: string, target: string): boolean {
  const effect = effectOf(target);
  if (effect === undefined || path.endsWith(effect.suffix)) return true;
  return effect.platform.some((name) => path === `server/platform/${name}.ts`);
}

const importing =
  (wrong: (each: Import, from: string) => boolean) =>
  (module: Module): readonly Import[] =>
    module.imports.filter((each) => wrong(each, module.path));

/** Names under which a Socket.IO server or namespace goes. */
const SOCKET_SERVER = /^(io|nsp|namespace|visitors|staff|socketServer)$/;
const BROADCASTS = new Set(['emit', 'to', 'in', 'except', 'send', 'write', 'serverSideEmit']);
const SUBSCRIBES = new Set(['on', 'once', 'onAny', 'prependAny', 'addListener']);
const LIFE_OF_A_SOCKET = new Set(['disconnect', 'disconnecting', 'error']);

export const BOUNDARIES: readonly Boundary[] = [
  {
    name: 'shared stands alone',
    sentence: 'shared/ imports itself and zod, nothing else',
    offences: importing(
      (each, from) =>
        from.startsWith('shared/') && (each.isPackage ? each.target !== 'zod' : part(each.target, 0) !== 'shared'),
    ),
  },
  {
    name: 'the pages know only shared',
    sentence: 'client/ and widget/ import themselves and shared/, never each other, the server or Node',
    offences: importing((each, from) => {
      const home = part(from, 0);
      if (home !== 'client' && home !== 'widget') return false;
      // How a folder is built runs in Node.
      if (from.endsWith('.config.ts')) return false;
      return each.isPackage ? each.target.startsWith('node:') : ![home, 'shared'].includes(part(each.target, 0));
    }),
  },
  {
    name: 'the server knows no page',
    sentence: 'server/ imports itself and shared/: the pages reach it by the protocol, the tests by its doors',
    offences: importing(
      (each, from) =>
        isServer(from) &&
        !each.isPackage &&
        !['server', 'shared'].includes(part(each.target, 0)) &&
        // The set-up ends by running what it has built.
        !(from === 'server/start.mjs' && each.target === 'dist/server/server/main.js'),
    ),
  },
  {
    name: 'the widget carries no zod',
    sentence: 'widget/ may import types of zod, never the library: it would double the panel',
    offences: importing((each, from) => from.startsWith('widget/') && each.target === 'zod' && !each.typeOnly),
  },
  {
    name: 'platform knows no duty',
    sentence: 'server/platform/ imports itself and shared/: what has no domain word cannot depend on one that has',
    offences: importing(
      (each, from) => isPlatform(from) && !each.isPackage && isServer(each.target) && !isPlatform(each.target),
    ),
  },
  {
    name: 'a duty has one door',
    sentence: 'a duty reaches another only through its index.ts',
    offences: importing((each, from) => {
      const [own, other] = [dutyOf(from), dutyOf(each.target)];
      return own !== undefined && other !== undefined && own !== other && each.target !== `server/${other}/index.ts`;
    }),
  },
  {
    name: 'only main knows app',
    sentence: 'app.ts puts everything together, so nothing below it may import it or main.ts',
    offences: importing((each, from) => dutyOf(from) !== undefined && /^server\/(app|main)\.ts$/.test(each.target)),
  },
  {
    name: 'the suffix says the effect',
    sentence:
      'a package with an effect is imported where the suffix says so (.store.ts mongoose, .redis.ts ioredis, .jobs.ts bullmq, .http.ts express, .socket.ts socket.io) or in its platform adapter',
    // Types are erased and do nothing, so a rule may name the type of a stored value.
    offences: importing((each, from) => isServer(from) && !each.typeOnly && !mayHaveEffect(from, each.target)),
  },
  {
    name: 'no broadcast past the signals',
    sentence:
      'io.emit and io.to belong to the platform: a duty announces through signals, which carry sealed entries only',
    offences: ({ path, calls }) =>
      isServer(path) && !isPlatform(path)
        ? calls.filter((each) => SOCKET_SERVER.test(each.receiver) && BROADCASTS.has(each.method))
        : [],
  },
  {
    name: 'commands are bound in one place',
    sentence:
      'socket.on for commands stands in platform/bind-command.ts only, which parses, permits, limits and acknowledges',
    offences: ({ path, calls, imports }) => {
      const plainSockets = imports.some((each) => each.target === 'node:net');
      if (!isServer(path) || plainSockets || path === 'server/platform/bind-command.ts') return [];
      return calls.filter(
        ({ receiver, method, argument }) =>
          receiver === 'socket' &&
          SUBSCRIBES.has(method) &&
          (argument === undefined || !LIFE_OF_A_SOCKET.has(argument)),
      );
    },
  },
];

export function violationsOf(path: string, text: string): Violation[] {
  const module = readModule(path, text);
  return BOUNDARIES.flatMap(({ name, sentence, offences }) => {
    const lines = new Set(offences(module).map((each) => each.line));
    return [...lines].map((line) => ({ boundary: name, path, line, sentence }));
  });
}
