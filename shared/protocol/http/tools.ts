/** The tools that assessments are filled in with: those that are shipped, and versions that the service has loaded. */
import { z } from 'zod';
import { MOMENTS, TOOL_KINDS, toolDefinition } from '../../domain/tools/tool-definition.ts';
import { evidence } from '../../domain/tools/topic.ts';
import { code, empty, id, time } from '../common.ts';
import { route } from './define.ts';

export const toolRow = z
  .object({
    code,
    version: code,
    kind: z.enum(TOOL_KINDS),
    title: z.string(),
    purpose: z.string(),
    language: z.string(),
    wording: z.enum(['paraphrase', 'licensed']),
    source: z.string(),
    evidence,
    validFrom: z.string(),
    validTo: z.string().nullable(),
    qualification: code.nullable(),
    moments: z.array(z.enum(MOMENTS)),
    /** Tools that its rules may offer next. */
    followUps: z.array(code),
    shipped: z.boolean(),
    loadedBy: z.object({ agentId: id, name: z.string() }).nullable(),
    loadedAt: time.nullable(),
    retiredAt: time.nullable(),
    /** What is begun now under this code is begun with this version. */
    inForce: z.boolean(),
  })
  .meta({ id: 'Tool' });
export type ToolRow = z.infer<typeof toolRow>;

const params = z.strictObject({ code, version: code });

export const toolRoutes = {
  list: route({
    method: 'GET',
    path: '/tools',
    summary: 'Every tool and version there is, and which of them is in force',
    allow: 'tool.list',
    params: empty,
    query: empty,
    body: empty,
    output: z.object({ tools: z.array(toolRow) }),
    errors: [],
  }),
  read: route({
    method: 'GET',
    path: '/tools/:code/:version',
    summary: 'One version whole: to read, or to write a version of your own from',
    allow: 'tool.list',
    params,
    query: empty,
    body: empty,
    output: z.object({ tool: toolRow, definition: toolDefinition }),
    errors: ['not_found'],
  }),
  check: route({
    method: 'POST',
    path: '/tools/check',
    summary: 'What a file holds, or what to correct in it and where; nothing is loaded',
    allow: 'tool.load',
    takesFile: true,
    params: empty,
    query: empty,
    body: z.strictObject({ definition: z.unknown() }),
    output: z.object({
      /** Null where something has to be corrected first. */
      definition: toolDefinition.nullable(),
      faults: z.array(z.object({ path: z.string(), message: z.string() })),
      /** `same`: loaded already. `taken`: something else stands under this version, which is never replaced. */
      standing: z.enum(['new', 'same', 'taken']),
      /** The version that is begun with now under this code. */
      inForce: code.nullable(),
    }),
    errors: ['too_large'],
  }),
  load: route({
    method: 'POST',
    path: '/tools',
    summary:
      'Load a version, such as one with licensed wording; a broken one is refused with what to correct, and where',
    allow: 'tool.load',
    takesFile: true,
    params: empty,
    query: empty,
    /** Judged by `check-tool.ts`, whose sentences say what to correct. */
    body: z.strictObject({ definition: z.unknown() }),
    output: z.object({ tool: toolRow }),
    errors: ['conflict', 'too_large'],
  }),
  retire: route({
    method: 'POST',
    path: '/tools/:code/:version/retire',
    summary: 'Begin nothing more with a version that was loaded; what was filled in with it stays readable',
    allow: 'tool.load',
    params,
    query: empty,
    body: empty,
    output: z.object({ tool: toolRow }),
    errors: ['not_found', 'conflict'],
  }),
} as const;
