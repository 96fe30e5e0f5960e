/** Routes of signed-in staff: the binding has refused everybody else, and this tells the types so. */
import type { Relation } from '../../shared/domain/permissions.ts';
import { fail, type Result } from '../../shared/result.ts';
import type { HttpCaller, StaffSession } from './http-route.ts';

export function asStaff<I, T>(work: (input: I, who: StaffSession) => Promise<Result<T>>) {
  return (input: I, { session }: Pick<HttpCaller, 'session'>): Promise<Result<T>> =>
    session ? work(input, session) : Promise.resolve(fail('unauthenticated'));
}

/** What they are to the thing of a route; who is not signed in is nothing to it. */
export function heldByStaff<I>(relations: (input: I, who: StaffSession) => Promise<readonly Relation[]>) {
  return (input: I, { session }: Pick<HttpCaller, 'session'>): Promise<readonly Relation[]> =>
    session ? relations(input, session) : Promise.resolve([]);
}
