/** The steps of a referral as a person and a worker take them, for tests that are about what comes after. */
import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { referralOutboxSpec } from '../../server/referrals/index.ts';
import type { Result } from '../../shared/result.ts';
import type { Receiver } from './referral-receiver.ts';
import { agent, type World } from './referral-world.ts';

export const ITEMS = [
  { itemId: 'name', value: 'Canary Sam' },
  { itemId: 'safe_contact', value: 'Text 07700 900123 after five' },
  { itemId: 'health', value: 'canary-health-words' },
];

export function granted<T>(outcome: Result<T>): T {
  if (!outcome.ok) throw new Error(`Refused: ${outcome.error.code} ${JSON.stringify(outcome.error.details)}`);
  return outcome.value;
}

export function asking(conversationId: string, items = ITEMS, recipientId = 'demo-partner') {
  return {
    actor: agent,
    clientId: randomUUID(),
    conversationId,
    wordingVersion: 'ask-en-adult-1',
    recipients: [{ recipientId, purpose: 'support', items }],
  };
}

export interface Agreed {
  readonly conversationId: string;
  readonly requestId: string;
}

/** The worker asks, the person says yes to name and safe contact, and no to health. */
export async function agree(world: World, conversationId?: string, recipientId = 'demo-partner'): Promise<Agreed> {
  const id = conversationId ?? (await world.converse());
  const { requestId } = granted(await world.consent.ask(asking(id, ITEMS, recipientId)));
  const answers = [{ recipientId, decision: 'given' as const, items: ['name', 'safe_contact'] }];
  granted(await world.consent.answer({ conversationId: id, clientId: randomUUID(), requestId, answers }));
  return { conversationId: id, requestId };
}

export async function refer(
  world: World,
  { conversationId, requestId }: Agreed,
  recipientId = 'demo-partner',
  wish: { readonly atOnce?: boolean } = {},
) {
  const input = { actor: agent, clientId: randomUUID(), conversationId, requestId, recipientId, ...wish };
  return granted(await world.referrals.create(input)).referral;
}

export function withdraw(world: World, { conversationId, requestId }: Agreed, clientId = randomUUID()) {
  return world.consent.withdraw({ conversationId, clientId, requestId, recipientId: 'demo-partner' });
}

/** A referral that left and outlived its lease half way out, as if its node had stood still; `letArrive` brings it to the partner. */
export async function outlivesItsLease(world: World, partner: Pick<Receiver, 'arrive'>) {
  const onItsWay = barrier();
  let waits = 0;
  partner.arrive = async (key) => {
    if (key.includes(':')) return;
    waits += 1;
    await onItsWay.opened;
  };
  const agreed = await agree(world);
  const { referralId } = await refer(world, agreed);
  await expect.poll(() => waits, { timeout: 10_000 }).toBe(1);
  const rows = world.database.connection.collection<{ _id: string }>(referralOutboxSpec.name);
  await rows.updateOne({ _id: referralId }, { $set: { leaseUntil: Date.now() - 1 } });
  return { agreed, referralId, letArrive: onItsWay.open };
}

/** A promise that a test opens by hand. */
export function barrier(): { readonly opened: Promise<void>; open(): void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}
