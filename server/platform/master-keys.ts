/**
 * The installation's master keys: a small file that never enters a database or a backup. The first key wraps new data
 * keys; the others still open old ones. All other secrets derive from them by purpose.
 */
import { hkdfSync, randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';

const file = z
  .array(
    z.strictObject({
      kid: z.string().min(1).max(32),
      key: z.base64().refine((k) => Buffer.from(k, 'base64').length === 32),
    }),
  )
  .min(1);

export interface MasterKeys {
  readonly currentKid: string;
  /** Every key there is, the current one first: a keyed digest made before a rotation is still found. */
  readonly kids: readonly string[];
  key(kid: string): Buffer | undefined;
  /** A secret of 32 bytes for one purpose, from the key `kid` (the current one unless told). */
  derive(purpose: string, kid?: string): Buffer;
}

export async function readMasterKeys(path: string, mayCreate: boolean): Promise<MasterKeys> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' && mayCreate) return createFile(path);
    throw new Error(
      `The master keys file ${path} cannot be read (${error.code ?? 'unknown'}). Put it in place or set MASTER_KEYS_FILE.`,
    );
  });
  const parsed = file.safeParse(parseJson(text));
  if (!parsed.success) {
    throw new Error(`The master keys file ${path} is not a list of {kid, key} with keys of 32 bytes in base64.`);
  }
  return masterKeysOf(parsed.data.map(({ kid, key }) => ({ kid, key: Buffer.from(key, 'base64') })));
}

export function masterKeysOf(list: readonly { readonly kid: string; readonly key: Buffer }[]): MasterKeys {
  const byKid = new Map(list.map(({ kid, key }) => [kid, key]));
  const [first] = list;
  if (!first) throw new Error('At least one master key is needed.');
  return {
    currentKid: first.kid,
    kids: [...byKid.keys()],
    key: (kid) => byKid.get(kid),
    derive: (purpose, kid = first.kid) => {
      const key = byKid.get(kid);
      if (!key) throw new Error(`The master key ${kid} is not in the master keys file.`);
      return Buffer.from(hkdfSync('sha256', key, 'hearthline', purpose, 32));
    },
  };
}

async function createFile(path: string): Promise<string> {
  const kid = `mk-${new Date().toISOString().slice(0, 10)}`;
  const text = `${JSON.stringify([{ kid, key: randomBytes(32).toString('base64') }])}\n`;
  const temporary = `${path}.${process.pid}`;
  await writeFile(temporary, text, { mode: 0o600 });
  await rename(temporary, path);
  return text;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
