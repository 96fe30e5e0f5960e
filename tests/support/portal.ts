/** Partners in a test: their accounts, what was sent to them, and what they answer, asked for as their pages ask for it. */

import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import type { PartnerAnswer } from '../../shared/domain/portal-moves.ts';
import type { PortalOpened, PortalReferral, ThreadMessage } from '../../shared/protocol/http/portal.ts';
import { openAccountsOffice } from './accounts-office.ts';
import { type Asked, askAs, valueFrom } from './cases.ts';
import { type SignedIn, signIn } from './connect.ts';
import type { Helpline, Worker } from './helpline.ts';
import type { TestServer } from './start-server.ts';

export const PORTAL_PARTNER = 'demo-portal-partner';

export const TOLD = [
  { itemId: 'name', value: 'Canary Sam' },
  { itemId: 'safe_contact', value: 'Text 07700 900123 after five' },
  { itemId: 'health', value: 'canary-health-words' },
] as const;

export interface Sent {
  readonly referralId: string;
  readonly conversationId: string;
  readonly agent: Worker;
  /** The person takes it back. */
  readonly withdraw: () => Promise<void>;
}

/** A person in a chat agrees to all but their health, and is referred: it has left when this answers. */
export async function sendTo(at: Helpline, recipientId: string = PORTAL_PARTNER): Promise<Sent> {
  const { visitor, agent, conversationId } = await at.talk();
  const recipients = [{ recipientId, purpose: 'support', items: [...TOLD] }];
  const asking = { clientId: randomUUID(), conversationId, wordingVersion: 'ask-en-adult-1', recipients };
  const { requestId } = await agent.ask('consent:ask', asking);
  const items = ['name', 'safe_contact'];
  await visitor.ask('consent:answer', {
    ...{ clientId: randomUUID(), requestId },
    answers: [{ recipientId, decision: 'given', items }],
  });
  const making = { clientId: randomUUID(), conversationId, requestId, recipientId };
  const { referralId } = (await agent.ask('referral:create', making)).referral;
  await agent.next(
    'referral:changed',
    ({ referral }) => referral.referralId === referralId && referral.sentAt !== null,
  );
  return {
    ...{ referralId, conversationId, agent },
    withdraw: async () => {
      await visitor.ask('consent:withdraw', { clientId: randomUUID(), requestId, recipientId });
    },
  };
}

/** Somebody at a partner, with an account made as `npm run admin -- --partner` makes it; null: of no partner. */
export async function partnerAccount(
  { config, url }: TestServer,
  partnerId: string | null,
  name = 'Robin',
): Promise<SignedIn> {
  const office = await openAccountsOffice(config);
  try {
    const [email, password] = [`${randomUUID()}@partner.example`, 'a long password of a partner'];
    const person = { email, password, role: 'partner', name, realName: name, teamId: 'main', partnerId } as const;
    const rest = { skills: [], languages: ['en'], capacity: 1, maximumCapacity: 1 };
    const made = await office.accounts.createAll([{ ...person, ...rest }], { id: 'test', role: 'system' });
    expect(made.ok).toBe(true);
    return await signIn(url, { email, password });
  } finally {
    await office.close();
  }
}

/** What each answer takes, filled in. */
export function aFilledIn(kind: PartnerAnswer): Record<string, unknown> {
  const today = londonDay(new Date());
  switch (kind) {
    case 'accept':
      return { kind, worker: 'Canary Tess', startsOn: today };
    case 'decline':
      return { kind, reason: 'no_capacity', text: 'canary: we are full' };
    case 'waiting_list':
      return { kind, weeks: 6, reviewOn: today };
    case 'question':
      return { kind, text: 'canary: which mornings?' };
    case 'outcome':
      return { kind, outcome: 'support_completed', text: null };
    default:
      return { kind };
  }
}

interface Answered {
  readonly referral: PortalReferral;
  readonly thread: readonly ThreadMessage[];
  readonly withheld: PortalOpened['withheld'];
}

export function portalAt(url: string) {
  const open = (who: SignedIn, referralId: string) =>
    askAs<PortalOpened>(url, who, 'POST', `/portal/referrals/${referralId}/open`, {});
  const answer = (who: SignedIn, referralId: string, body: object): Promise<Asked<Answered>> =>
    askAs<Answered>(url, who, 'POST', `/portal/referrals/${referralId}/answers`, { clientId: randomUUID(), ...body });
  return {
    open,
    answer,
    list: (who: SignedIn, query = '') =>
      askAs<{
        referrals: PortalReferral[];
        counts: Record<string, number>;
        next: string | null;
        desk: { number: string } | null;
      }>(url, who, 'GET', `/portal/referrals${query}`),
    /** Answers it as it stands now. */
    say: async (who: SignedIn, referralId: string, kind: PartnerAnswer) => {
      const { referral } = await valueFrom(open(who, referralId));
      return answer(who, referralId, { ...aFilledIn(kind), revision: referral.revision });
    },
  };
}

export function codeIn<T>({ body }: Asked<T>): string {
  return body.ok ? 'ok' : body.error.code;
}

export function reasonIn<T>({ body }: Asked<T>): unknown {
  return body.ok ? 'ok' : (body.error.details?.reason ?? body.error.code);
}
