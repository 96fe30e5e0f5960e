import { describe, expect, it } from 'vitest';
import { BOUNDARIES, violationsOf } from './boundaries.ts';
import { productFiles, read } from './sources.ts';

/** Each breaks exactly the boundary it stands under, so that a check that finds nothing is known to look. */
const PLANTED: readonly { boundary: string; path: string; text: string }[] = [
  { boundary: 'shared stands alone', path: 'shared/ids.ts', text: "import { randomUUID } from 'node:crypto';" },
  { boundary: 'shared stands alone', path: 'shared/domain/bands.ts', text: "export * from '../../server/config.ts';" },
  {
    boundary: 'the pages know only shared',
    path: 'client/app/app.tsx',
    text: "import { x } from '../../server/config.ts';",
  },
  {
    boundary: 'the pages know only shared',
    path: 'widget/panel.ts',
    text: "import type { X } from '../client/desk/x.ts';",
  },
  { boundary: 'the pages know only shared', path: 'widget/panel.ts', text: "const fs = await import('node:fs');" },
  { boundary: 'the server knows no page', path: 'server/app.ts', text: "import { x } from '../widget/loader.ts';" },
  { boundary: 'the server knows no page', path: 'server/app.ts', text: "import { x } from '../tests/support/x.ts';" },
  { boundary: 'the widget carries no zod', path: 'widget/panel.ts', text: "import { z } from 'zod';" },
  {
    boundary: 'platform knows no duty',
    path: 'server/platform/jobs.ts',
    text: "import { x } from '../queue/index.ts';",
  },
  { boundary: 'platform knows no duty', path: 'server/platform/jobs.ts', text: "import { x } from '../config.ts';" },
  { boundary: 'a duty has one door', path: 'server/queue/claim.ts', text: "import { x } from '../agents/load.ts';" },
  { boundary: 'a duty has one door', path: 'server/queue/claim.ts', text: "type X = import('../agents/load.ts').X;" },
  { boundary: 'only main knows app', path: 'server/queue/claim.ts', text: "import { x } from '../app.ts';" },
  {
    boundary: 'the suffix says the effect',
    path: 'server/queue/match.ts',
    text: "import mongoose from 'mongoose';",
  },
  {
    boundary: 'the suffix says the effect',
    path: 'server/queue/match.store.ts',
    text: "import { Redis } from 'ioredis';",
  },
  {
    boundary: 'the suffix says the effect',
    path: 'server/queue/match.redis.ts',
    text: "import { Queue } from 'bullmq';",
  },
  { boundary: 'the suffix says the effect', path: 'server/queue/index.ts', text: "import express from 'express';" },
  {
    boundary: 'the suffix says the effect',
    path: 'server/queue/x.http.ts',
    text: "import { type Socket, Server } from 'socket.io';",
  },
  { boundary: 'no broadcast past the signals', path: 'server/queue/announce.ts', text: "io.to('room').emit('x');" },
  {
    boundary: 'no broadcast past the signals',
    path: 'server/queue/announce.ts',
    text: "server.io.of('/staff').emit('x');",
  },
  {
    boundary: 'commands are bound in one place',
    path: 'server/queue/x.socket.ts',
    text: "socket.on('message:send', f);",
  },
  { boundary: 'commands are bound in one place', path: 'server/platform/x.ts', text: 'socket.onAny(f);' },
];

const ALLOWED: readonly { path: string; text: string }[] = [
  { path: 'shared/ids.ts', text: "import { z } from 'zod'; import { ok } from './result.ts';" },
  {
    path: 'widget/panel.ts',
    text: "import type { infer as Infer } from 'zod'; import { t } from '../shared/text/text.ts';",
  },
  { path: 'widget/vite.config.ts', text: "import { resolve } from 'node:path';" },
  {
    path: 'server/queue/claim.ts',
    text: "import { x } from '../agents/index.ts'; import type { S } from './waiting.store.ts';",
  },
  {
    path: 'server/queue/waiting.store.ts',
    text: "import mongoose from 'mongoose'; import { x } from '../platform/mongo.ts';",
  },
  { path: 'server/queue/waiting.ts', text: "import type { mongo } from 'mongoose';" },
  { path: 'server/queue/index.ts', text: "export { waiting } from './waiting.store.ts';" },
  { path: 'server/platform/socket-server.ts', text: "import { Server } from 'socket.io'; io.to('room').emit('x');" },
  { path: 'server/agents/presence.socket.ts', text: "socket.on('disconnect', f);" },
  { path: 'server/app.ts', text: "import { x } from './queue/index.ts';" },
];

describe('boundaries between folders', () => {
  it('hold everywhere in the product', () => {
    const found = productFiles().flatMap((path) => violationsOf(path, read(path)));
    expect(found.map((each) => `${each.path}:${each.line} ${each.sentence}`)).toEqual([]);
  });

  it.each(PLANTED)('$boundary: a violation planted in $path is found', ({ boundary, path, text }) => {
    const found = violationsOf(path, `\n${text}\n`);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ boundary, path, line: 2 });
  });

  it.each(ALLOWED)('what is allowed in $path is left alone', ({ path, text }) => {
    expect(violationsOf(path, text)).toEqual([]);
  });

  it('are each tried by a planted violation', () => {
    const tried = new Set(PLANTED.map((each) => each.boundary));
    expect(BOUNDARIES.map((each) => each.name).filter((name) => !tried.has(name))).toEqual([]);
  });
});
