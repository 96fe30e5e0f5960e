/** An age that becomes known in a conversation is known in its case, and the other way round: every rule turns in both (H10). */
import { ageBand } from '../shared/protocol/pre-chat.ts';
import { adoptAge, type CasesDeps } from './cases/index.ts';
import type { Duties } from './compose-duties.ts';
import type { Platform } from './compose-platform.ts';
import { adoptAgeOfCase } from './conversations/index.ts';
import { gather } from './platform/gather.ts';

/** Of many changes in a moment hardly one is an age: they are asked for together. */
const GATHERED_FOR_MS = 50;

export function followAges({ signals, background }: Platform, duties: Duties, cases: CasesDeps): void {
  const together = (whatFailed: string) => ({ background, afterMs: GATHERED_FOR_MS, whatFailed });
  const conversations = gather(together('an age could not be brought to its case'), async (ids) => {
    const known = await duties.store.findMany({ _id: { $in: ids }, caseId: { $gt: '' }, ageBand: { $ne: null } });
    for (const { caseId, ageBand: said, holder } of known) {
      const band = ageBand.safeParse(said);
      if (!caseId || !holder || !band.success || band.data === 'prefer_not_to_say') continue;
      await adoptAge(cases, { caseId, ageBand: band.data, by: holder });
    }
  });
  const changedCases = gather(together('an age could not be brought to its conversations'), async (ids) => {
    const docs = await cases.cases.findMany({ _id: { $in: ids }, ageBand: { $ne: null } }, ids.length);
    for (const { _id: caseId, ageBand: known } of docs) {
      if (known === null) continue;
      const others = await duties.store.findMany({ caseId, ageBand: { $ne: known } });
      for (const { _id } of others) await adoptAgeOfCase(duties, _id, { caseId, ageBand: known });
    }
  });
  signals.subscribe('conversation:changed', ({ conversationId }, origin) => {
    if (origin === 'here' && typeof conversationId === 'string') conversations(conversationId);
  });
  signals.subscribe('case:changed', ({ caseId }, origin) => {
    if (origin === 'here' && typeof caseId === 'string') changedCases(caseId);
  });
}
