/** An administrator says who may send us referrals, gives out keys and takes them back. A key is shown once and kept as a digest. */
import type { z } from 'zod';
import type { InboundSender, inboundSenderRoutes } from '../../shared/protocol/http/inbound-senders.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { createOnce } from '../platform/create-once.ts';
import type { Session } from '../platform/mongo.ts';
import { iso, isoOrNull } from '../platform/ports.ts';
import { transact } from '../platform/transaction.ts';
import type { InboundCaller, InboundDeps } from './deps.ts';
import { makeKey } from './sender-key.ts';
import type { SenderDoc, SenderKey } from './senders.store.ts';

type Deps = Pick<InboundDeps, 'database' | 'senders' | 'clock' | 'ids' | 'audit'>;
type NewSender = z.infer<typeof inboundSenderRoutes.add.body>;
type NewKey = z.infer<typeof inboundSenderRoutes.addKey.body> & { readonly senderId: string };

/** More than anybody turns over; each stays on record after it was taken back. */
const KEYS_AT_MOST = 50;

export async function listSenders({ senders }: Deps): Promise<Result<{ senders: InboundSender[] }>> {
  return ok({ senders: (await senders.all()).map(presentSender) });
}

export async function addSender(
  deps: Deps,
  input: NewSender,
  caller: InboundCaller,
): Promise<Result<{ sender: InboundSender }>> {
  const made = await createOnce<SenderDoc>(deps.database, {
    existing: (session) => deps.senders.ofClientId(input.clientId, session),
    isSame: ({ name, kind }) => name === input.name && kind === input.kind,
    create: async (session) => {
      const doc: SenderDoc = {
        ...{ _id: deps.ids.uuid(), clientId: input.clientId, name: input.name, kind: input.kind },
        ...{ keys: [], mapping: [], madeAt: deps.clock.now(), madeBy: personOf(caller) },
      };
      await deps.senders.insertIn(session, doc);
      await record(deps, session, { caller, action: 'inbound_sender.add', senderId: doc._id, keyId: null });
      return ok(doc);
    },
  });
  return made.ok ? ok({ sender: presentSender(made.value.value) }) : made;
}

export async function addKey(
  deps: Deps,
  { senderId, clientId, scopes, perMinute }: NewKey,
  caller: InboundCaller,
): Promise<Result<{ sender: InboundSender; keyId: string; key: string }>> {
  return transact(deps.database, async (session) => {
    const sender = await deps.senders.find(senderId, session);
    if (!sender) return fail('not_found');
    // It was shown to whoever asked first, and nobody can read it again: take that one back and make another.
    if (sender.keys.some((each) => each.clientId === clientId)) return fail('conflict', { reason: 'shown_once' });
    if (sender.keys.length >= KEYS_AT_MOST) return fail('conflict', { reason: 'too_many_keys' });
    const { keyId, key, hash } = makeKey(deps.ids.bytes);
    const made: SenderKey = {
      ...{ keyId, hash, scopes, perMinute, clientId },
      ...{ madeAt: deps.clock.now(), madeBy: personOf(caller), revokedAt: null },
    };
    await deps.senders.addKeyIn(session, senderId, made);
    await record(deps, session, { caller, action: 'inbound_sender.add_key', senderId, keyId });
    return ok({ sender: presentSender({ ...sender, keys: [...sender.keys, made] }), keyId, key });
  });
}

export async function revokeKey(
  deps: Deps,
  { senderId, keyId }: { readonly senderId: string; readonly keyId: string },
  caller: InboundCaller,
): Promise<Result<{ sender: InboundSender }>> {
  return transact(deps.database, async (session) => {
    const sender = await deps.senders.find(senderId, session);
    const key = sender?.keys.find((each) => each.keyId === keyId);
    if (!sender || !key) return fail('not_found');
    if (key.revokedAt !== null) return ok({ sender: presentSender(sender) });
    const revokedAt = deps.clock.now();
    await deps.senders.revokeIn(session, senderId, keyId, revokedAt);
    await record(deps, session, { caller, action: 'inbound_sender.revoke_key', senderId, keyId });
    const keys = sender.keys.map((each) => (each.keyId === keyId ? { ...each, revokedAt } : each));
    return ok({ sender: presentSender({ ...sender, keys }) });
  });
}

interface Doing {
  readonly caller: InboundCaller;
  readonly action: string;
  readonly senderId: string;
  readonly keyId: string | null;
}

function record({ audit }: Deps, session: Session, { caller, action, senderId, keyId }: Doing): Promise<void> {
  const actor = { id: caller.agentId, role: caller.role };
  return audit.record({ actor, action, target: { kind: 'inbound_sender', id: senderId }, meta: { keyId } }, session);
}

function personOf({ agentId, name }: InboundCaller) {
  return { agentId, name };
}

function presentSender({ _id, name, kind, keys, mapping, madeAt }: SenderDoc): InboundSender {
  return {
    ...{ senderId: _id, name, kind, knowsColumns: mapping.length > 0, madeAt: iso(madeAt) },
    keys: keys.map((each) => ({
      ...{ keyId: each.keyId, scopes: [...each.scopes], perMinute: each.perMinute },
      ...{ madeAt: iso(each.madeAt), madeBy: each.madeBy, revokedAt: isoOrNull(each.revokedAt) },
      usedAt: isoOrNull(each.usedAt ?? null),
    })),
  };
}
