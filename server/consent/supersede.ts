/** Whatever is answered now is the person's newest word about this recipient: an older yes no longer carries anything (C1). */
import type { Session } from '../platform/mongo.ts';
import type { ConsentDoc } from './consent-record.ts';
import type { ConsentDeps } from './deps.ts';

/** Of these, those that stood and no longer do. */
export async function supersedeIn(
  { consents, outbox }: Pick<ConsentDeps, 'consents' | 'outbox'>,
  session: Session,
  older: readonly ConsentDoc[],
  at: number,
): Promise<ConsentDoc[]> {
  const stood = older.filter(
    ({ decision, withdrawnAt, supersededAt }) => decision === 'given' && withdrawnAt === null && supersededAt === null,
  );
  for (const { _id } of stood) {
    await consents.changeConsent(session, _id, { supersededAt: at });
    await outbox.stopIn(session, _id, { why: 'superseded', at });
  }
  return stood;
}
