/** Reads who is kept out of cases and of conversations: two questions, however many records are looked at. */
import type { CollectionSpec, Database } from '../platform/mongo.ts';
import { type About, type KeptOut, keptOutBy } from './kept-out.ts';

interface CaseRead {
  readonly _id: string;
  readonly exclusions: readonly string[];
}

interface ConversationRead {
  readonly _id: string;
  readonly caseId?: string | null;
  readonly exclusions: readonly { readonly agentId: string; readonly reason: string }[];
}

const READ = { projection: { caseId: 1, exclusions: 1 }, readConcern: { level: 'majority' } } as const;

export function createKeptOut(
  database: Database,
  specs: { readonly cases: CollectionSpec; readonly conversations: CollectionSpec },
): KeptOut {
  const cases = database.collection<CaseRead>(specs.cases);
  const conversations = database.collection<ConversationRead>(specs.conversations);
  return async (abouts) => {
    const talkIds = distinct(abouts.map(({ conversationId }) => conversationId));
    const talks = talkIds.length === 0 ? [] : await conversations.find({ _id: { $in: talkIds } }, READ).toArray();
    const caseIds = distinct([...abouts.flatMap(caseIdsOf), ...talks.map(({ caseId }) => caseId)]);
    const found = caseIds.length === 0 ? [] : await cases.find({ _id: { $in: caseIds } }, READ).toArray();
    return keptOutBy({
      cases: new Map(found.map(({ _id, exclusions }) => [_id, exclusions])),
      conversations: new Map(
        talks.map(({ _id, caseId = null, exclusions }) => [_id, { caseId, keptOut: knowing(exclusions) }]),
      ),
    });
  };
}

function caseIdsOf({ caseId, otherCaseIds = [] }: About): (string | null | undefined)[] {
  return [caseId, ...otherCaseIds];
}

/** Those for whom it never lapses; to have missed an offer keeps nobody out. */
function knowing(exclusions: ConversationRead['exclusions']): string[] {
  return exclusions.filter(({ reason }) => reason === 'conflict_of_interest').map(({ agentId }) => agentId);
}

function distinct(ids: readonly (string | null | undefined)[]): string[] {
  return [...new Set(ids.flatMap((each) => each ?? []))];
}
