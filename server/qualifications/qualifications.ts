/** Recording what colleagues hold, listing what ends, and answering whether somebody is qualified. A lapse moves nothing by itself. */
import type { z } from 'zod';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import { relationsFor } from '../../shared/domain/permissions.ts';
import { needsRenewal, qualificationFaults, qualifiedOn, standingOn } from '../../shared/domain/qualification.ts';
import type { QualificationRow, qualificationRoutes } from '../../shared/protocol/http/qualifications.ts';
import { qualificationKinds } from '../../shared/reference/qualifications.ts';
import { itemsAt } from '../../shared/reference/reference-item.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { AgentsStore } from '../agents/index.ts';
import type { Audit } from '../audit/index.ts';
import { createOnce } from '../platform/create-once.ts';
import type { StaffSession, ValueOf } from '../platform/http-route.ts';
import type { Database } from '../platform/mongo.ts';
import { type Clock, type Ids, iso } from '../platform/ports.ts';
import { transact } from '../platform/transaction.ts';
import type { QualificationDoc, QualificationsStore } from './qualifications.store.ts';

type Routes = typeof qualificationRoutes;

export interface QualificationsDeps {
  readonly database: Database;
  readonly qualifications: QualificationsStore;
  readonly agents: Pick<AgentsStore, 'find' | 'findMany'>;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly ids: Ids;
  /** When the record of one that ends then is deleted. */
  readonly keptUntil: (ends: number) => Date;
}

const todayOf = ({ clock }: Pick<QualificationsDeps, 'clock'>): string => londonDay(new Date(clock.now()));

/** Whether somebody holds what is asked for on this day, and until when. */
export async function isQualified(
  { qualifications }: Pick<QualificationsDeps, 'qualifications'>,
  agentId: string,
  code: string,
  day: string,
): Promise<{ readonly held: boolean; readonly until: string | null }> {
  return qualifiedOn(await qualifications.list(agentId), code, day);
}

export async function listQualifications(
  deps: QualificationsDeps,
  { agentId, role }: StaffSession,
): Promise<Result<ValueOf<Routes['list']>>> {
  const today = todayOf(deps);
  const all = relationsFor('qualification.read', role).includes('any');
  const [docs, agents] = await Promise.all([
    deps.qualifications.list(all ? undefined : agentId),
    deps.agents.findMany(all ? { disabledAt: null } : { _id: agentId }),
  ]);
  const of = (who: string) => docs.filter((doc) => doc.agentId === who);
  const toRenew = agents
    .flatMap(({ _id, name }) => needsRenewal(of(_id), today).map((doc) => ({ ...present(doc, today), name })))
    .sort((a, b) => (a.expiresOn ?? '').localeCompare(b.expiresOn ?? '') || a.name.localeCompare(b.name));
  return ok({
    staff: agents.map(({ _id, name, role: theirs }) => ({
      ...{ agentId: _id, name, role: theirs },
      qualifications: of(_id).map((doc) => present(doc, today)),
    })),
    toRenew,
    kinds: itemsAt(qualificationKinds, today).map(({ code, label, group, renewMonths, source }) => ({
      ...{ code, label, group, renewMonths, source },
    })),
  });
}

/** The start of the demonstration records as well as people do. */
type Recorder = Pick<StaffSession, 'agentId' | 'name'> & { readonly role: string };

export async function addQualification(
  deps: QualificationsDeps,
  input: z.infer<Routes['add']['body']>,
  caller: Recorder,
): Promise<Result<{ qualification: QualificationRow }>> {
  const { clientId, agentId, code, obtainedOn, expiresOn, evidence } = input;
  // Nobody vouches for themselves.
  if (agentId === caller.agentId) return fail('conflict', { reason: 'own_record' });
  const today = todayOf(deps);
  const issues = qualificationFaults(input, today);
  if (issues.length > 0) return fail('bad_request', { issues });
  const made = await createOnce<QualificationDoc>(deps.database, {
    existing: (session) => deps.qualifications.ofClientId(clientId, session),
    isSame: async (found) => {
      const before = await deps.qualifications.open(found);
      const same = [found.agentId, found.code, found.obtainedOn, found.expiresOn, before.evidence];
      return same.every((value, index) => value === [agentId, code, obtainedOn, expiresOn, evidence][index]);
    },
    create: async (session) => {
      const agent = await deps.agents.find(agentId);
      if (!agent || agent.disabledAt !== null) return fail('not_found');
      const id = deps.ids.uuid();
      const doc: QualificationDoc = {
        ...{ _id: id, clientId, agentId, code, obtainedOn, expiresOn, endedOn: null },
        evidence: await deps.qualifications.seal(id, 'evidence', evidence),
        ...{ endedBecause: null, endedBy: null, recordedAt: deps.clock.now() },
        recordedBy: { agentId: caller.agentId, name: caller.name },
        purgeAt: expiresOn === null ? null : deps.keptUntil(Date.parse(expiresOn)),
        legalHold: false,
      };
      await deps.qualifications.insert(session, doc);
      const meta = { agentId, code, obtainedOn, expiresOn };
      const event = { actor: actorOf(caller), action: 'qualification.set', target: targetOf(id), meta };
      await deps.audit.record(event, session);
      return ok(doc);
    },
  });
  return made.ok ? ok({ qualification: present(made.value.value, today) }) : made;
}

export async function openQualification(
  deps: QualificationsDeps,
  qualificationId: string,
  caller: StaffSession,
): Promise<Result<ValueOf<Routes['open']>>> {
  const doc = await deps.qualifications.find(qualificationId);
  if (!doc) return fail('not_found');
  const meta = { agentId: doc.agentId, code: doc.code };
  await deps.audit.record({ actor: actorOf(caller), action: 'qualification.read', target: targetOf(doc._id), meta });
  return ok({ qualification: present(doc, todayOf(deps)), ...(await deps.qualifications.open(doc)) });
}

export async function endQualification(
  deps: QualificationsDeps,
  { qualificationId, endedOn, because }: { qualificationId: string; endedOn: string; because: string },
  caller: StaffSession,
): Promise<Result<{ qualification: QualificationRow }>> {
  const found = await deps.qualifications.find(qualificationId);
  if (!found) return fail('not_found');
  if (endedOn < found.obtainedOn) {
    const message = 'It ends before it was obtained. Correct the day.';
    return fail('bad_request', { issues: [{ path: 'endedOn', message }] });
  }
  const endedBecause = await deps.qualifications.seal(qualificationId, 'endedBecause', because);
  const endedBy = { agentId: caller.agentId, name: caller.name };
  const ended = await transact(deps.database, async (session) => {
    const set = { endedOn, endedBecause, endedBy, purgeAt: deps.keptUntil(Date.parse(endedOn)) };
    if (!(await deps.qualifications.end(session, qualificationId, set))) return false;
    const meta = { agentId: found.agentId, code: found.code, endedOn };
    const event = { actor: actorOf(caller), action: 'qualification.end', target: targetOf(qualificationId), meta };
    await deps.audit.record(event, session);
    return true;
  });
  if (!ended) return fail('conflict', { reason: 'ended_already' });
  return ok({ qualification: present({ ...found, endedOn }, todayOf(deps)) });
}

function present(doc: QualificationDoc, today: string): QualificationRow {
  const { _id, agentId, code, obtainedOn, expiresOn, endedOn, recordedBy } = doc;
  return {
    ...{ qualificationId: _id, agentId, code, obtainedOn, expiresOn, endedOn },
    ...{ standing: standingOn(doc, today), recordedBy, recordedAt: iso(doc.recordedAt) },
  };
}

const actorOf = ({ agentId, role }: Recorder) => ({ id: agentId, role });
const targetOf = (id: string) => ({ kind: 'qualification', id });
