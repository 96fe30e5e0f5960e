/**
 * The only place that binds routes. Each request is judged by its Origin, its session and its permission before its body
 * is read, then parsed, run and answered in one form; what is thrown becomes `internal` with a reference (A1).
 */
import { randomUUID } from 'node:crypto';
import express, { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import { ERRORS, type ErrorCode, type ErrorDetails, wireError } from '../../shared/protocol/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { parse } from './bind-command.ts';
import type { AddressOf } from './client-address.ts';
import type { AccessPort, BoundRoute, HttpCaller, RouteTable, StaffSession } from './http-route.ts';
import { describeError, type Logger } from './logger.ts';
import { isAllowedOrigin } from './origin.ts';
import { isOutage } from './outage.ts';

export interface ApiOptions {
  readonly tables: readonly RouteTable[];
  readonly sessionOf: (cookieHeader: string | undefined) => Promise<StaffSession | null>;
  readonly access: AccessPort;
  readonly addressOf: AddressOf;
  readonly allowedOrigins: readonly string[];
  readonly logger: Logger;
  /** Parses what is answered as well; in tests and development only. */
  readonly checkOutput: boolean;
}

/** `application/json` alone: a form of another site cannot send it unasked. Compressed bodies are refused. */
const readUpTo = (limit: number) => express.json({ limit, type: 'application/json', inflate: false });
const readJson = readUpTo(64 * 1_024);
const readFile = readUpTo(512 * 1_024);

export function apiRouter(options: ApiOptions): Router {
  const router = Router();
  router.use((request, response, next) => {
    response.set('Cache-Control', 'no-store');
    const reads = request.method === 'GET' || request.method === 'HEAD';
    if (reads || isByKey(request) || isAllowedOrigin(request.get('origin'), options.allowedOrigins)) next();
    else refuse(response, 'forbidden');
  });
  for (const each of options.tables.flat()) bind(router, options, each);
  router.use((_request, response) => refuse(response, 'not_found'));
  // An address that cannot be decoded never reaches a route. Four parameters are what Express knows this by.
  const unreadable: ErrorRequestHandler = (_error, _request, response, _next) => refuse(response, 'bad_request');
  router.use(unreadable);
  return router;
}

/** A machine with a key of its own: no browser sends one along unasked, and each says from which page it asks. */
function isByKey(request: Request): boolean {
  const { origin, cookie, authorization } = request.headers;
  return origin === undefined && cookie === undefined && authorization?.startsWith('Bearer ') === true;
}

function bind(router: Router, options: ApiOptions, bound: BoundRoute): void {
  const { method, path } = bound.spec;
  const verb = method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete';
  router[verb](path, (request, response) => {
    run(options, bound, request, response).catch((error: unknown) => {
      if (request.destroyed && !request.complete) return;
      if (isOutage(error) && !response.headersSent) return refuse(response, 'unavailable');
      const reference = randomUUID();
      options.logger.error({ route: `${method} ${path}`, reference, ...describeError(error) }, 'a route failed');
      if (!response.headersSent) refuse(response, 'internal', { reference });
    });
  });
}

async function run(options: ApiOptions, bound: BoundRoute, request: Request, response: Response): Promise<void> {
  const { spec } = bound;
  const session = await options.sessionOf(request.get('cookie'));
  const caller: HttpCaller = {
    actor: session?.role ?? 'public',
    session,
    address: options.addressOf(request),
    authorization: request.get('authorization') ?? null,
    upload: spec.takesStream === undefined ? null : { type: typeOf(request), bytes: piecesOf(request) },
    setHeader: (name, value) => response.append(name, value),
  };
  const accessCaller = { actor: caller.actor, agentId: session?.agentId ?? null };
  const permitted = options.access.permit(spec.allow, accessCaller);
  if (!permitted.ok) return refuse(response, permitted.error.code);
  const input = await readInput(bound, request, response);
  if (!input.ok) return refuse(response, input.error.code, input.error.details);
  const decided = options.access.decide(spec.allow, accessCaller, await bound.held(input.value, caller));
  if (!decided.ok) return refuse(response, decided.error.code);
  const outcome = await bound.handler(input.value, caller);
  // What is left of a file that was refused is let run out, or whoever sends it would never read why.
  if (caller.upload !== null) request.resume();
  if (!outcome.ok) return refuse(response, outcome.error.code, outcome.error.details);
  if (spec.output === null) {
    response.status(204).end();
    return;
  }
  if (options.checkOutput) spec.output.parse(outcome.value);
  if (spec.answersText !== undefined) response.type(`${spec.answersText}; charset=utf-8`).send(outcome.value);
  else response.json(spec.raw ? outcome.value : { ok: true, value: outcome.value });
}

/** Whoever reads no further may still answer: the connection is not cut by that. */
function piecesOf(request: Request): AsyncIterable<Uint8Array> {
  return { [Symbol.asyncIterator]: () => request.iterator({ destroyOnReturn: false }) };
}

function typeOf(request: Request): string {
  const [type = ''] = (request.get('content-type') ?? '').split(';');
  return type.trim().toLowerCase();
}

type Input = Parameters<BoundRoute['handler']>[0];

async function readInput({ spec }: BoundRoute, request: Request, response: Response): Promise<Result<Input>> {
  const params = parse(spec.params, request.params);
  if (!params.ok) return params;
  // The parser of addresses answers an object without a prototype, which is no plain object to a strict schema.
  const query = parse(spec.query, { ...request.query });
  if (!query.ok) return query;
  // Its handler reads it, piece by piece.
  if (spec.takesStream !== undefined) return ok({ params: params.value, query: query.value, body: {} });
  const read = await readBody(request, response, spec.takesFile === true ? readFile : readJson);
  if (!read.ok) return read;
  const body = parse(spec.body, read.value);
  return body.ok ? ok({ params: params.value, query: query.value, body: body.value }) : body;
}

const BODY_WITHIN_MS = 30_000;
const OPTIONAL_BODY = ['GET', 'HEAD', 'DELETE'];

async function readBody(request: Request, response: Response, reader: typeof readJson): Promise<Result<unknown>> {
  const hasBody = request.headers['transfer-encoding'] !== undefined || Number(request.get('content-length') ?? 0) > 0;
  if (!hasBody && OPTIONAL_BODY.includes(request.method)) return ok({});
  if (!request.is('application/json')) return malformed('Send a body of type application/json.');
  // Only a file may take minutes, and it is read elsewhere.
  const slow = setTimeout(() => request.destroy(), BODY_WITHIN_MS);
  try {
    await new Promise<void>((resolve, reject) => {
      reader(request, response, (error?: unknown) => (error ? reject(error) : resolve()));
    });
    return ok(request.body);
  } catch (error) {
    const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
    if (status === 413) return fail('too_large');
    if (typeof status === 'number' && status < 500) return malformed('The body is not readable as JSON.');
    throw error;
  } finally {
    clearTimeout(slow);
  }
}

function malformed(message: string): Result<never> {
  return fail('bad_request', { issues: [{ path: '', message }] });
}

function refuse(response: Response, code: ErrorCode, details?: ErrorDetails): void {
  if (details?.retryAfterMs !== undefined) response.set('Retry-After', String(Math.ceil(details.retryAfterMs / 1_000)));
  response.status(ERRORS[code].status).json({ ok: false, error: wireError(code, details) });
}
