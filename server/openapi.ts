/** Describes the HTTP part from the very tables that are bound, so that no route can be missing from it. */
import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { relationsFor } from '../shared/domain/permissions.ts';
import { ERRORS, type ErrorCode } from '../shared/protocol/errors.ts';
import type { RouteSpec } from '../shared/protocol/http/define.ts';
import { openApiRoutes } from '../shared/protocol/http/openapi.ts';
import { PROTOCOL_VERSION } from '../shared/protocol/version.ts';
import { ok } from '../shared/result.ts';
import { handle, type RouteTable } from './platform/http-route.ts';

/** The tables as given, and the route that describes them all, itself included. */
export function withOpenApi(tables: readonly RouteTable[]): readonly RouteTable[] {
  const specs = [...tables.flat().map(({ spec }) => spec), openApiRoutes.read];
  const document = z.record(z.string(), z.unknown()).parse(describe(specs));
  return [...tables, [handle(openApiRoutes.read, { handler: async () => ok(document) })]];
}

function describe(specs: readonly RouteSpec[]): unknown {
  const paths: ZodOpenApiPathsObject = {};
  for (const spec of specs) {
    const path = spec.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [spec.method.toLowerCase()]: operation(spec) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Hearthline',
      version: String(PROTOCOL_VERSION),
      description:
        'The HTTP part of the protocol. Requests other than GET and HEAD must carry an allowed Origin, but for those of a sender with a key; bodies are application/json with no unknown fields.',
    },
    servers: [{ url: '/api/v1' }],
    paths,
    components: {
      securitySchemes: {
        staffSession: { type: 'apiKey', in: 'cookie', name: '__Host-hearthline' },
        senderKey: { type: 'http', scheme: 'bearer' },
      },
    },
  });
}

function operation(spec: RouteSpec): ZodOpenApiOperationObject {
  const { method, path, summary, allow, params, query, errors } = spec;
  const isPublic = relationsFor(allow, 'public').length > 0;
  const any: readonly ErrorCode[] = [
    'bad_request',
    'internal',
    ...(isPublic ? [] : SIGNED_IN),
    ...(method === 'GET' ? [] : CHANGING),
  ];
  const answer = answerOf(spec);
  return {
    operationId: `${method.toLowerCase()}${path.replaceAll(/[^a-z]+(\w?)/gi, (_all, next: string) => next.toUpperCase())}`,
    summary,
    'x-permission': allow,
    ...(spec.byKey ? { security: [{ senderKey: [] }] } : isPublic ? {} : { security: [{ staffSession: [] }] }),
    requestParams: {
      ...(params instanceof z.ZodObject ? { path: params } : {}),
      ...(query instanceof z.ZodObject ? { query } : {}),
    },
    ...(['POST', 'PUT', 'PATCH'].includes(method) ? { requestBody: { required: true, content: contentOf(spec) } } : {}),
    responses: {
      ...(answer
        ? { '200': { description: 'Done', content: { [spec.answersText ?? 'application/json']: { schema: answer } } } }
        : { '204': { description: 'Done' } }),
      ...errorResponses([...new Set([...any, ...errors])]),
    },
  };
}

function answerOf({ output, raw, answersText }: RouteSpec): z.ZodType | null {
  return raw || answersText !== undefined || output === null
    ? output
    : z.object({ ok: z.literal(true), value: output });
}

function contentOf({ body, takesStream }: RouteSpec) {
  return takesStream === undefined
    ? { 'application/json': { schema: body } }
    : { [takesStream]: { schema: z.string() } };
}

const SIGNED_IN = ['unauthenticated', 'forbidden', 'not_found'] as const;
const CHANGING = ['forbidden', 'too_large'] as const;

/** One answer a status, naming the codes that may come with it. */
function errorResponses(codes: readonly ErrorCode[]): ZodOpenApiOperationObject['responses'] {
  const statuses = [...new Set(codes.map((code) => ERRORS[code].status))];
  const withStatus = (status: number) => codes.filter((code) => ERRORS[code].status === status);
  return Object.fromEntries(statuses.map((status) => [String(status), errorResponse(withStatus(status))]));
}

function errorResponse(codes: readonly ErrorCode[]) {
  const error = z.object({
    code: z.enum(codes),
    message: z.string(),
    details: z.record(z.string(), z.unknown()).optional(),
  });
  const schema = z.object({ ok: z.literal(false), error });
  return { description: codes.join(', '), content: { 'application/json': { schema } } };
}
