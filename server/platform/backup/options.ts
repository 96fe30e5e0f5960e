/** What the words after `npm run backup --` and `npm run restore --` ask for, or the sentence that says what is missing. */
import { parseArgs } from 'node:util';
import { BackupProblem } from './problem.ts';

export type Files = Readonly<{ main?: string; keys?: string }>;

export type BackupWish =
  | { readonly what: 'help' }
  | { readonly what: 'identity'; readonly path: string }
  | { readonly what: 'backup'; readonly to: Files; readonly recipients: readonly string[] };

export type RestoreWish =
  | { readonly what: 'help' }
  | {
      readonly what: 'restore';
      readonly from: Files;
      readonly identity: string;
      readonly replace: boolean;
      readonly keysOlder: boolean;
    };

const flag = { type: 'boolean' } as const;
const word = { type: 'string' } as const;

export function readBackupWish(words: readonly string[], standing: string | undefined): BackupWish {
  const given = parse(words, {
    help: flag,
    to: word,
    'keys-to': word,
    recipient: { ...word, multiple: true },
    'new-identity': word,
  });
  if (given.help === true) return { what: 'help' };
  if (typeof given['new-identity'] === 'string') return { what: 'identity', path: given['new-identity'] };
  const to = files(given.to, given['keys-to']);
  if (to.main === undefined && to.keys === undefined)
    throw new BackupProblem('Name a file with --to, or one for the keys with --keys-to; --help explains.');
  const named = Array.isArray(given.recipient) ? given.recipient.map(String) : [];
  const recipients = named.length > 0 ? named : (standing ?? '').split(',').filter((each) => each !== '');
  if (recipients.length === 0) {
    throw new BackupProblem(
      'A backup is never written in clear: name who may open it with --recipient age1…, or BACKUP_RECIPIENT; --new-identity makes a pair.',
    );
  }
  return { what: 'backup', to, recipients };
}

export function readRestoreWish(words: readonly string[]): RestoreWish {
  const given = parse(words, {
    ...{ help: flag, from: word, 'keys-from': word, identity: word },
    ...{ replace: flag, 'keys-older': flag },
  });
  if (given.help === true) return { what: 'help' };
  const from = files(given.from, given['keys-from']);
  if (from.main === undefined && from.keys === undefined)
    throw new BackupProblem('Name the file with --from, or the one of the keys with --keys-from; --help explains.');
  if (typeof given.identity !== 'string')
    throw new BackupProblem('Name the file of the secret key that opens the backup with --identity.');
  const { identity, replace = false, 'keys-older': keysOlder = false } = given;
  return { what: 'restore', from, identity, replace: replace === true, keysOlder: keysOlder === true };
}

type Options = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>;

function parse(words: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: false }).values;
  } catch {
    throw new BackupProblem('There is a word that is not understood, or one without its value; --help explains.');
  }
}

function files(main: unknown, keys: unknown): Files {
  return {
    ...(typeof main === 'string' ? { main } : {}),
    ...(typeof keys === 'string' ? { keys } : {}),
  };
}
