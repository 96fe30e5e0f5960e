/** What `npm run backup` does: the databases, as they are at one moment, in files that only the recipient can open. */
import { masterKeysFor, withCommandDatabase } from './command-database.ts';
import { backUp, historyWarning, makeIdentity, readBackupWish } from './platform/backup/index.ts';

const HELP = `npm run backup -- --to <file> --keys-to <file> --recipient age1...
npm run backup -- --new-identity <file>

  --to <file>            what the service stores: sealed words, states, records. Keep it for weeks.
  --keys-to <file>       the keys that open those words, wrapped by the master keys. Keep it for days: a conversation that
                         was erased is unreadable in every backup once the keys files from before are gone.
  --recipient <key>      who may open it, an age public key; may be named more than once. Or BACKUP_RECIPIENT.
  --new-identity <file>  makes a pair: the secret key goes into the file, the public key is printed. Keep the file elsewhere.

The service may go on meanwhile. The database is the one of MONGODB_URI and DATABASE_NAME, else the built-in one of
DATA_DIR. The master keys (MASTER_KEYS_FILE) are in neither file, and vouch for both: keep them by themselves, or nothing can
be restored or read again.`;

/** Answers what was written, a line a file. */
export async function backupCommand(
  words: readonly string[],
  env: NodeJS.ProcessEnv,
  say: (line: string) => void,
): Promise<string> {
  const wish = readBackupWish(words, env.BACKUP_RECIPIENT);
  if (wish.what === 'help') return HELP;
  if (wish.what === 'identity') return makeIdentity(wish.path);
  return withCommandDatabase(env, say, async ({ database, names, settings }) => {
    const masterKeys = await masterKeysFor(settings);
    const warning = await historyWarning(database);
    if (warning !== undefined) say(warning);
    const { to, recipients } = wish;
    const written = await backUp({ database, names, to, recipients, masterKeys, now: new Date() });
    return [...written]
      .map(([path, { collections }]) => {
        const documents = collections.reduce((sum, each) => sum + each.documents, 0);
        return `${path}: ${collections.length} collections, ${documents} documents`;
      })
      .join('\n');
  });
}
