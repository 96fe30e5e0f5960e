/** Staff besides those of the demonstration, made by the product's own use case: a scenario has as many as it needs. */
import { randomBytes } from 'node:crypto';
import { readConfig, withDatabases } from '../../server/config.ts';
import { openAccountsOffice } from '../support/accounts-office.ts';
import type { TestAccount } from '../support/start-server.ts';
import type { Cluster } from './cluster.ts';

/** So many of a role in all, each with the demonstration's three places; the demonstration's own come first. */
export async function staffInAll(
  cluster: Cluster,
  role: 'agent' | 'supervisor',
  count: number,
): Promise<readonly TestAccount[]> {
  const known = cluster.accounts.filter((each) => each.role === role).slice(0, count);
  const further = Array.from({ length: count - known.length }, (_, index) => ({
    ...{ email: `${role}${index}@hearthline.example`, password: randomBytes(18).toString('base64url') },
    ...{ role, name: `Further ${role} ${index}`, teamId: cluster.account('agent', 0).teamId },
  }));
  const made = further.map((each) => ({
    ...{ ...each, realName: each.name },
    ...{ skills: [], languages: ['en'], capacity: 3, maximumCapacity: 3 },
  }));
  const office = await openAccountsOffice(configOf(cluster));
  try {
    const created = await office.accounts.createAll(made, { id: 'chaos', role: 'system' });
    if (!created.ok) throw new Error(`The further staff could not be made: ${created.error.code}.`);
  } finally {
    await office.close();
  }
  return [...known, ...further];
}

function configOf({ mongo, valkey, databaseName, masterKeysFile, dataDir }: Cluster) {
  const read = readConfig({
    MONGODB_URI: mongo.uri,
    REDIS_URL: valkey.url,
    DATABASE_NAME: databaseName,
    MASTER_KEYS_FILE: masterKeysFile,
    DATA_DIR: dataDir,
  });
  if (!read.ok) throw new Error(read.problems.join(' '));
  return withDatabases(read.value, {});
}
