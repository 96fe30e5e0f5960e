import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { handle } from '../../server/platform/http-route.ts';
import { type Action, type Actor, type Relation, relationsFor } from '../../shared/domain/permissions.ts';
import { ROLES } from '../../shared/protocol/desk.ts';
import type { RouteSpec } from '../../shared/protocol/http/define.ts';
import { fail } from '../../shared/result.ts';
import { testDatabase } from '../support/database.ts';
import { type HttpRig, httpRig } from '../support/http-rig.ts';

/** Every route that is declared, found by its file, so that a new one is in the matrix without a line here. */
const modules = import.meta.glob<Record<string, unknown>>('../../shared/protocol/http/*.ts', { eager: true });
const declared = Object.values(modules)
  .flatMap((module) => Object.values(module))
  .filter((each): each is Record<string, RouteSpec> => typeof each === 'object' && each !== null)
  .flatMap((table) => Object.values(table))
  .filter((each) => typeof each === 'object' && each !== null && 'method' in each && 'allow' in each);

/** What the caller is to the thing, in this round of the matrix. */
let held: readonly Relation[] = [];

/** Reached the handler: no other answer of the binding is a conflict. */
const reached = 409;

const anything = z.record(z.string(), z.unknown());
const tables = [
  declared
    .filter(({ path }) => path !== '/openapi.json' && path !== '/session')
    .map((spec) =>
      handle(
        // Any input will do here: what each route takes is tested with the route.
        { ...spec, path: `/matrix${spec.path}`, params: anything, query: anything, body: anything },
        { held: async () => held, handler: async () => fail('conflict') },
      ),
    ),
];

const at = testDatabase();
let rig: HttpRig;
const cookies = new Map<Actor, string>();

beforeAll(async () => {
  rig = await httpRig(at, { tables });
  for (const role of ROLES) cookies.set(role, (await rig.signedIn(role)).cookie);
});
afterAll(() => rig.close());

function ask({ method, path }: RouteSpec, actor: Actor, origin?: string | null) {
  const cookie = cookies.get(actor);
  return rig.ask(method, `/api/v1/matrix${path.replaceAll(/:\w+/g, 'x')}`, {
    ...(cookie === undefined ? {} : { cookie }),
    ...(origin === undefined ? {} : { origin }),
    ...(method === 'GET' ? {} : { body: {} }),
  });
}

const routes = tables.flat().map(({ spec }) => ({
  name: `${spec.method} ${spec.path.slice('/matrix'.length)}`,
  spec: { ...spec, path: spec.path.slice('/matrix'.length) },
}));

function expected(action: Action, actor: Actor, relations: readonly Relation[]): number {
  if (relationsFor(action, 'public').includes('any')) return reached;
  if (actor === 'public') return 401;
  const wanted = relationsFor(action, actor);
  if (wanted.length === 0) return 403;
  return wanted.includes('any') || wanted.some((each) => relations.includes(each)) ? reached : 404;
}

describe('the access matrix of HTTP', () => {
  it('knows of routes', () => {
    expect(declared.length).toBeGreaterThanOrEqual(6);
  });

  it.each(routes)('[A1] $name is decided by role and relation, and by nothing else', async ({ spec }) => {
    for (const relations of [[], ['own'], ['holder'], ['team']] as const) {
      held = relations;
      for (const actor of [...ROLES, 'public'] as const) {
        const answer = await ask(spec, actor);
        expect(answer.status, `${actor} as ${relations.join() || 'nobody'}`).toBe(
          expected(spec.allow, actor, relations),
        );
      }
    }
  });

  it.each(routes.filter(({ spec }) => spec.method !== 'GET'))(
    '$name refuses a foreign Origin and a missing one, whoever is signed in',
    async ({ spec }) => {
      for (const origin of ['https://evil.example', 'null', `${rig.url}.evil.example`, null]) {
        const answer = await ask(spec, 'supervisor', origin);
        expect(answer.status).toBe(403);
        expect(answer.body).toMatchObject({ ok: false, error: { code: 'forbidden' } });
        expect(Object.keys(answer.body)).toEqual(['ok', 'error']);
      }
    },
  );

  it('[A1] does not start with a route whose permission nobody wrote', () => {
    const [some] = declared;
    if (!some) throw new Error('There is no route.');
    const unruled = { ...some, allow: 'toString' } as unknown as RouteSpec;
    expect(() => handle(unruled, { handler: async () => fail('conflict') })).toThrow(/no permission rule/);
  });

  it('records a denial with the action and the role, not with what was sent', async () => {
    const records = rig.database.connection.collection('audit');
    const before = await records.countDocuments({ action: 'access.deny' });
    const spec = routes.find((each) => relationsFor(each.spec.allow, 'commissioner').length === 0)?.spec;
    if (!spec) return;
    await ask(spec, 'commissioner');
    // Denials of the stories before may still be on their way.
    await expect.poll(() => records.countDocuments({ action: 'access.deny' })).toBeGreaterThan(before);
  });
});
