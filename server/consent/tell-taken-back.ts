/**
 * What was taken back outside its chat (with staff, or by reference and phrase) stands in the log of the chat as well, which is the
 * one record that both sides see: `consent_withdrawn` may follow the end, so it does after a conversation was closed too. A log
 * is written alone in its queue, and so once the taking back stands; whoever was missed is found by a look.
 */
import { ok } from '../../shared/result.ts';
import { SYSTEM } from '../conversations/index.ts';
import type { CaseConsentDeps } from './case-deps.ts';
import type { ConsentDoc } from './consent-record.ts';
import { requestIdOf } from './request-id.ts';

export async function tellTakenBack(
  deps: Pick<CaseConsentDeps, 'log' | 'release'>,
  consent: ConsentDoc,
): Promise<void> {
  if (consent.withdrawnAt === null) return;
  if (consent.release === 'waiting') deps.release.putAway(consent._id);
  await writeInChat(deps, consent);
}

/** Once, whoever comes first. Where the words of the chat are gone, and its key with them, there is no log to write to. */
export async function writeInChat(
  { log }: Pick<CaseConsentDeps, 'log'>,
  { _id, conversationId, withdrawnAt, withdrawnHow, requestId, recipientId }: ConsentDoc,
): Promise<void> {
  if (conversationId === null || withdrawnAt === null || withdrawnHow === 'chat') return;
  const clientId = requestIdOf(_id, 'taken back');
  if ((await log.find(conversationId, clientId)) !== null) return;
  await log.post<null>({
    ...{ conversationId, clientId, author: SYSTEM, afterEnd: true },
    content: { kind: 'consent_withdrawn', data: { requestId, recipientId } },
    replay: async () => ok(null),
    work: async () => ok({ value: null }),
  });
}
