/** Runs what only a signed-in member of staff may ask; the binding has refused everybody else, and this tells the types so. */
import { fail, type Result } from '../../shared/result.ts';
import type { HttpCaller, StaffSession } from './http-route.ts';

export function signedIn<T>(
  { session }: Pick<HttpCaller, 'session'>,
  work: (who: StaffSession) => Promise<Result<T>>,
): Promise<Result<T>> {
  return session ? work(session) : Promise.resolve(fail('unauthenticated'));
}
