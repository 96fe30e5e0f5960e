/** Coming back by a reference and six words, over the conversations, cases and referrals that it may stop. */
import { createHmac } from 'node:crypto';
import { SAFE_CONTACT_ITEM } from '../shared/domain/safe-contact.ts';
import { type CasesDeps, eraseByCase } from './cases/index.ts';
import type { Duties } from './compose-duties.ts';
import type { Identity } from './compose-identity.ts';
import type { Platform } from './compose-platform.ts';
import { publicFrame } from './compose-public.ts';
import type { Referrals } from './compose-referrals.ts';
import { returningPeople } from './compose-returning-people.ts';
import type { ServiceInForce } from './compose-service.ts';
import type { Config } from './config.ts';
import { type ConsentsStore, createConsentsStore } from './consent/index.ts';
import { createPasswords } from './identity/index.ts';
import { createAddressOf } from './platform/client-address.ts';
import { createOutboxStore } from './referrals/index.ts';
import {
  createPhrasesStore,
  createReferenceIndex,
  createRequestsStore,
  createReturning,
  createReturnsStore,
  createTriesStore,
  type Returning,
  type ReturningDeps,
  returnPhrasesSpec,
  returnsSpec,
  type SharingPort,
  withdrawalRequestsSpec,
} from './returning/index.ts';

export interface ReturningParts {
  readonly platform: Platform;
  readonly duties: Duties;
  readonly identity: Identity;
  readonly service: ServiceInForce;
  readonly cases: CasesDeps;
  readonly referrals: Pick<Referrals, 'sharing'>;
}

/** Of one place that are judged; more wait, and nobody sees it. */
const TRIES_AN_HOUR = 5;
/** Of one place that come in their turn; past it those of all other places go first, and nobody sees it. */
const TRIES_A_MINUTE_IN_TURN = 10;
/** Of the whole service; past it each waits, and none is refused. */
const TRIES_A_MINUTE = 120;
const SLOWED_AT_MOST_MS = 2_000;
/** A worker who reads them wrong a few times goes on; one who tries them out does not. */
const CHECKS_AN_HOUR_OF_A_WORKER = 10;
const CHECKS_AN_HOUR_OF_A_REFERENCE = 5;

export async function composeReturning(config: Config, parts: ReturningParts): Promise<Returning> {
  const { platform, duties, identity, service, cases } = parts;
  const { database, sealing, clock, ids, logger, masterKeys } = platform;
  const [ofAddress, inTurn, ofAll] = [
    identity.limits.limiter({ name: 'returning', points: TRIES_AN_HOUR, seconds: 3_600 }),
    identity.limits.limiter({ name: 'returning-in-turn', points: TRIES_A_MINUTE_IN_TURN, seconds: 60 }),
    identity.limits.limiter({ name: 'returning-all', points: TRIES_A_MINUTE, seconds: 60 }),
  ];
  const deps: ReturningDeps = {
    ...{ database, clock, ids, logger, audit: duties.audit, keptOut: duties.keptOut, alerts: duties.safeguarding },
    phrases: createPhrasesStore(database),
    tries: createTriesStore(database, sealing),
    requests: createRequestsStore(database),
    returns: createReturnsStore(database),
    references: createReferenceIndex(masterKeys),
    // Of its own: whoever floods this page keeps no member of staff from signing in.
    passwords: await createPasswords(),
    people: returningPeople({ platform, duties, cases }),
    sharing: sharing(parts),
    publicOrigin: config.publicOrigin,
    bytesFor: (label) => createHmac('sha512', masterKeys.derive('return-phrase')).update(label).digest(),
    placeOf: (address) => identity.limits.addressKey(address),
    limit: (place) => ofAddress.consume(place),
    isCrowding: async (place) => (await inTurn.consume(place)) !== null,
    checks: checksOf(identity),
    slowDown: async () => {
      const waitMs = await ofAll.consume('all');
      if (waitMs !== null) await new Promise((resolve) => setTimeout(resolve, Math.min(waitMs, SLOWED_AT_MOST_MS)));
    },
    keptUntil: (ended) => service.keptUntil('consent', ended),
  };
  cases.erasers.push(eraseByCase(database, [returnPhrasesSpec, returnsSpec, withdrawalRequestsSpec]));
  return createReturning(deps, {
    headers: { production: config.production, origins: config.allowedOrigins },
    addressOf: createAddressOf(config.trustProxy),
    frame: () => publicFrame(service),
  });
}

function checksOf({ limits }: Identity): ReturningDeps['checks'] {
  const rule = (name: string, points: number) => limits.limiter({ name, points, seconds: 3_600 });
  const ofWorker = rule('return-checks', CHECKS_AN_HOUR_OF_A_WORKER);
  const ofReference = rule('return-checks-of', CHECKS_AN_HOUR_OF_A_REFERENCE);
  return {
    attempt: async (agentId, mac) =>
      (await ofWorker.consume(agentId)) ?? (await ofReference.consume(limits.digest(mac))),
    wasRight: async (agentId, mac) => {
      await ofWorker.giveBack(agentId);
      await ofReference.giveBack(limits.digest(mac));
    },
  };
}

function sharing({ platform, referrals }: ReturningParts): SharingPort {
  const { withdrawal, told, requests, partners } = referrals.sharing;
  const rows = createOutboxStore(platform.database);
  const nameOf = (recipientId: string) =>
    partners.find(recipientId, platform.clock.now())?.recipient.name ?? recipientId;
  return {
    holdIn: (session, order) => requests.holdIn(session, order),
    resumeIn: (session, order) => requests.resumeIn(session, order),
    withdrawIn: (session, order) => withdrawal.withdrawIn(session, order),
    withdrawn: (person) => withdrawal.tell(person),
    told: (person) => told(person),
    announce: (person) => requests.announce(person),
    safeContactOf: (conversationId) =>
      safeContactOf(createConsentsStore(platform.database, platform.sealing), conversationId),
    view: async (referralIds) => {
      const found = await Promise.all(referralIds.map((referralId) => rows.find(referralId)));
      return found.flatMap((row) =>
        row === null ? [] : [{ referralId: row.referralId, recipientName: nameOf(row.recipientId), state: row.state }],
      );
    },
  };
}

/** As it stood on the newest card on which they said yes to it; read only as it was agreed to. */
async function safeContactOf(consents: ConsentsStore, conversationId: string): Promise<string | null> {
  const given = await consents.consentsOf({ caseIds: [], conversationIds: [conversationId] });
  const found = given.find(({ itemIds }) => itemIds.includes(SAFE_CONTACT_ITEM));
  const request = found === undefined ? null : await consents.request(found.requestId);
  if (found === undefined || request === null) return null;
  const card = await consents.openCard(request);
  const shown = card.recipients.find(({ recipientId }) => recipientId === found.recipientId);
  return shown?.items.find(({ itemId }) => itemId === SAFE_CONTACT_ITEM)?.value ?? null;
}
