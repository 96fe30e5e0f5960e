/** Referrals that people said yes to, ready to leave: cards and consents sealed as the product seals them, written many at a time. */
import { randomUUID } from 'node:crypto';
import { composePlatform } from '../../../server/compose-platform.ts';
import type { Config } from '../../../server/config.ts';
import {
  type ConsentDoc,
  consentId,
  consentRequestsSpec,
  consentsSpec,
  createConsentsStore,
} from '../../../server/consent/index.ts';
import { type ReferralRow, referralOutboxSpec } from '../../../server/referrals/index.ts';
import { CONSENT_REVIEW_MS } from '../../../shared/domain/consent.ts';

const RECIPIENT = 'demo-partner';
const ITEMS = [
  { itemId: 'name', label: 'Your name', value: 'Person Number One', needed: true, sensitive: false },
  {
    itemId: 'safe_contact',
    label: 'Contact',
    value: 'Text after five in the afternoon',
    needed: true,
    sensitive: false,
  },
];
const WORDING = 'We would like to tell them the things below.';

export interface ManyReferrals {
  /** Writes so many that are due now; their ids. */
  put(count: number): Promise<readonly string[]>;
  /** How many of these the partner has acknowledged, as the service knows it. */
  acknowledged(ids: readonly string[]): Promise<number>;
  close(): Promise<void>;
}

export async function manyReferrals(config: Config): Promise<ManyReferrals> {
  const platform = await composePlatform(config);
  const { database, sealing, clock } = platform;
  const store = createConsentsStore(database, sealing);
  const requests = database.connection.collection<{ _id: string }>(consentRequestsSpec.name);
  const consents = database.connection.collection<ConsentDoc>(consentsSpec.name);
  const rows = database.connection.collection<ReferralRow>(referralOutboxSpec.name);

  async function one(now: number) {
    const requestId = randomUUID();
    const id = consentId(requestId, RECIPIENT);
    const itemIds = ITEMS.map(({ itemId }) => itemId);
    const recipients = [{ recipientId: RECIPIENT, name: 'Partner', purpose: 'To support you.', items: ITEMS }];
    const of = { conversationId: randomUUID(), requestId, recipientId: RECIPIENT, purgeAt: null, legalHold: false };
    const record = { wording: WORDING, purpose: 'To support you.', recipientName: 'Partner', items: ITEMS };
    const consent: ConsentDoc = {
      ...{ _id: id, ...of, decision: 'given', itemIds, givenAt: now, reviewAt: now + CONSENT_REVIEW_MS },
      ...{
        withdrawnAt: null,
        withdrawnHow: null,
        supersededAt: null,
        wordingVersion: 'ask-en-adult-1',
        language: 'en',
      },
      ...{ method: 'chat_typed', evidenceSeq: 1, askedBy: 'agent', referralId: null, versions: {} },
      ...{ lawfulBasis: '-', art9Condition: '-', sch1Condition: '-' },
      record: await store.sealRecord(requestId, id, record),
    };
    const request = {
      ...{ _id: requestId, kind: 'ask', conversationId: of.conversationId, askedAt: now, recipients: [] },
      ...{ card: await store.sealCard(requestId, { wording: WORDING, recipients }), purgeAt: null, legalHold: false },
    };
    const referralId = randomUUID();
    const row: ReferralRow = {
      ...{ _id: referralId, kind: 'referral', referralId, reference: 'AAAA-AAAA', ...of, consentId: id },
      ...{ clientIds: [randomUUID()], state: 'ready', itemIds, heldFor: null, dueAt: now, attempt: 0, lease: null },
      ...{ leaseUntil: null, firstSentAt: null, sentAt: null, acknowledgedAt: null, partnerReference: null },
      ...{ lastFailure: null, recallWanted: false, tell: null, service: 'Bench', createdBy: 'agent', createdAt: now },
      ...{ transitions: [{ state: 'ready', at: now, by: 'agent' }], versions: {} },
    };
    return { consent, request, row };
  }

  return {
    put: async (count) => {
      const now = clock.now();
      const made = await Promise.all(Array.from({ length: count }, () => one(now)));
      await requests.insertMany(made.map(({ request }) => request));
      await consents.insertMany(made.map(({ consent }) => consent));
      // They are due from here on, not from when the first card was sealed.
      const due = clock.now();
      await rows.insertMany(made.map(({ row }) => ({ ...row, dueAt: due })));
      return made.map(({ row }) => row._id);
    },
    acknowledged: (ids) => rows.countDocuments({ _id: { $in: [...ids] }, state: 'acknowledged' }),
    close: () => platform.close(),
  };
}
