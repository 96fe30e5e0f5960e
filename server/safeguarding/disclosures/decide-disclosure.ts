/** What the second person's decision makes of a disclosure, in the transaction that decides; and chasing what nobody has decided. */
import { afterDecision } from '../../../shared/domain/disclosure.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { ApprovalEffects, Decision } from '../../approvals/index.ts';
import type { Session } from '../../platform/mongo.ts';
import { aboutOf } from '../concerns/raise-concern.ts';
import type { DisclosuresDeps } from './deps.ts';
import { type DisclosureDoc, standingOf } from './disclosure-record.ts';
import { proposedAlert } from './propose-disclosure.ts';

interface Payload {
  readonly disclosureId: string;
}

export function disclosureEffects(deps: DisclosuresDeps): ApprovalEffects {
  const effect = (decision: Decision, session: Session) => decided(deps, decision, session);
  return {
    approved: effect,
    refused: effect,
    withdrawn: effect,
    settled: ({ body, approval }) => {
      const { disclosureId } = body.payload as Payload;
      deps.background.run(putAway(deps, disclosureId, approval.dueAt), 'alerts of a disclosure could not be put away');
    },
  };
}

async function decided(
  deps: DisclosuresDeps,
  { body, by, move, at, approval }: Decision,
  session: Session,
): Promise<Result<null>> {
  const doc = await deps.disclosures.find((body.payload as Payload).disclosureId, session);
  if (!doc) return fail('not_found');
  const next = afterDecision(standingOf(doc), move);
  if (next === null) return fail('conflict', { reason: 'made_already' });
  const person = { agentId: by.agentId, name: by.name };
  const decidedBy = move === 'withdraw' ? null : person;
  const step = { clientId: approval._id, kind: WORD[move], at, by: person, codes: {}, text: null };
  const { state, approval: standing } = next;
  const change = { state, facts: { approval: standing, decidedBy } };
  return (await deps.disclosures.step(session, doc, step, change))
    ? ok(null)
    : fail('conflict', { reason: 'changed_meanwhile' });
}

const WORD = { approve: 'approved', refuse: 'not_approved', withdraw: 'withdrawn' } as const;

const DAY_MS = 86_400_000;

/** One alert for each day that it is late: acknowledged, it rings again tomorrow. */
const lateAlert = (disclosureId: string, day: number): string => `disclosure_unapproved:${disclosureId}:${day}`;
const daysLate = (dueAt: number, now: number): number => Math.floor((now - dueAt) / DAY_MS);

/** What was shared in an emergency and is still one person's word calls a lead, again and again until somebody has looked. */
export async function chaseUnapproved(deps: DisclosuresDeps): Promise<void> {
  for (const { kind, subject, dueAt } of await deps.approvals.overdue()) {
    if (kind !== 'disclosure' || dueAt === null) continue;
    const doc = await deps.disclosures.find(subject.id);
    if (doc) await callLead(deps, doc, daysLate(dueAt, deps.clock.now()));
  }
}

async function callLead({ alerts }: DisclosuresDeps, { _id, facts }: DisclosureDoc, day: number): Promise<void> {
  await alerts.raiseAlert({ kind: 'disclosure_unapproved', causeId: lateAlert(_id, day), ...aboutOf(facts) });
}

async function putAway({ alerts, clock }: DisclosuresDeps, disclosureId: string, dueAt: number | null): Promise<void> {
  await alerts.putAway(proposedAlert(disclosureId));
  if (dueAt === null) return;
  for (let day = 0; day <= daysLate(dueAt, clock.now()); day += 1) await alerts.putAway(lateAlert(disclosureId, day));
}
