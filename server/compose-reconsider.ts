/** When it is looked at again what waits of a person's referrals: their talk ended, or a risk or an age became known. */
import { type CasesDeps, familyOf } from './cases/index.ts';
import type { Platform } from './compose-platform.ts';
import { gather } from './platform/gather.ts';
import type { Referrals } from './referrals/index.ts';

/** Of many changes in a moment hardly one has a referral: they are asked for together. */
const GATHERED_FOR_MS = 50;
/** What no signal has told is found within a minute. */
const LOOKED_FOR_EVERY_MS = 60_000;

/** The look for what no signal has told. */
export function reconsiderOnChange(
  { signals, background, clock }: Platform,
  cases: CasesDeps,
  referrals: Pick<Referrals, 'reconsider' | 'reconsiderAll'>,
): () => Promise<void> {
  const whatFailed = 'what waits of a referral could not be looked at again';
  const together = { background, afterMs: GATHERED_FOR_MS, whatFailed };
  const talked = gather(together, (conversationIds) => referrals.reconsider({ conversationIds, caseIds: [] }));
  const changed = gather(together, async (ids) => referrals.reconsider(await personsOf(cases, ids)));
  signals.subscribe('conversation:changed', ({ conversationId }, origin) => {
    if (origin === 'here' && typeof conversationId === 'string') talked(conversationId);
  });
  signals.subscribe('case:changed', ({ caseId }, origin) => {
    if (origin === 'here' && typeof caseId === 'string') changed(caseId);
  });
  let nextLook = clock.now();
  return async () => {
    if (clock.now() < nextLook) return;
    await referrals.reconsiderAll();
    nextLook = clock.now() + LOOKED_FOR_EVERY_MS;
  };
}

/** What is known of a person stands in the case that stays, and holds for all of theirs. */
async function personsOf(cases: CasesDeps, ids: readonly string[]) {
  const caseIds = new Set<string>();
  for (const id of ids) {
    const found = await cases.cases.find(id);
    if (found !== null) for (const each of await familyOf(cases, found)) caseIds.add(each);
  }
  const talks = await Promise.all([...caseIds].map((id) => cases.conversations.ofCase(id)));
  return { caseIds: [...caseIds], conversationIds: talks.flat().map(({ conversationId }) => conversationId) };
}
