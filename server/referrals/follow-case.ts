/**
 * What referrals have to say when a case ends: what is on its way, or not acknowledged, goes on without it and is the
 * coordinator's from then on; what waits for a decision is decided first, or by a lead. Nothing is lost with the case (D2, H17).
 */
import { isUnder18 } from '../../shared/domain/priority.ts';
import type { CaseFollower } from '../cases/index.ts';
import type { Session } from '../platform/mongo.ts';
import type { ReferralsDeps } from './deps.ts';
import type { ReferralRow } from './referral-record.ts';
import { takeBack } from './stop-referral.ts';

type OpenThing = Awaited<ReturnType<CaseFollower['openIn']>>[number];

export function createReferralCaseFollower(deps: ReferralsDeps): CaseFollower {
  return {
    openIn: async (session, caseId) => {
      const rows = await rowsOf(deps, session, caseId);
      if (rows.length === 0) return [];
      const standing = await deps.standingOfCase(session, caseId, null);
      const urgent = standing?.atOnce === true || isUnder18(standing?.ageBand ?? null);
      return rows.flatMap((row) => openThing(row, urgent, nameOf(deps, row)));
    },
    endIn: async (session, { doc, by, now }) => {
      for (const caseId of await deps.ofCase.familyIn(session, doc._id))
        for (const row of await rowsOf(deps, session, caseId)) {
          if (neverLeaves(row)) await takeBack(deps, session, row, { at: now, by: by.agentId });
          // Nothing is due in a case that is closed: whoever is called is called by an alert.
          else if (row.state === 'sent' && row.chase)
            await deps.outbox.changeIn(session, row, { chase: { ...row.chase, told: false } }, []);
        }
      return {};
    },
    handOverIn: async () => undefined,
  };
}

/** Those of this case, and what is to be said of them since; one that names a case of its own is of that alone. */
async function rowsOf(deps: ReferralsDeps, session: Session, caseId: string): Promise<ReferralRow[]> {
  const talks = await deps.conversations.ofCaseIn(session, caseId);
  const person = { caseIds: [caseId], conversationIds: talks.map(({ _id }) => _id) };
  const rows = await deps.outbox.rowsOfPerson(person, session);
  return rows.filter((row) => (row.caseId ?? caseId) === caseId);
}

/** Short of a decision it stays for ever; where it never left, whoever ends the case may decide that it does not go. */
function neverLeaves({ kind, state, heldFor, attempt }: ReferralRow): boolean {
  return kind === 'referral' && state === 'held' && heldFor === 'coordinator' && attempt === 0;
}

function openThing(row: ReferralRow, urgent: boolean, name: string): OpenThing[] {
  const thing = { id: row._id, name };
  const byLead = { endsWithCase: true, byLead: true } as const;
  if (row.state === 'undeliverable') return [{ ...thing, kind: `${row.kind}_not_gone`, ...byLead }];
  if (row.state === 'returned_needs_info') return [{ ...thing, kind: 'referral_question', endsWithCase: false }];
  if (row.state === 'held' && row.heldFor === 'coordinator')
    return [{ ...thing, kind: 'referral_held', ...(neverLeaves(row) ? byLead : { endsWithCase: false }) }];
  const onItsWay = ['held', 'ready', 'sending'].includes(row.state);
  if (!onItsWay && (row.kind !== 'referral' || row.state !== 'sent')) return [];
  const kind = onItsWay ? `${row.kind}_on_its_way` : 'referral_unanswered';
  // Whoever may be in danger is not left with help that nobody has confirmed, unless a lead says so (H17).
  return [{ ...thing, kind, goesOn: true, endsWithCase: true, ...(urgent ? { byLead: true } : {}) }];
}

function nameOf({ partners, clock }: ReferralsDeps, { recipientId, reference }: ReferralRow): string {
  return `${partners.find(recipientId, clock.now())?.recipient.name ?? recipientId}, ${reference}`;
}
