/** A received referral for a list: codes, times and clocks, nothing that anybody wrote. */
import { bySoonest } from '../../shared/domain/clock-reading.ts';
import { readInboundClocks } from '../../shared/domain/inbound-clocks.ts';
import { passingStep } from '../../shared/domain/passing-on.ts';
import type { ClockView } from '../../shared/protocol/clocks.ts';
import type { InboundReferral } from '../../shared/protocol/http/inbound-referrals.ts';
import { iso, isoOrNull } from '../platform/ports.ts';
import type { InboundDeps } from './deps.ts';
import type { InboundReferralDoc, Passing, ProviderChoice } from './inbound-referral.ts';
import { timesOf } from './times-of.ts';

type Deps = Pick<InboundDeps, 'senders' | 'clock' | 'facts'>;

export async function presentReferrals(deps: Deps, docs: readonly InboundReferralDoc[]): Promise<InboundReferral[]> {
  const names = new Map((await deps.senders.all()).map(({ _id, name }) => [_id, name]));
  return docs.map((doc) => present(deps, doc, names));
}

export async function presentReferral(deps: Deps, doc: InboundReferralDoc): Promise<InboundReferral> {
  const sender = doc.senderId === null ? null : await deps.senders.find(doc.senderId);
  return present(deps, doc, new Map(sender === null ? [] : [[sender._id, sender.name]]));
}

function present(deps: Deps, doc: InboundReferralDoc, names: ReadonlyMap<string, string>): InboundReferral {
  const { senderId } = doc;
  return {
    ...{ referralId: doc._id, reference: doc.reference, revision: doc.revision, source: doc.source },
    sender: senderId === null ? null : { senderId, name: names.get(senderId) ?? senderId },
    ...{ state: doc.state, reason: doc.returnReason ?? doc.closeReason, receivedAt: iso(doc.receivedAt) },
    ...{ crimeType: doc.crimeType, flags: [...doc.flags], capacity: doc.capacity, area: doc.area },
    ...{ language: doc.language, ageBand: doc.ageBand, senderRisk: doc.senderRisk, consent: doc.consent },
    ...{ explicitKinds: [...doc.explicitKinds], priority: doc.priority, owner: doc.owner },
    clocks: clocksOf(deps, doc),
    attempts: doc.attempts,
    lastAttempt: doc.lastAttempt && { outcome: doc.lastAttempt.outcome, at: iso(doc.lastAttempt.at) },
    ...{ stopped: doc.stopped, choice: doc.choice && presentChoice(doc.choice, doc.passing) },
    ...{ caseId: doc.caseId, importId: doc.importId, detailsKept: doc.body !== null },
  };
}

function presentChoice(choice: ProviderChoice, passing: Passing | null) {
  const { offered, chosen, programme, lot, recipientId, at, by } = choice;
  const referral = passing?.referral ?? null;
  return {
    ...{ offered: [...offered], chosen, programme, lot, recipientId, by, at: iso(at) },
    step: passingStep({ ...choice, now: passing }),
    referral: referral && {
      ...{ state: referral.state, sentAt: isoOrNull(referral.sentAt) },
      acknowledgedAt: isoOrNull(referral.acknowledgedAt),
    },
  };
}

/** What still waits first, the soonest before the others. */
function clocksOf({ clock, facts }: Deps, doc: InboundReferralDoc): ClockView[] {
  const readings = readInboundClocks(timesOf(doc), clock.now(), facts().clocks);
  const isOpen = ({ stoppedAt }: { readonly stoppedAt: Date | null }) => Number(stoppedAt !== null);
  return [...readings]
    .sort((a, b) => isOpen(a) - isOpen(b) || bySoonest(a, b))
    .map(({ startedAt, dueAt, stoppedAt, ...reading }) => ({
      ...reading,
      clockId: `${doc._id}:${reading.clock}`,
      startedAt: startedAt.toISOString(),
      dueAt: dueAt.toISOString(),
      stoppedAt: stoppedAt?.toISOString() ?? null,
    }));
}
