/**
 * A file that only the holder of an age identity can read (https://age-encryption.org), as streams: it appears whole
 * under its name or not at all, and one that is cut, changed or for somebody else is refused with a sentence.
 */
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { systemCode } from '../start-problem.ts';
import { BackupProblem } from './problem.ts';

const PIECE_BYTES = 64 * 1024;

export async function writeSealed(
  path: string,
  recipients: readonly string[],
  content: AsyncIterable<Uint8Array>,
): Promise<void> {
  if (existsSync(path)) throw new BackupProblem(`There is a file ${path} already: name another, or move it away.`);
  const encrypter = encrypterFor(recipients);
  const unfinished = `${path}.unfinished-${process.pid}`;
  try {
    const sealed = await encrypter.encrypt(ReadableStream.from(content));
    await pipeline(Readable.fromWeb(sealed), createWriteStream(unfinished, { mode: 0o600, flags: 'wx' }));
    await flush(unfinished);
    await rename(unfinished, path);
    await flush(dirname(path));
  } catch (error) {
    await rm(unfinished, { force: true });
    const code = systemCode(error);
    if (code === undefined) throw error;
    throw new BackupProblem(`The file ${path} cannot be written (${code}): free some space, or name another place.`);
  }
}

export async function* openSealed(path: string, identities: readonly string[]): AsyncGenerator<Uint8Array> {
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  try {
    const file = Readable.toWeb(createReadStream(path, { highWaterMark: PIECE_BYTES }));
    yield* await decrypter.decrypt(file as ReadableStream<Uint8Array>);
  } catch (error) {
    throw new BackupProblem(whyNot(path, error));
  }
}

function whyNot(path: string, error: unknown): string {
  const code = systemCode(error);
  if (code?.startsWith('E') && !code.startsWith('ERR_')) return `The file ${path} cannot be read (${code}).`;
  if (error instanceof Error && /no identity matched/.test(error.message)) {
    return `The file ${path} was sealed for another key: use the identity that belongs to its recipient.`;
  }
  return `The file ${path} is not a whole sealed file: it was cut short, damaged or changed. Use another copy.`;
}

function encrypterFor(recipients: readonly string[]): Encrypter {
  const encrypter = new Encrypter();
  for (const recipient of recipients) {
    try {
      encrypter.addRecipient(recipient);
    } catch {
      throw new BackupProblem('A recipient must be a public key that begins with age1.');
    }
  }
  return encrypter;
}

/** The secret keys in a file as `age-keygen` writes it: one a line, comments begin with #. */
export async function readIdentities(path: string): Promise<readonly string[]> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new BackupProblem(`The identity file ${path} cannot be read (${systemCode(error) ?? 'unknown reason'}).`);
  });
  const lines = text.split('\n').map((line) => line.trim());
  const secrets = lines.filter((line) => line !== '' && !line.startsWith('#'));
  if (secrets.length === 0 || !(await Promise.all(secrets.map(isIdentity))).every(Boolean)) {
    throw new BackupProblem(`The identity file ${path} holds no secret key that begins with AGE-SECRET-KEY-1.`);
  }
  return secrets;
}

const isIdentity = (secret: string): Promise<boolean> =>
  identityToRecipient(secret).then(
    () => true,
    () => false,
  );

/** Makes a pair: the secret goes into a new file of its owner's, the public key is returned. */
export async function makeIdentity(path: string): Promise<string> {
  const secret = await generateX25519Identity();
  const recipient = await identityToRecipient(secret);
  await writeFile(path, `# public key: ${recipient}\n${secret}\n`, { mode: 0o600, flag: 'wx' }).catch(
    (error: unknown) => {
      throw new BackupProblem(`The identity file ${path} cannot be made (${systemCode(error) ?? 'unknown reason'}).`);
    },
  );
  return recipient;
}

/** A name that stands for nothing after a power cut is worse than no backup. */
async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
