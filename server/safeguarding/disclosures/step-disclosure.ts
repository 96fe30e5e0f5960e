/** What is recorded of a disclosure after it was proposed: that it was shared, that the person was told since, what came of it. */
import { isMadeTooEarly, judgeDisclosure } from '../../../shared/domain/disclosure.ts';
import type { DisclosureRow, DisclosureStep } from '../../../shared/protocol/http/disclosures.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { StaffSession } from '../../platform/http-route.ts';
import type { Person, SteppedChange } from '../../platform/stepped.store.ts';
import { takeStep } from '../../platform/take-step.ts';
import { foundBy } from '../not-barred.ts';
import type { DisclosuresDeps } from './deps.ts';
import { type DisclosureDoc, type DisclosureFacts, presentDisclosure, standingOf } from './disclosure-record.ts';

const AHEAD_MS = 2 * 60_000;

export async function stepDisclosure(
  deps: DisclosuresDeps,
  disclosureId: string,
  step: DisclosureStep,
  caller: StaffSession,
): Promise<Result<{ disclosure: DisclosureRow }>> {
  const found = await foundBy(deps, await deps.disclosures.find(disclosureId), caller.agentId);
  if (found === null) return fail('not_found');
  if (step.kind === 'make' && Date.parse(step.sharedAt) > deps.clock.now() + AHEAD_MS) {
    return wrongTime('It was not shared in the future. Correct the time.');
  }
  const by = { agentId: caller.agentId, name: caller.name };
  const { clientId, revision, kind, text } = step;
  const codes: Record<string, string> = step.kind === 'make' ? { sharedAt: step.sharedAt } : {};
  const taken = await takeStep<DisclosureFacts>(
    { database: deps.database, records: deps.disclosures, now: () => deps.clock.now() },
    { id: disclosureId, clientId, revision, kind, codes, text, by },
    {
      decide: (doc) => decide(doc, step, by),
      along: async (doc, session) => {
        const event = { actor: { id: caller.agentId, role: caller.role }, action: `disclosure.${kind}` };
        await deps.audit.record({ ...event, target: { kind: 'disclosure', id: doc._id } }, session);
      },
    },
  );
  return taken.ok ? ok({ disclosure: presentDisclosure(taken.value) }) : taken;
}

function decide(doc: DisclosureDoc, step: DisclosureStep, by: Person): Result<SteppedChange<DisclosureFacts>> {
  const refused = judgeDisclosure({ ...standingOf(doc), told: doc.facts.told }, step.kind);
  if (refused !== null) return fail('conflict', { reason: refused });
  switch (step.kind) {
    case 'make':
      if (isMadeTooEarly(Date.parse(step.sharedAt), approvedAt(doc)))
        return wrongTime('It was shared before a second person had approved it. Correct the time, or tell a lead.');
      return ok({ state: 'made', facts: { sharedAt: Date.parse(step.sharedAt), sharedBy: by } });
    case 'outcome':
      return ok({ facts: { hasOutcome: true } });
    case 'told_later':
      return ok({ facts: { told: 'after', whyNotTold: null } });
  }
}

function approvedAt({ steps }: DisclosureDoc): number {
  return steps.find(({ kind }) => kind === 'approved')?.at ?? 0;
}

function wrongTime(message: string): Result<never> {
  return fail('bad_request', { issues: [{ path: 'sharedAt', message }] });
}
