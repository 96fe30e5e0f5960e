/** Call-backs as they are shown: each judged again by what is known now, since much may change after it was booked. */
import type { Callback } from '../../shared/protocol/http/callbacks.ts';
import type { CaseDoc } from '../cases/index.ts';
import { iso } from '../platform/ports.ts';
import { judgeCallback } from './callback-gate.ts';
import type { CallbackDoc } from './callbacks.store.ts';
import { gatedOf } from './contact.ts';
import type { ContactsDeps } from './deps.ts';
import { peopleAtGate } from './person-at-gate.ts';
import { presentJudgement } from './present-contact.ts';

type Deps = Pick<ContactsDeps, 'cases' | 'contacts' | 'attempts' | 'callbacks'>;

/** Those whose case is among the given ones. */
export async function presentCallbacks(
  deps: Deps,
  docs: readonly CallbackDoc[],
  cases: readonly CaseDoc[],
): Promise<Callback[]> {
  const contacts = await deps.contacts.findMany([...new Set(docs.map(({ contactId }) => contactId))]);
  const people = await peopleAtGate(deps, cases);
  const shown = docs.map(async (doc) => {
    const of = cases.find(({ _id }) => _id === doc.caseId);
    const contact = contacts.find((each) => each.doc._id === doc.contactId);
    const person = people.get(doc.caseId);
    if (!of || !contact || !person) return [];
    const gate = judgeCallback(gatedOf(contact, person), doc);
    const { _id: callbackId, revision, caseId, contactId, minutes, assignee, teamId, state, outcome, bookedBy } = doc;
    return [
      {
        ...{ callbackId, revision, caseId, reference: of.reference, contactId, minutes, assignee, teamId, state },
        ...{ outcome, bookedBy, at: iso(doc.at), gate: presentJudgement(gate) },
        calledName: await deps.cases.cases.open(of, 'calledName'),
        note: await deps.callbacks.noteOf(doc),
      },
    ];
  });
  return (await Promise.all(shown)).flat();
}

/** Their cases, unless closed: nobody is called of those. */
export async function casesById(deps: Deps, docs: readonly CallbackDoc[]): Promise<CaseDoc[]> {
  const ids = [...new Set(docs.map(({ caseId }) => caseId))];
  if (ids.length === 0) return [];
  const found = await deps.cases.cases.findMany({ _id: { $in: ids }, state: { $ne: 'closed' } }, ids.length);
  await deps.cases.cases.warm(found);
  return found;
}
