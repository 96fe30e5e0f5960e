/**
 * Shows that a backup was made by an installation with our master keys: age seals for a public key, so that anybody could
 * make a whole valid file of their own and lay it where backups lie.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { MasterKeys } from '../master-keys.ts';
import type { Authorship, BackupHeader, CollectionSum } from './manifest.ts';
import { BackupProblem } from './problem.ts';

const PURPOSE = 'backup-manifest';

interface Said {
  readonly header: BackupHeader;
  readonly collections: readonly CollectionSum[];
}

export function signed(keys: MasterKeys, said: Said): Authorship {
  const kid = keys.currentKid;
  return { kid, mac: macOf(keys, kid, said).toString('hex') };
}

/** A sentence for whoever restores, unless it is ours. */
export function assertOurs(keys: MasterKeys, path: string, said: Said, { kid, mac }: Authorship): void {
  if (!keys.kids.includes(kid)) {
    throw new BackupProblem(
      `The file ${path} was made with a master key (${kid}) that is not in MASTER_KEYS_FILE: put the file of its installation in place.`,
    );
  }
  if (timingSafeEqual(macOf(keys, kid, said), Buffer.from(mac, 'hex'))) return;
  throw new BackupProblem(
    `The file ${path} was not made by an installation with these master keys: somebody else made it, or it was changed. Use another copy.`,
  );
}

function macOf(keys: MasterKeys, kid: string, { header, collections }: Said): Buffer {
  const { format, contents, madeAt } = header;
  const sums = collections.map(({ name, documents, sha256 }) => [name, documents, sha256]);
  return createHmac('sha256', keys.derive(PURPOSE, kid))
    .update(JSON.stringify([format, contents, madeAt, sums]))
    .digest();
}
