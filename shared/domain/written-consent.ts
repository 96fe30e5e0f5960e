/**
 * Consent that staff write down: what a person said by telephone, on paper or face to face. The rules of the card in the chat
 * hold here as well (what is needed, a yes to nothing is a no, what was not answered is not shared); beside them stand when it
 * was said, what the worker saw, and who else has to look before it holds.
 */
import type { ConsentAnswer } from '../protocol/entry.ts';
import { fail, ok, type Result } from '../result.ts';
import type { SectionFault } from './case-faults.ts';
import { type AskedItem, CONSENT_REVIEW_MS, cardLock, type StandingConsent, settleAnswers } from './consent.ts';

export const WRITTEN_WAYS = ['by_phone', 'form', 'in_person'] as const;
export type WrittenWay = (typeof WRITTEN_WAYS)[number];

export const TAKEN_BACK_WAYS = ['said_by_phone', 'in_writing', 'in_person'] as const;
export type TakenBackWay = (typeof TAKEN_BACK_WAYS)[number];

/** How somebody showed who they are: by what they chose themselves. Whoever harms them knows their birth and their address. */
export const PERSON_CHECKS = ['code_word', 'fact_they_set'] as const;
export type PersonCheck = (typeof PERSON_CHECKS)[number];

/**
 * How they showed that it is them. Nobody has to, since taking back is as easy as saying yes was; but where nobody knows who rang or
 * wrote, a lead hears of it: whoever harms them may be who takes their help away (H4).
 */
export const TAKEN_BACK_CHECKS = [...PERSON_CHECKS, 'seen', 'not_checked'] as const;
export type TakenBackCheck = (typeof TAKEN_BACK_CHECKS)[number];

/** One item that they were asked about; what they said no to is written without its value. */
export interface SaidItem {
  readonly itemId: string;
  readonly agreed: boolean;
  readonly value: string | null;
}

export interface SaidAnswer {
  readonly recipientId: string;
  readonly decision: ConsentAnswer['decision'];
  readonly items: readonly SaidItem[];
}

/** The answer as it counts, by the same rules as the card; `asked` is everything that this recipient may be told. */
export function settleSaid(
  asked: readonly AskedItem[],
  { recipientId, decision, items }: SaidAnswer,
): Result<ConsentAnswer> {
  const issues = itemFaults(items);
  if (issues.length > 0) return fail('bad_request', { issues });
  const agreed = items.flatMap(({ itemId, agreed: yes }) => (yes ? [itemId] : []));
  const settled = settleAnswers(
    [{ recipientId, items: asked, state: 'open' }],
    [{ recipientId, decision, items: agreed }],
  );
  if (settled.ok) return ok(settled.value[0] ?? { recipientId, decision: 'declined', items: [] });
  const found = settled.error.details?.issues ?? [];
  return fail('bad_request', { issues: found.map(({ message }) => ({ path: 'items', message })) });
}

function itemFaults(items: readonly SaidItem[]): SectionFault[] {
  return items.flatMap(({ itemId, agreed, value }, at) => {
    const twice = items.findIndex((each) => each.itemId === itemId) !== at;
    if (twice) return [{ path: `items.${at}`, message: 'Name each item once.' }];
    const path = `items.${at}.value`;
    if (agreed && (value ?? '').trim() === '')
      return [{ path, message: 'Write what they may be told, as you read it out.' }];
    return [];
  });
}

/** A clock beside ours may be a little ahead. */
const CLOCK_AHEAD_MS = 2 * 60_000;

/** Why this is no time at which they can have said it; null where it is one. Epoch ms. */
export function saidAtFault(saidAt: number, now: number): string | null {
  if (saidAt > now + CLOCK_AHEAD_MS) return 'That is still to come. Write when they said it.';
  return saidAt + CONSENT_REVIEW_MS <= now ? 'That is too long ago to act on. Ask them again.' : null;
}

/** Whether nothing that they said about this recipient is newer: a letter found late undoes no later word. */
export function isNewestWord(saidAt: number, others: readonly StandingConsent[]): boolean {
  return others.every(({ givenAt, withdrawnAt }) => Math.max(givenAt, withdrawnAt ?? 0) <= saidAt);
}

/** Of these, each yes that stands although something newer was said about the same recipient. */
export function outspoken<C extends StandingConsent & { readonly recipientId: string }>(all: readonly C[]): C[] {
  return all.filter(
    (one) =>
      one.decision === 'given' &&
      one.withdrawnAt === null &&
      one.supersededAt === null &&
      all.some((other) => other.recipientId === one.recipientId && other.givenAt > one.givenAt),
  );
}

export interface Observed {
  readonly seemedAble: boolean;
  readonly noPressureSeen: boolean;
  /** What was seen; needed where there is a doubt. */
  readonly note: string | null;
}

/** A doubt is no refusal: what was seen is written, and somebody else looks before anything leaves. */
export function observedFaults({ seemedAble, noPressureSeen, note }: Observed): SectionFault[] {
  const doubt = !(seemedAble && noPressureSeen);
  const message = 'Write what makes you doubt. A safeguarding lead looks at it before anything is shared.';
  return doubt && (note ?? '').trim() === '' ? [{ path: 'observed.note', message }] : [];
}

interface Yes {
  readonly ageBand: string | null;
  readonly observed: Pick<Observed, 'seemedAble' | 'noPressureSeen'>;
}

/** Whether a yes holds only once a safeguarding lead who did not write it down has released it (H10). */
export function releaseNeeded({ ageBand, observed }: Yes): boolean {
  const lock = cardLock(ageBand, { noteId: 'noted', releasedBy: null });
  return !lock.ok || !observed.seemedAble || !observed.noPressureSeen;
}

/** Whether a yes of this age needs a note on how they understand what is asked. */
export function competenceNeeded(ageBand: string | null): boolean {
  return !cardLock(ageBand, { noteId: null, releasedBy: 'a lead' }).ok;
}

export const CONSENT_STANDINGS = [
  'in_force',
  'waits_for_lead',
  'lead_refused',
  'ask_again',
  'withdrawn',
  'replaced',
  'details_only',
  'declined',
] as const;
export type ConsentStanding = (typeof CONSENT_STANDINGS)[number];

/** What a consent is worth now, in one word for who reads the list. */
export function consentStanding(consent: StandingConsent, now: number): ConsentStanding {
  const { decision, itemIds, withdrawnAt, supersededAt, reviewAt, release = null } = consent;
  if (withdrawnAt !== null) return 'withdrawn';
  if (supersededAt !== null) return 'replaced';
  if (decision !== 'given') return decision;
  if (itemIds.length === 0) return 'declined';
  if (release === 'refused') return 'lead_refused';
  if (now >= reviewAt) return 'ask_again';
  return release === 'waiting' ? 'waits_for_lead' : 'in_force';
}

/** A month before it ends there is time to ask again in a talk that is had anyway (our own, K). */
export const REVIEW_AHEAD_MS = 30 * 86_400_000;

/** When asking again is due; null for what needs no asking again. Epoch ms. */
export function reviewDueAt(consent: StandingConsent): number | null {
  const asIfToday = consentStanding(consent, consent.givenAt);
  return asIfToday === 'in_force' || asIfToday === 'waits_for_lead' ? consent.reviewAt - REVIEW_AHEAD_MS : null;
}
