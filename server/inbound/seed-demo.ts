/** The demonstration has a police force that sends referrals by a key, and some that came: only where there is no sender yet. */
import { londonDay } from '../../shared/domain/opening-hours.ts';
import { dayAfter } from '../../shared/domain/working-days.ts';
import { openAreas } from '../../shared/reference/areas.ts';
import { eachOnItsOwn } from '../platform/each-on-its-own.ts';
import { iso } from '../platform/ports.ts';
import { transact } from '../platform/transaction.ts';
import { withLease } from '../platform/with-lease.ts';
import { type DemoMoment, demoReferrals } from './demo-referrals.ts';
import type { InboundDeps } from './deps.ts';
import { receiveReferral } from './receive-referral.ts';
import { makeKey } from './sender-key.ts';
import type { SenderDoc } from './senders.store.ts';

export interface DemoSender {
  readonly sender: string;
  readonly key: string;
}

const START = { id: 'start', role: 'system' } as const;
const HOUR_MS = 3_600_000;
const PER_MINUTE = 60;

/** `keep` writes the key down for its owner before it is stored, so that a crash between the two loses nothing but a key. */
export function seedDemo(deps: InboundDeps, keep: (sender: DemoSender) => Promise<void>): Promise<DemoSender | null> {
  return withLease(deps.database, 'demo-sender', async () => {
    if ((await deps.senders.all()).length > 0) return null;
    const { keyId, key, hash } = makeKey(deps.ids.bytes);
    const made = { sender: 'Example police', key };
    await keep(made);
    const by = { agentId: START.id, name: 'the demonstration' };
    const at = deps.clock.now();
    const doc: SenderDoc = {
      ...{ _id: deps.ids.uuid(), clientId: deps.ids.uuid(), name: made.sender, kind: 'police', mapping: [] },
      ...{ madeAt: at, madeBy: by },
      keys: [
        {
          ...{ keyId, hash, scopes: ['referrals:send'], perMinute: PER_MINUTE, clientId: deps.ids.uuid() },
          ...{ madeAt: at, madeBy: by, revokedAt: null },
        },
      ],
    };
    await transact(deps.database, async (session) => {
      await deps.senders.insertIn(session, doc);
      const target = { kind: 'inbound_sender', id: doc._id };
      await deps.audit.record({ actor: START, action: 'inbound_sender.add', target, meta: { keyId } }, session);
    });
    await bring(deps, doc._id, at);
    return made;
  });
}

async function bring(deps: InboundDeps, senderId: string, now: number): Promise<void> {
  const districts = deps.areas.filter((area) => !openAreas.some(({ code }) => code === area.code));
  const moment: DemoMoment = {
    dayBefore: (days) => dayAfter(londonDay(new Date(now)), -days),
    hoursBefore: (hours) => iso(now - hours * HOUR_MS),
    district: (nth) => districts[nth % districts.length]?.code ?? null,
  };
  await eachOnItsOwn(demoReferrals(moment), async ({ source, form }) => {
    const origin = { source, senderId: source === 'police_feed' ? senderId : null, importId: null, actor: START };
    const received = await receiveReferral(deps, form, origin);
    if (!received.ok) throw new Error(`The demonstration's referral ${form.reference} was refused.`);
  });
}
