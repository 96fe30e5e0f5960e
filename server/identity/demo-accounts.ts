/**
 * Accounts of the demonstration: made only where the database has none, with random passwords, and never reset. They are
 * written down for their owner before they are stored, so that a crash between the two locks nobody out.
 */
import type { Role } from '../../shared/protocol/desk.ts';
import type { Database } from '../platform/mongo.ts';
import type { Ids } from '../platform/ports.ts';
import { withLease } from '../platform/with-lease.ts';
import type { Accounts } from './accounts.store.ts';

export interface DemoAccount {
  readonly email: string;
  readonly password: string;
  readonly role: Role;
  readonly name: string;
  readonly teamId: string;
  readonly skills: readonly string[];
}

interface Person {
  readonly name: string;
  readonly realName: string;
  readonly role: Role;
  readonly skills: readonly string[];
  readonly languages: readonly string[];
}

function person(role: Role, realName: string, skills: string, languages = 'en'): Person {
  const [name = realName] = realName.split(' ');
  return { name, realName, role, skills: skills.split(' ').filter(Boolean), languages: languages.split(' ') };
}

/** Invented people, as a helpline's staff might be. */
const PEOPLE: readonly Person[] = [
  person('agent', 'Amara Okafor', 'domestic_abuse young_people', 'en ig'),
  person('agent', 'Ben Whitcombe', 'stalking domestic_abuse'),
  person('agent', 'Chloe Marsden', 'young_people sexual_violence'),
  person('agent', 'Daljit Gill', 'hate_crime domestic_abuse', 'en pa'),
  person('agent', 'Ewa Nowicka', 'domestic_abuse fraud', 'en pl'),
  person('agent', 'Farah Rahman', 'hate_crime young_people', 'en bn ur'),
  person('agent', 'George Tennant', 'fraud bereavement'),
  person('agent', 'Hana Yusuf', 'sexual_violence hate_crime', 'en so ar'),
  person('agent', 'Iulia Petrescu', 'stalking sexual_violence', 'en ro'),
  person('agent', 'Jamie Sutton', 'hate_crime stalking young_people'),
  person('agent', 'Kwame Mensah', 'bereavement young_people', 'en fr'),
  person('agent', 'Lucy Fairbrass', 'fraud stalking', 'en cy'),
  person('supervisor', 'Maureen Ashdown', 'domestic_abuse young_people'),
  person('supervisor', 'Nikhil Rao', 'sexual_violence hate_crime', 'en hi'),
  person('safeguarding_lead', 'Oonagh Brennan', 'young_people domestic_abuse sexual_violence'),
  person('coordinator', 'Priya Nair', 'domestic_abuse', 'en ml'),
  person('data_protection', 'Quentin Hale', ''),
  person('administrator', 'Ruth Adeyemi', ''),
  person('commissioner', 'Samir Haddad', ''),
  person('partner', 'Tess Lindqvist', ''),
];

/** In every pack's demonstration: the partner that works in our portal, where a person answers. */
const DEMO_PARTNER = 'demo-portal-partner';

const CAPACITY = 3;
/** 18 bytes are 24 letters: long enough to guess never, short enough to copy. */
const PASSWORD_BYTES = 18;

export interface DemoAccountsOptions {
  readonly database: Database;
  readonly accounts: Accounts;
  readonly ids: Ids;
  /** Agents are spread over these in turn; everybody else is in the first, where the conversations are. */
  readonly teamIds: readonly string[];
  /** Writes the passwords down, for their owner alone. */
  readonly keep: (accounts: readonly DemoAccount[]) => Promise<void>;
}

/** Empty where the database has accounts already, whoever made them. */
export function createDemoAccounts(options: DemoAccountsOptions): Promise<readonly DemoAccount[]> {
  const { database, accounts, ids, teamIds, keep } = options;
  return withLease(database, 'demo-accounts', async () => {
    if ((await accounts.count()) > 0) return [];
    const made = PEOPLE.map((each, index) => ({
      ...each,
      email: `${each.name.toLowerCase()}@hearthline.example`,
      password: ids.bytes(PASSWORD_BYTES).toString('base64url'),
      teamId: teamIds[each.role === 'agent' ? index % teamIds.length : 0] ?? 'main',
      capacity: CAPACITY,
      maximumCapacity: CAPACITY,
      ...(each.role === 'partner' ? { partnerId: DEMO_PARTNER } : {}),
    }));
    const shown = made.map(({ email, password, role, name, teamId, skills }) => ({
      ...{ email, password, role, name },
      ...{ teamId, skills },
    }));
    await keep(shown);
    const created = await accounts.createAll(made, { id: 'start', role: 'system' });
    if (!created.ok) throw new Error(`The demonstration accounts could not be made (${created.error.code}).`);
    return shown;
  });
}
