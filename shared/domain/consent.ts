/**
 * Which answers a consent card allows, and what is in force after them (C1). What was not answered is not shared; a yes
 * to nothing is a no; a newer card about the same recipient takes the place of an older one.
 */
import type { ConsentAnswer } from '../protocol/entry.ts';
import { fail, ok, type Result } from '../result.ts';

export interface AskedItem {
  readonly itemId: string;
  readonly needed: boolean;
}

/** `open` waits for an answer; `superseded` was asked again before it was answered. */
export interface AskedRecipient {
  readonly recipientId: string;
  readonly items: readonly AskedItem[];
  readonly state: 'open' | 'answered' | 'superseded';
}

/** The answers as they count, or why the card does not allow them. */
export function settleAnswers(
  asked: readonly AskedRecipient[],
  answers: readonly ConsentAnswer[],
): Result<readonly ConsentAnswer[]> {
  const issues = answers.flatMap((answer, at) =>
    faultsOf(asked, answers, answer, at).map((message) => ({ path: `answers.${at}`, message })),
  );
  if (issues.length > 0) return fail('bad_request', { issues });
  const states = answers.map((answer) => asked.find((each) => each.recipientId === answer.recipientId)?.state);
  if (states.includes('superseded')) return fail('conflict', { reason: 'superseded' });
  if (states.includes('answered')) return fail('conflict', { reason: 'already_answered' });
  return ok(answers.map(settled));
}

function faultsOf(
  asked: readonly AskedRecipient[],
  answers: readonly ConsentAnswer[],
  { recipientId, decision, items }: ConsentAnswer,
  at: number,
): string[] {
  const recipient = asked.find((each) => each.recipientId === recipientId);
  if (!recipient) return ['The card does not name this recipient.'];
  const twice = answers.findIndex((each) => each.recipientId === recipientId) !== at;
  const known = recipient.items.map((item) => item.itemId);
  const missing = recipient.items.filter((item) => item.needed && !items.includes(item.itemId));
  return [
    ...(twice ? ['Answer for each recipient once.'] : []),
    ...(items.every((item) => known.includes(item)) ? [] : ['The card does not hold every item named.']),
    ...(new Set(items).size === items.length ? [] : ['Name each item once.']),
    ...(decision !== 'given' && items.length > 0 ? ['Items go only with a yes.'] : []),
    ...(decision === 'given' && items.length > 0 && missing.length > 0
      ? [`They cannot help without: ${missing.map((item) => item.itemId).join(', ')}.`]
      : []),
  ];
}

function settled({ recipientId, decision, items }: ConsentAnswer): ConsentAnswer {
  return { recipientId, decision: decision === 'given' && items.length === 0 ? 'declined' : decision, items };
}

/** Where somebody else has to look at a yes before it holds: a child under 13, or a doubt that it was free (H10). */
export const CONSENT_RELEASES = ['waiting', 'released', 'refused'] as const;
export type ConsentRelease = (typeof CONSENT_RELEASES)[number];

/** What the record of one answer says about its force; times in epoch ms. */
export interface StandingConsent {
  readonly decision: ConsentAnswer['decision'];
  readonly itemIds: readonly string[];
  readonly givenAt: number;
  /** Past this the person is asked again before anything is shared. */
  readonly reviewAt: number;
  readonly withdrawnAt: number | null;
  /** A newer card about the same recipient was answered, whatever the answer. */
  readonly supersededAt: number | null;
  /** Absent or null where nobody else need look. */
  readonly release?: ConsentRelease | null;
}

/** Half a year: a consent is for a referral about to be made, not a standing permission. */
export const CONSENT_REVIEW_MS = 182 * 86_400_000;

/** [C1] Whether anything may leave under this consent at this moment. */
export function isInForce(consent: StandingConsent | null | undefined, now: number): boolean {
  if (!consent) return false;
  const { decision, itemIds, withdrawnAt, supersededAt, reviewAt, release = null } = consent;
  const stands = withdrawnAt === null && supersededAt === null && now < reviewAt;
  return decision === 'given' && itemIds.length > 0 && stands && (release === null || release === 'released');
}

/** [C1] What may leave: exactly the items said yes to, or nothing. */
export function itemsInForce(consent: StandingConsent | null | undefined, now: number): readonly string[] {
  return consent && isInForce(consent, now) ? consent.itemIds : [];
}

export interface Competence {
  /** The note that says how this child understands what is asked (Gillick). */
  readonly noteId: string | null;
  /** The safeguarding lead who has released the card. */
  readonly releasedBy: string | null;
}

/** Under 16 a card stays locked until the competence note is saved, under 13 until a lead has released it too (H10). */
export function cardLock(ageBand: string | null, competence: Competence | null): Result<null> {
  const child = ageBand === 'under_13';
  const noted = (competence?.noteId ?? null) !== null;
  const released = (competence?.releasedBy ?? null) !== null;
  if ((child || ageBand === '13_15') && !noted) return fail('conflict', { reason: 'competence_note_missing' });
  return child && !released ? fail('conflict', { reason: 'lead_release_missing' }) : ok(null);
}
