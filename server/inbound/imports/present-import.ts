/** A file of referrals for whoever waits for it: counts and codes, nothing of its rows. */
import type { InboundImport } from '../../../shared/protocol/http/inbound-imports.ts';
import { iso, isoOrNull } from '../../platform/ports.ts';
import type { InboundDeps } from '../deps.ts';
import type { ImportDoc } from './imports.store.ts';

export async function presentImport({ senders }: Pick<InboundDeps, 'senders'>, doc: ImportDoc): Promise<InboundImport> {
  const { senderId, mapping, decision, counts, madeBy } = doc;
  const sender = await senders.find(senderId);
  return {
    ...{ importId: doc._id, revision: doc.revision, sender: { senderId, name: sender?.name ?? senderId } },
    ...{ state: doc.state, encoding: doc.encoding, separator: doc.separator, columns: doc.columns },
    ...{ rows: doc.rows, bytes: doc.bytes, mapping: mapping === null ? null : [...mapping], ...counts },
    decision: decision && { ...decision, at: iso(decision.at) },
    ...{ madeAt: iso(doc.madeAt), madeBy, endedAt: isoOrNull(doc.endedAt) },
    fileUntil: doc.fileUntil?.toISOString() ?? null,
  };
}
