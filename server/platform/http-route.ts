/**
 * A route as a duty delivers it: the declaration of `shared/protocol/http` with its handler. The binding (parsing,
 * permission, errors) is done once for all in `bind-routes.http.ts`. A route without a permission rule does not
 * compile, and does not start (A1).
 */
import type { z } from 'zod';
import { type Action, type Actor, PERMISSIONS, type Relation } from '../../shared/domain/permissions.ts';
import type { Role } from '../../shared/protocol/desk.ts';
import type { RouteSpec } from '../../shared/protocol/http/define.ts';
import type { Result } from '../../shared/result.ts';

/** A live session of staff, as both HTTP and the socket see it. */
export interface StaffSession {
  readonly sessionId: string;
  readonly agentId: string;
  readonly role: Role;
  readonly teamId: string;
  /** The chosen first name. */
  readonly name: string;
  /** For an account of role `partner`: the recipient that it receives for. Without it such an account sees nothing. */
  readonly partnerId?: string | null;
}

export interface Upload {
  /** Without parameters and in small letters; an empty text where none was said. */
  readonly type: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

export interface HttpCaller {
  readonly actor: Actor;
  readonly session: StaffSession | null;
  /** For limits only, as a keyed digest: never stored and never logged. */
  readonly address: string;
  /** The header `Authorization`, for routes that are opened by a key. */
  readonly authorization: string | null;
  /** A file as it comes, for routes that take one (`takesStream`); null for all others. */
  readonly upload: Upload | null;
  /** Header fields to add to the answer, such as a cookie. */
  readonly setHeader: (name: string, value: string) => void;
}

type Parsed<S extends RouteSpec> = {
  readonly params: z.infer<S['params']>;
  readonly query: z.infer<S['query']>;
  readonly body: z.infer<S['body']>;
};

/** What `value` of a route's answer holds. */
export type ValueOf<S extends RouteSpec> = S['output'] extends z.ZodType ? z.infer<S['output']> : null;

export interface RouteHandling<S extends RouteSpec> {
  /** The relations that the caller really has to the thing; without this, none: only rules of `any` let it pass. */
  readonly held?: (input: Parsed<S>, caller: HttpCaller) => Promise<readonly Relation[]>;
  readonly handler: (input: Parsed<S>, caller: HttpCaller) => Promise<Result<ValueOf<S>>>;
}

/** A route whose types are checked and forgotten: a table holds routes of many shapes. */
export interface BoundRoute {
  readonly spec: RouteSpec;
  readonly held: (input: Parsed<RouteSpec>, caller: HttpCaller) => Promise<readonly Relation[]>;
  readonly handler: (input: Parsed<RouteSpec>, caller: HttpCaller) => Promise<Result<unknown>>;
}

export type RouteTable = readonly BoundRoute[];

/** What the binding needs to know of who may do what; `identity` decides. */
export interface AccessPort {
  permit(action: Action, caller: AccessCaller): Result<null>;
  decide(action: Action, caller: AccessCaller, held: readonly Relation[]): Result<null>;
}

export interface AccessCaller {
  readonly actor: Actor;
  readonly agentId: string | null;
}

const NONE: readonly Relation[] = [];

export function handle<S extends RouteSpec>(spec: S, handling: RouteHandling<S>): BoundRoute {
  if (!Object.hasOwn(PERMISSIONS, spec.allow)) {
    throw new Error(`The route ${spec.method} ${spec.path} has no permission rule. Add one to permissions.ts.`);
  }
  return {
    spec,
    held: (input, caller) => handling.held?.(input as Parsed<S>, caller) ?? Promise.resolve(NONE),
    handler: (input, caller) => handling.handler(input as Parsed<S>, caller),
  };
}
