/** Cases in a test: asked for over HTTP, as the console does, by whoever is signed in. */
import { randomUUID } from 'node:crypto';
import type { Reply } from '../../shared/protocol/errors.ts';
import type { CaseView, NewCase } from '../../shared/protocol/http/cases.ts';
import type { SignedIn } from './connect.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Asked<T> {
  readonly status: number;
  readonly body: Reply<T>;
}

export async function askAs<T>(
  url: string,
  who: SignedIn | null,
  method: Method,
  path: string,
  body?: unknown,
): Promise<Asked<T>> {
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: {
      origin: url,
      ...(who === null ? {} : { cookie: who.cookie }),
      ...(method === 'GET' ? {} : { 'content-type': 'application/json' }),
    },
    ...(method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) }),
  });
  return { status: response.status, body: (await response.json()) as Reply<T> };
}

/** The value, or an error that says what was refused and why. */
export async function valueFrom<T>(asked: Promise<Asked<T>>): Promise<T> {
  const { status, body } = await asked;
  if (body.ok) return body.value;
  throw new Error(`refused (${status}): ${body.error.code} ${JSON.stringify(body.error.details ?? {})}`);
}

export type SomeOfACase = Partial<Omit<NewCase, 'person'>> & { readonly person?: Partial<NewCase['person']> };

/** Nothing but a name: what a test needs more it gives. */
export function aNewCase(given: SomeOfACase = {}): NewCase {
  const { person, ...rest } = given;
  return {
    clientId: randomUUID(),
    agreement: { how: 'by_phone', said: 'canary: you may keep my name to help me' },
    conversationId: null,
    channel: 'phone_in',
    ...rest,
    person: {
      ...{ name: 'Canary Okafor', preferredName: null, pronouns: null, dateOfBirth: null, birthYear: null },
      ...{ ageBand: null, note: null },
      ...person,
    },
  };
}

export async function makeCase(url: string, who: SignedIn, given: SomeOfACase = {}): Promise<CaseView> {
  const made = await valueFrom(askAs<{ case: CaseView }>(url, who, 'POST', '/cases', aNewCase(given)));
  return made.case;
}

/** A section of a case as it stands. */
export function sectionOf<S extends CaseView['sections'][number]['section']>(view: CaseView, section: S) {
  const found = view.sections.find((each) => each.section === section);
  if (!found) throw new Error(`The case has no section ${section}.`);
  return found as Extract<CaseView['sections'][number], { section: S }>;
}
