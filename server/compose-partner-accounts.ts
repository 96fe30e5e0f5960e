/** Accounts of people at partners, over identity and the recipients that are valid today. */
import type { Duties } from './compose-duties.ts';
import type { Identity } from './compose-identity.ts';
import type { Platform } from './compose-platform.ts';
import { createPartnerAccountRoutes } from './identity/index.ts';
import type { Partners } from './partners/index.ts';
import type { RouteTable } from './platform/http-route.ts';

export interface PartnerAccountParts {
  readonly duties: Pick<Duties, 'audit'>;
  readonly identity: Pick<Identity, 'accounts'>;
  readonly partners: Pick<Partners, 'list'>;
}

export function composePartnerAccounts(
  { clock, ids }: Pick<Platform, 'clock' | 'ids'>,
  { duties, identity, partners }: PartnerAccountParts,
): RouteTable {
  return createPartnerAccountRoutes({
    ...{ accounts: identity.accounts, audit: duties.audit, ids },
    recipients: () =>
      partners.list(clock.now()).map(({ recipient: { recipientId, name, channel }, usable }) => ({
        ...{ recipientId, name, usable, byPortal: channel.type === 'portal' },
      })),
  });
}
