/** An age that becomes known in a conversation is known in its case, and the other way round: every rule turns in both (H10). */
import { holdsInConversation, isYounger } from '../shared/domain/two-ages.ts';
import { ageBand } from '../shared/protocol/pre-chat.ts';
import { adoptAge, type CaseDoc, type CasesDeps } from './cases/index.ts';
import type { Duties } from './compose-duties.ts';
import type { Platform } from './compose-platform.ts';
import { adoptAgeOfCase } from './conversations/index.ts';
import { gather } from './platform/gather.ts';
import { partsOfTime } from './platform/parts-of-time.ts';

/** Of many changes in a moment hardly one is an age: they are asked for together. */
const GATHERED_FOR_MS = 50;
/** A node that was away for a day misses none. */
const LOOKED_BACK_MS = 24 * 3_600_000;
/** Looked at in parts, of which none holds more ages than are read at once. */
const PARTS = { atMostMs: LOOKED_BACK_MS, overlapMs: 15_000, partMs: 1_800_000 };
const AT_MOST = 5_000;

/** What it returns looks for ages of which no signal has told. */
export function followAges({ signals, background, clock }: Platform, duties: Duties, cases: CasesDeps) {
  const together = (whatFailed: string) => ({ background, afterMs: GATHERED_FOR_MS, whatFailed });
  const bringToCases = (which: object) => bringAgesToCases(duties, cases, which);
  const bringToConversations = (which: object) => bringAgesToConversations(duties, cases, which);
  const conversations = gather(together('an age could not be brought to its case'), (ids) =>
    bringToCases({ _id: { $in: ids } }),
  );
  const changedCases = gather(together('an age could not be brought to its conversations'), (ids) =>
    bringToConversations({ _id: { $in: ids } }),
  );
  signals.subscribe('conversation:changed', ({ conversationId }, origin) => {
    if (origin === 'here' && typeof conversationId === 'string') conversations(conversationId);
  });
  signals.subscribe('case:changed', ({ caseId }, origin) => {
    if (origin === 'here' && typeof caseId === 'string') changedCases(caseId);
  });
  let lookedAt = clock.now() - LOOKED_BACK_MS;
  return {
    missed: async (): Promise<void> => {
      const lookingAt = clock.now();
      for (const meanwhile of partsOfTime(lookedAt, lookingAt, PARTS)) {
        await bringToCases({ ageAt: meanwhile });
        await bringToConversations({ ageAt: meanwhile });
        // Taken for one person, the age of the case that stays is that of the other's talks.
        await bringToConversations({ mergedAt: meanwhile });
      }
      lookedAt = lookingAt;
    },
  };
}

async function bringAgesToCases(duties: Duties, cases: CasesDeps, which: object): Promise<void> {
  const told = await duties.store.findMany({ ...which, caseId: { $gt: '' }, ageBand: { $ne: null } }, AT_MOST);
  const ids = [...new Set(told.flatMap(({ caseId }) => caseId ?? []))];
  const docs = await cases.cases.findMany({ _id: { $in: ids } }, ids.length);
  const rootIds = [...new Set(docs.flatMap(({ mergedInto }) => mergedInto ?? []))];
  const roots = await cases.cases.findMany({ _id: { $in: rootIds } }, rootIds.length);
  const byId = new Map([...docs, ...roots].map((doc) => [doc._id, doc]));
  for (const { caseId, ageBand: said, ageAt, holder } of told) {
    const band = ageBand.safeParse(said);
    if (!caseId || !holder || !band.success) continue;
    const own = byId.get(caseId);
    const known = [own, byId.get(own?.mergedInto ?? '')].flatMap((doc) => doc ?? []);
    const age = { ageBand: band.data, at: ageAt ?? null };
    // What was corrected in the case since holds in the talk, and is not taken back by it.
    const isNews = known.some(
      (doc) =>
        isYounger(band.data, doc.ageBand) && !holdsInConversation({ ageBand: doc.ageBand, at: doc.ageAt ?? null }, age),
    );
    if (!isNews) continue;
    await adoptAge(cases, { caseId, ageBand: band.data, by: holder });
  }
}

/** In every conversation of a person the age of the case that stays holds, whichever of their cases the talk belongs to. */
async function bringAgesToConversations(duties: Duties, cases: CasesDeps, which: object): Promise<void> {
  const known = await agesOfFamilies(cases, await cases.cases.findMany({ ...which }, AT_MOST));
  if (known.size === 0) return;
  const talks = await duties.store.findMany({ caseId: { $in: [...known.keys()] } }, AT_MOST);
  for (const { _id, caseId, ageBand: said, ageAt } of talks) {
    const age = known.get(caseId ?? '');
    if (!caseId || !age || !holdsInConversation(age, { ageBand: said, at: ageAt ?? null })) continue;
    await adoptAgeOfCase(duties, _id, { caseId, ...age });
  }
}

interface AgeInForce {
  readonly ageBand: string;
  readonly at: number | null;
}

/** By the id of each case of these people: the age of the case that stays; where that one knows none, its own. */
async function agesOfFamilies({ cases }: CasesDeps, changed: readonly CaseDoc[]): Promise<Map<string, AgeInForce>> {
  const rootIds = [...new Set(changed.map(({ _id, mergedInto }) => mergedInto ?? _id))];
  const [roots, parts] = await Promise.all([
    cases.findMany({ _id: { $in: rootIds } }, rootIds.length),
    cases.findMany({ mergedInto: { $in: rootIds } }, AT_MOST),
  ]);
  const rootOf = new Map(roots.map((root) => [root._id, root]));
  const ages = [...roots, ...parts].flatMap((doc): [string, AgeInForce][] => {
    const root = rootOf.get(doc.mergedInto ?? doc._id) ?? doc;
    const age = ageInForce(root) ?? ageInForce(doc);
    return age === null ? [] : [[doc._id, age]];
  });
  return new Map(ages);
}

function ageInForce({ ageBand: band, ageAt }: CaseDoc): AgeInForce | null {
  return band !== null && isYounger(band, null) ? { ageBand: band, at: ageAt ?? null } : null;
}
