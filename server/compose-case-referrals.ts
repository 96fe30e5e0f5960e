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

const ANSWER_WITHIN_MS = 24 * 3_600_000;

/** A question waits for an answer, a no for somebody who looks for other help, until they say that they have. */
function answerOf({ state, transitions, seen }: ReferralRow): Omit<CaseDue, 'dueId'> | null {
  const at = (transitions.at(-1)?.at ?? 0) + ANSWER_WITHIN_MS;
  if (state === 'returned_needs_info') return { kind: 'partner_question', at };
  return state === 'declined' && seen?.steps !== transitions.length ? { kind: 'partner_declined', at } : null;
}

type CaseDoc = Parameters<typeof withDue>[0];
type CaseDue = CaseDoc['due'][number];

function isDue(all: CaseDoc['due'], dueId: string, wanted: Omit<CaseDue, 'dueId'> | null): boolean {
  const there = all.find((each) => each.dueId === dueId);
  return there?.at === wanted?.at && there?.kind === wanted?.kind;
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
  const answerId = `answered:${referralId}`;
  const answer = answerOf(row);
  const stands = ({ due }: CaseDoc) => isDue(due, dueId, chase) && isDue(due, answerId, answer);
  if (found && known && (known.stoppedAt !== null || answeredAt === null) && stands(found)) return;
  await changeCase(cases, caseId, null, async (doc): Promise<Result<CaseWork<null>>> => {
    const sent = { ref: referralId, startedAt: sentAt, recipientKind, byTelephone: false, chased: true };
    const { clocks = doc.clocks } = withAcknowledgementClock(doc, sent);
    const clocked = answeredAt === null ? { clocks } : withClockStopped({ clocks }, clockId, answeredAt);
    if (clocked.clocks === doc.clocks && stands(doc)) return fail('conflict');
    const { due = doc.due } = withDue(doc, dueId, chase);
    const change = { ...clocked, ...withDue({ due }, answerId, answer) };
    const meta = { referralId, state };
    return ok({ change, action: 'case.acknowledgement', meta, event: null, value: null });
  });
}
