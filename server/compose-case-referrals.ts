/**
 * A partner has so long to say that it has a referral (D2). Referrals stand with their conversations: what is sent and
 * acknowledged there starts and stops a clock of the case that the conversation belongs to.
 */
import { fail, ok, type Result } from '../shared/result.ts';
import {
  acknowledgementOf,
  type CasesDeps,
  type CaseWork,
  changeCase,
  chaseDueOf,
  withAcknowledgementClock,
  withClockStopped,
  withDue,
} from './cases/index.ts';
import type { Concerns } from './compose-concerns.ts';
import type { Duties } from './compose-duties.ts';
import type { Platform } from './compose-platform.ts';
import type { ServiceInForce } from './compose-service.ts';
import { eachOnItsOwn } from './platform/each-on-its-own.ts';
import { chaseCausesOf, createOutboxStore, type ReferralRow } from './referrals/index.ts';

export interface CaseWatchParts {
  readonly platform: Platform;
  readonly duties: Duties;
  readonly service: ServiceInForce;
  readonly cases: CasesDeps;
  readonly concerns: Pick<Concerns, 'raise'>;
}

export interface ReferralFollower {
  these(referralIds: readonly string[]): Promise<void>;
  ofCases(caseIds: readonly string[]): Promise<void>;
  /** What came into another state, or was asked after, since the last look. */
  missed(): Promise<void>;
}

/** A node that was away for a day misses none. */
const LOOKED_BACK_MS = 24 * 3_600_000;
const OVERLAP_MS = 15_000;

export function createReferralFollower({
  platform,
  duties,
  service,
  cases,
}: Omit<CaseWatchParts, 'concerns'>): ReferralFollower {
  const { clock } = platform;
  const outbox = createOutboxStore(platform.database);
  const kindOf = (recipientId: string): string =>
    service.pack.recipients.find((each) => each.recipientId === recipientId)?.kind ?? '';
  let lookedAt = clock.now() - LOOKED_BACK_MS;

  async function caseOfTalk(conversationId: string | null): Promise<string | null> {
    return conversationId === null ? null : ((await duties.store.find(conversationId))?.caseId ?? null);
  }

  async function follow(row: ReferralRow, caseId?: string): Promise<void> {
    const of = caseId ?? row.caseId ?? (await caseOfTalk(row.conversationId));
    if (of) await bring(cases, of, row, kindOf(row.recipientId));
    if (ANSWERED.includes(row.state)) for (const cause of chaseCausesOf(row)) await duties.safeguarding.putAway(cause);
  }
  return {
    these: async (referralIds) => {
      for (const referralId of referralIds) {
        const row = await outbox.find(referralId);
        if (row?.kind === 'referral') await follow(row);
      }
    },
    ofCases: async (caseIds) => {
      for (const caseId of caseIds)
        for (const { conversationId } of await cases.conversations.ofCase(caseId))
          for (const row of await outbox.ofConversation(conversationId)) await follow(row, caseId);
    },
    missed: async () => {
      const lookingAt = clock.now();
      const since = Math.max(lookedAt, lookingAt - LOOKED_BACK_MS) - OVERLAP_MS;
      await eachOnItsOwn(outbox.changedSince(since), (row) => follow(row));
      lookedAt = lookingAt;
    },
  };
}

/** From here on nobody waits for a word of the partner. */
const ANSWERED: readonly ReferralRow['state'][] = [
  ...(['acknowledged', 'accepted', 'declined', 'waiting_list', 'completed', 'returned_needs_info'] as const),
  ...(['withdrawn', 'recalled'] as const),
];

/** The first time is due with the clock itself; from then on it is due when somebody is to ask again. */
function chaseOf(
  { chase, pause }: ReferralRow,
  answeredAt: number | null,
): { kind: 'chase_referral'; at: number } | null {
  // While a person is asked whether they wish it, nobody asks the partner for anything.
  if (answeredAt !== null || pause || !chase || chase.step === 'first') return null;
  return { kind: 'chase_referral', at: chase.at };
}

async function bring(cases: CasesDeps, caseId: string, row: ReferralRow, recipientKind: string): Promise<void> {
  const { sentAt, referralId, state } = row;
  if (sentAt === null) return;
  const clockId = acknowledgementOf(referralId);
  const found = await cases.cases.find(caseId);
  const known = found?.clocks.find((each) => each.clockId === clockId);
  const answeredAt = ANSWERED.includes(state) ? (row.acknowledgedAt ?? row.transitions.at(-1)?.at ?? sentAt) : null;
  const dueId = chaseDueOf(clockId);
  const chase = chaseOf(row, answeredAt);
  const chased = found?.due.find((each) => each.dueId === dueId)?.at ?? null;
  if (known && (known.stoppedAt !== null || answeredAt === null) && chased === (chase?.at ?? null)) return;
  await changeCase(cases, caseId, null, async (doc): Promise<Result<CaseWork<null>>> => {
    const sent = { ref: referralId, startedAt: sentAt, recipientKind, byTelephone: false, chased: true };
    const { clocks = doc.clocks } = withAcknowledgementClock(doc, sent);
    const clocked = answeredAt === null ? { clocks } : withClockStopped({ clocks }, clockId, answeredAt);
    const before = doc.due.find((each) => each.dueId === dueId)?.at ?? null;
    if (clocked.clocks === doc.clocks && before === (chase?.at ?? null)) return fail('conflict');
    const change = { ...clocked, ...withDue(doc, dueId, chase) };
    const meta = { referralId, state };
    return ok({ change, action: 'case.acknowledgement', meta, event: null, value: null });
  });
}
