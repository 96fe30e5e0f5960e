/** What `npm run restore` does: fills an empty database from a backup, compares every document, keeps all of it or nothing. */
import { collections } from './collections.ts';
import { masterKeysFor, withCommandDatabase } from './command-database.ts';
import { countWithoutKey } from './conversations/index.ts';
import { type Forgotten, forgetRestored, sayForgotten } from './forget-restored.ts';
import { readIdentities, readRestoreWish, restore } from './platform/backup/index.ts';
import { assertKeysOpen } from './platform/sealing.store.ts';

const HELP = `npm run restore -- --from <file> --keys-from <file> --identity <file> [--replace] [--keys-older]

  --from <file>       a backup of what the service stores.
  --keys-from <file>  a backup of the keys. Take the newest there is: what was erased before it was made stays unreadable.
  --identity <file>   the secret key that opens them (AGE-SECRET-KEY-1...), as age-keygen or --new-identity writes it.
  --replace           loses what the database holds now; without it only an empty database is filled.
  --keys-older        takes a keys file from before the main file; what began in between can never be read.

Every node must be stopped, and the master keys (MASTER_KEYS_FILE) be those of the backup: they vouch for each file. A file is
read to its end before anything is changed. From then on what the database held is gone, also when the restore fails (a full
disk, MongoDB away): it is left empty with a mark, and the server does not start. Then every document is compared with
what the backup says. Nobody is signed in afterwards, staff or visitor, and no referral leaves before a lead has decided it: what
was taken back since the backup is not known any more.`;

/** Answers what was restored, a line a collection. */
export async function restoreCommand(
  words: readonly string[],
  env: NodeJS.ProcessEnv,
  say: (line: string) => void,
): Promise<string> {
  const wish = readRestoreWish(words);
  if (wish.what === 'help') return HELP;
  const identities = await readIdentities(wish.identity);
  return withCommandDatabase(env, say, async ({ database, names, settings }) => {
    const { from, replace, keysOlder } = wish;
    const masterKeys = await masterKeysFor(settings);
    const now = new Date();
    let forgotten: Forgotten | undefined;
    const forget = async (): Promise<void> => {
      forgotten = await forgetRestored(database, now.getTime());
    };
    const restored = await restore({
      ...{ database, names, from, replace, keysOlder, identities, masterKeys, collections, forget, now },
      sayMadeAt: (path, madeAt) => say(`${path} was made at ${madeAt}`),
    });
    if (forgotten !== undefined) for (const sentence of sayForgotten(forgotten)) say(sentence);
    await assertKeysOpen(database, masterKeys).catch((error: unknown) =>
      say(error instanceof Error ? error.message : ''),
    );
    const unreadable = await countWithoutKey(database);
    if (unreadable > 0) say(`${unreadable} conversations have no key: nobody can read them.`);
    return [...restored.values()]
      .flatMap((manifest) => manifest.collections)
      .map(({ name, documents, sha256 }) => `${name}: ${documents} documents, the same (${sha256.slice(0, 12)})`)
      .join('\n');
  });
}
