/** The routes of the session: sign in, who am I, sign out. */
import { sessionRoutes } from '../../shared/protocol/http/session.ts';
import { fail, ok } from '../../shared/result.ts';
import { type HttpCaller, handle, type RouteTable } from '../platform/http-route.ts';
import { CLEARED_COOKIE, sessionCookie } from './session-cookie.ts';
import { accountOf, type SignInDeps, signIn } from './sign-in.ts';

const own = async ({ session }: HttpCaller) => (session ? (['own'] as const) : []);

export function sessionTable(deps: SignInDeps): RouteTable {
  return [
    handle(sessionRoutes.open, {
      handler: async ({ body }, { address, setHeader }) => {
        const signed = await signIn(deps, body, address);
        if (!signed.ok) return signed;
        setHeader('Set-Cookie', sessionCookie(signed.value.token));
        return ok({ account: signed.value.account });
      },
    }),
    handle(sessionRoutes.read, {
      held: (_input, caller) => own(caller),
      handler: async (_input, { session }) => (session ? ok({ account: accountOf(session) }) : fail('unauthenticated')),
    }),
    handle(sessionRoutes.close, {
      held: (_input, caller) => own(caller),
      handler: async (_input, { session, setHeader }) => {
        if (!session) return fail('unauthenticated');
        await deps.sessions.end(session.agentId, session.sessionId, 'signed_out');
        // Somebody signed in elsewhere too is still at work there.
        if (!(await deps.sessions.has(session.agentId))) await deps.goOffline(session.agentId, 'signed_out');
        setHeader('Set-Cookie', CLEARED_COOKIE);
        return ok(null);
      },
    }),
  ];
}
