/** The register of complaints and compliments: who sent one is shown through the safe-contact gate or not at all. */
import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import {
  COMPLAINT_STATES,
  type ComplaintChannel,
  type ComplaintFinding,
  type ComplaintKind,
  type ComplaintState,
  complaintAfter,
  judgeComplaint,
} from '../../shared/domain/complaint.ts';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import { complaintDues } from '../../shared/domain/register-clocks.ts';
import { safetyOf, usableContact } from '../../shared/domain/safe-contact.ts';
import type {
  ComplaintFrom,
  ComplaintRow,
  ComplaintStep,
  registerRoutes,
} from '../../shared/protocol/http/registers.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { StaffSession, ValueOf } from '../platform/http-route.ts';
import { iso } from '../platform/ports.ts';
import { type SteppedChange, type SteppedDoc, type SteppedStore, steppedSpec } from '../platform/stepped.store.ts';
import type { RegistersDeps } from './deps.ts';
import { addEntry, type EntryFacts, openEntry, type Register } from './register.ts';

export interface ComplaintFacts extends EntryFacts {
  readonly kind: ComplaintKind;
  readonly channel: ComplaintChannel;
  readonly receivedOn: string;
  readonly anonymous: boolean;
  readonly finding: ComplaintFinding | null;
  readonly acknowledgedOn: string | null;
  readonly answeredOn: string | null;
  readonly learnt: boolean;
}

export interface ComplaintBody {
  readonly from: ComplaintFrom;
  readonly text: string;
}

type Doc = SteppedDoc<ComplaintFacts>;
type Routes = typeof registerRoutes;

export const complaintsSpec = steppedSpec('complaints', [
  { keys: { 'facts.owner.agentId': 1 }, sparse: true },
  { keys: { 'facts.caseId': 1 }, sparse: true },
]);

export function complaintsRegister(
  deps: RegistersDeps,
  records: SteppedStore<ComplaintFacts>,
): Register<ComplaintFacts, ComplaintRow, ComplaintStep, ComplaintBody> {
  return {
    noun: 'complaint',
    records,
    bodyOf: (doc) => records.bodyOf<ComplaintBody>(doc),
    over: ['closed'],
    present,
    codesOf: (step) =>
      step.kind === 'answer' ? { finding: step.finding } : step.kind === 'own' ? { agentId: step.agentId } : {},
    decide: (doc, step, { now, named }) => {
      const refused = judgeComplaint({ ...doc.facts, state: stateOf(doc) }, step.kind);
      if (refused !== null) return fail('conflict', { reason: refused });
      const today = londonDay(new Date(now));
      const change: SteppedChange<ComplaintFacts> = { state: complaintAfter(stateOf(doc), step.kind) };
      switch (step.kind) {
        case 'own':
          return ok({ ...change, facts: { owner: named } });
        case 'acknowledge':
          return ok({ ...change, facts: { acknowledgedOn: today } });
        case 'answer':
          return ok({ ...change, facts: { finding: step.finding, answeredOn: today } });
        case 'learn':
          return ok({ ...change, facts: { learnt: true } });
        case 'close':
          return ok({ ...change, purgeAt: deps.keptUntil('complaint', now) });
        case 'reopen':
          return ok({ ...change, facts: { answeredOn: null }, purgeAt: null });
        default:
          return ok(change);
      }
    },
  };
}

export async function addComplaint(
  deps: RegistersDeps,
  register: ReturnType<typeof complaintsRegister>,
  input: z.infer<Routes['addComplaint']['body']>,
  caller: StaffSession,
): Promise<Result<ValueOf<Routes['addComplaint']>>> {
  const { clientId, from, text, kind, channel, receivedOn, conversationId, caseId } = input;
  if (receivedOn > londonDay(new Date(deps.clock.now()))) {
    const message = 'It did not come in the future. Correct the day.';
    return fail('bad_request', { issues: [{ path: 'receivedOn', message }] });
  }
  const facts: ComplaintFacts = {
    ...{ kind, channel, receivedOn, conversationId, caseId, owner: null, finding: null },
    anonymous: from.contact === null,
    ...{ acknowledgedOn: null, answeredOn: null, learnt: false },
  };
  const body: ComplaintBody = { from, text };
  const added = await addEntry(
    deps,
    register,
    {
      ...{ clientId, state: 'received', facts, body, meta: { kind, channel } },
      isSame: (before, said) => isDeepStrictEqual([asAdded(before), said], [facts, body]),
    },
    caller,
  );
  return added.ok ? ok({ entry: added.value.entry }) : added;
}

/** The facts as they were when it was written down, whatever became of it since. */
function asAdded(facts: ComplaintFacts): ComplaintFacts {
  return { ...facts, owner: null, finding: null, acknowledgedOn: null, answeredOn: null, learnt: false };
}

export async function openComplaint(
  deps: RegistersDeps,
  register: ReturnType<typeof complaintsRegister>,
  entryId: string,
  caller: StaffSession,
): Promise<Result<Omit<ValueOf<Routes['openComplaint']>, 'changes'>>> {
  const opened = await openEntry(deps, register, entryId, caller);
  if (!opened.ok) return opened;
  const { entry, body, steps } = opened.value;
  return ok({ entry, text: body.text, from: { name: body.from.name, contact: gated(body.from.contact) }, steps });
}

function gated(contact: ComplaintFrom['contact']): ValueOf<Routes['openComplaint']>['from']['contact'] {
  if (contact === null) return { shown: false, reason: 'none_left' };
  const value = usableContact({ value: contact.value, safety: safetyOf(contact) });
  if (value === null) return { shown: false, reason: 'somebody_else_sees' };
  return { shown: true, kind: contact.kind, value, when: contact.when ?? null };
}

function stateOf({ state }: Doc): ComplaintState {
  return COMPLAINT_STATES.find((each) => each === state) ?? 'received';
}

function present(doc: Doc, { now, changes }: { readonly now: number; readonly changes: number }): ComplaintRow {
  const { facts } = doc;
  const { kind, channel, receivedOn, anonymous, finding, learnt, owner, caseId, conversationId } = facts;
  return {
    ...{ entryId: doc._id, revision: doc.revision, madeAt: iso(doc.madeAt), madeBy: doc.madeBy, owner, caseId },
    ...{ conversationId, changes, kind, state: stateOf(doc), channel, receivedOn, anonymous, finding, learnt },
    due: duesOf(doc, londonDay(new Date(now))),
  };
}

function duesOf({ facts, state }: Doc, today: string): ComplaintRow['due'] {
  const { kind, receivedOn, anonymous, acknowledgedOn, answeredOn } = facts;
  return complaintDues(kind, receivedOn).flatMap(({ code, day, certain }) => {
    // Nobody left a way to be told that it came.
    if (anonymous && code === 'acknowledge') return [];
    const doneOn = code === 'acknowledge' ? (acknowledgedOn ?? answeredOn) : answeredOn;
    const over = doneOn === null ? state !== 'closed' && today > day : doneOn > day;
    return [{ code, by: day, met: doneOn !== null && doneOn <= day, over, certain }];
  });
}
