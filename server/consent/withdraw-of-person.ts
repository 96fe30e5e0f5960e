/** Everything that a person agreed to is taken back, in the transaction in which somebody decided that they wish it (H4). */
import type { Session } from '../platform/mongo.ts';
import type { ConsentFamily } from './consent-record.ts';
import type { ConsentDeps } from './deps.ts';

export interface WithdrawOrder extends ConsentFamily {
  readonly at: number;
  readonly actor: { readonly id: string; readonly role: string };
}

/** The ids of what was taken back. */
export async function withdrawOfPerson(
  deps: Pick<ConsentDeps, 'consents' | 'outbox' | 'audit' | 'purgeAt'>,
  session: Session,
  { at, actor, ...person }: WithdrawOrder,
): Promise<readonly string[]> {
  const given = await deps.consents.givenByIn(session, person);
  for (const { _id, conversationId, caseId, recipientId } of given) {
    const change = { withdrawnAt: at, withdrawnHow: 'phrase' as const, purgeAt: deps.purgeAt(new Date(at)) };
    await deps.consents.changeConsent(session, _id, change);
    const effect = await deps.outbox.stopIn(session, _id, { why: 'withdrawn', at });
    const target =
      conversationId === null ? { kind: 'case', id: caseId ?? '' } : { kind: 'conversation', id: conversationId };
    await deps.audit.record(
      { actor, action: 'consent.withdraw', target, meta: { recipientId, effect, how: 'phrase' } },
      session,
    );
  }
  return given.map(({ _id }) => _id);
}
