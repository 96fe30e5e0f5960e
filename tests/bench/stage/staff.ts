/** Accounts of agents, made as `npm run admin` makes one, and signed in over HTTP as the console does. */
import { randomBytes } from 'node:crypto';
import { createAudit } from '../../../server/audit/index.ts';
import { composePlatform } from '../../../server/compose-platform.ts';
import type { Config } from '../../../server/config.ts';
import { createAccounts, createPasswords, createSessions } from '../../../server/identity/index.ts';
import type { Role } from '../../../shared/protocol/desk.ts';
import type { Desk } from '../load/talk.ts';

export interface StaffOrder {
  readonly agents: number;
  readonly role: Role;
  readonly capacity: number;
}

export async function createStaff(config: Config, urls: readonly string[], order: StaffOrder): Promise<Desk[]> {
  const people = Array.from({ length: order.agents }, (_, index) => ({
    email: `agent${index}@bench.example`,
    password: randomBytes(18).toString('base64url'),
  }));
  await createAll(config, people, order);
  const desks: Desk[] = [];
  for (const [index, person] of people.entries()) {
    const url = urls[index % urls.length] ?? '';
    desks.push({ url, cookie: await signIn(url, person) });
  }
  return desks;
}

type Person = Readonly<{ email: string; password: string }>;

async function createAll(config: Config, people: readonly Person[], { role, capacity }: StaffOrder): Promise<void> {
  const platform = await composePlatform(config);
  try {
    const { database, sealing, masterKeys, signals, ids, clock } = platform;
    const now = () => clock.now();
    const sessions = createSessions({ database, signals, ids, now });
    const audit = createAudit(database, now);
    const passwords = await createPasswords();
    const accounts = createAccounts({ database, sealing, masterKeys, audit, passwords, sessions, ids, now });
    const made = people.map((person, index) => ({
      ...person,
      ...{ role, name: `Agent ${index}`, realName: `Agent ${index}`, teamId: 'main' },
      ...{ skills: [], languages: ['en'], capacity, maximumCapacity: Math.max(20, capacity) },
    }));
    const outcome = await accounts.createAll(made, { id: 'bench', role: 'system' });
    if (!outcome.ok) throw new Error(`The agents could not be made: ${outcome.error.code}.`);
  } finally {
    await platform.close();
  }
}

async function signIn(url: string, person: Person): Promise<string> {
  const response = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: new URL(url).origin },
    body: JSON.stringify(person),
  });
  if (!response.ok) throw new Error(`Signing in was refused with ${response.status}.`);
  return response.headers
    .getSetCookie()
    .map((each) => each.split(';')[0] ?? '')
    .join('; ');
}
