/** Staff sign in, ask who they are, and sign out. The session is a cookie that no script can read. */
import { z } from 'zod';
import { empty, id } from '../common.ts';
import { role } from '../desk.ts';
import { route } from './define.ts';

export const account = z.object({ agentId: id, name: z.string(), role, teamId: id }).meta({ id: 'Account' });
export type Account = z.infer<typeof account>;

const signedIn = z.object({ account });

export const credentials = z.strictObject({
  email: z.string().min(3).max(254),
  // Counted before it is hashed, so that a huge password cannot keep the processor busy.
  password: z.string().min(1).max(200),
  code: z.string().min(1).max(16).optional(),
});

export const sessionRoutes = {
  open: route({
    method: 'POST',
    path: '/session',
    summary: 'Sign in; the answer sets the session cookie',
    allow: 'session.open',
    params: empty,
    query: empty,
    body: credentials,
    output: signedIn,
    errors: ['second_factor_required', 'rate_limited'],
  }),
  read: route({
    method: 'GET',
    path: '/session',
    summary: 'Who is signed in',
    allow: 'session.own',
    params: empty,
    query: empty,
    body: empty,
    output: signedIn,
    errors: [],
  }),
  close: route({
    method: 'DELETE',
    path: '/session',
    summary: 'Sign out; connections of this session are closed',
    allow: 'session.own',
    params: empty,
    query: empty,
    body: empty,
    output: null,
    errors: [],
  }),
} as const;
