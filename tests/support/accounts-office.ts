/** Accounts of a running installation changed from beside it, by the product's own use cases, as `npm run admin` does. */
import { createAudit } from '../../server/audit/index.ts';
import { composePlatform } from '../../server/compose-platform.ts';
import type { Config } from '../../server/config.ts';
import { type Accounts, createAccounts, createPasswords, createSessions } from '../../server/identity/index.ts';

export interface AccountsOffice {
  readonly accounts: Accounts;
  close(): Promise<void>;
}

export async function openAccountsOffice(config: Config): Promise<AccountsOffice> {
  const { database, sealing, masterKeys, signals, ids, clock, close } = await composePlatform(config);
  const now = () => clock.now();
  const sessions = createSessions({ database, signals, ids, now });
  const passwords = await createPasswords();
  const audit = createAudit(database, now);
  return {
    accounts: createAccounts({ database, sealing, masterKeys, audit, passwords, sessions, ids, now }),
    close,
  };
}
