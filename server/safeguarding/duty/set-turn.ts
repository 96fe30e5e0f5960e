/** Putting a lead on call, and taking a turn off the list. Only who may take an alert by name can be put on it. */
import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { turnFault } from '../../../shared/domain/duty-list.ts';
import { relationsFor } from '../../../shared/domain/permissions.ts';
import type { DutyTurnView, dutyRoutes } from '../../../shared/protocol/http/duty.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { AgentDoc } from '../../agents/index.ts';
import { createOnce } from '../../platform/create-once.ts';
import type { StaffSession } from '../../platform/http-route.ts';
import { transact } from '../../platform/transaction.ts';
import type { DutyDeps } from './deps.ts';
import type { DutyTurnDoc } from './duty-turns.store.ts';
import { presentTurn } from './read-duty.ts';

type Turn = z.infer<typeof dutyRoutes.add.body>;
/** A lead, or the start of the demonstration. */
type Setter = Pick<StaffSession, 'agentId' | 'name'> & { readonly role: string };

export async function addTurn(deps: DutyDeps, input: Turn, caller: Setter): Promise<Result<{ turn: DutyTurnView }>> {
  const { clientId, agentId, contacts } = input;
  const span = { from: Date.parse(input.from), until: Date.parse(input.until) };
  const now = deps.clock.now();
  const made = await createOnce<DutyTurnDoc>(deps.database, {
    existing: (session) => deps.turns.byClientId(clientId, session),
    isSame: async (found) => {
      const before = { agentId: found.agentId, from: found.from, until: found.until };
      const same = isDeepStrictEqual(before, { agentId, ...span });
      return same && isDeepStrictEqual(await deps.turns.contactsOf(found), contacts);
    },
    create: async (session) => {
      const lead = await deps.agents.find(agentId);
      if (!mayTakeAlerts(lead)) return fail('not_found');
      const fault = turnFault(span, now);
      if (fault) return fail('bad_request', { issues: [fault] });
      const dutyId = deps.ids.uuid();
      const doc: DutyTurnDoc = {
        _id: dutyId,
        clientId,
        agentId,
        name: lead.name,
        ...span,
        channels: contacts.map(({ kind }) => kind),
        contacts: await deps.turns.sealContacts(dutyId, contacts),
        setBy: { agentId: caller.agentId, name: caller.name },
        setAt: now,
        removedAt: null,
        purgeAt: deps.keptUntil(span.until),
        legalHold: false,
      };
      await deps.turns.add(doc, session);
      const meta = { agentId, from: input.from, until: input.until, channels: doc.channels };
      await deps.audit.record({ actor: actorOf(caller), action: 'duty.set', target: targetOf(dutyId), meta }, session);
      return ok(doc);
    },
  });
  return made.ok ? ok({ turn: presentTurn(made.value.value) }) : made;
}

/** Taken off again it is the same answer: what matters is that nobody is called by it any more. */
export async function removeTurn(deps: DutyDeps, dutyId: string, caller: Setter): Promise<Result<null>> {
  return transact<Result<null>>(deps.database, async (session) => {
    const doc = await deps.turns.find(dutyId, session);
    if (!doc) return fail('not_found');
    if (!(await deps.turns.remove(dutyId, deps.clock.now(), session))) return ok(null);
    const event = { actor: actorOf(caller), action: 'duty.remove', target: targetOf(dutyId) };
    await deps.audit.record({ ...event, meta: { agentId: doc.agentId } }, session);
    return ok(null);
  });
}

export function mayTakeAlerts(agent: AgentDoc | null): agent is AgentDoc {
  return agent !== null && agent.disabledAt === null && relationsFor('alert.acknowledge', agent.role).length > 0;
}

const actorOf = ({ agentId, role }: Setter) => ({ id: agentId, role });
const targetOf = (dutyId: string) => ({ kind: 'duty_turn', id: dutyId });
