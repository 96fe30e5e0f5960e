/** What is due of a pathway after an answer, and who is called to it: leads, in its transaction; nobody once it is decided. */
import { isForLead } from '../../shared/domain/due-kinds.ts';
import { isUnderWay } from '../../shared/domain/marac-state.ts';
import { pathwayDue } from '../../shared/domain/pathway-due.ts';
import type { PathwayNext } from '../../shared/domain/pathway-outcome.ts';
import { type CaseCaller, type CaseChange, type CaseDoc, withDue } from '../cases/index.ts';
import type { Session } from '../platform/mongo.ts';
import type { GuidanceDeps } from './deps.ts';

/** The pathway that a referral to a panel ends. */
export const MARAC = 'marac';

const LEADS: readonly CaseCaller['role'][] = ['safeguarding_lead', 'supervisor'];

interface Answered {
  readonly doc: CaseDoc;
  readonly pathway: string;
  readonly next: PathwayNext;
  readonly panel: boolean;
  readonly role: CaseCaller['role'];
  readonly now: number;
}

export async function dueAfterIn(
  { marac, leads }: Pick<GuidanceDeps, 'marac' | 'leads'>,
  session: Session,
  { doc, pathway, next, panel, role, now }: Answered,
): Promise<CaseChange> {
  const referred = panel && (await marac.ofCase(doc._id, session)).some(({ state }) => isUnderWay(state));
  const standing = doc.due.find(({ dueId }) => dueId === dueIdOf(pathway));
  const due = pathwayDue({ next, panel, referred, byLead: LEADS.includes(role) }, now, standing);
  if (due !== null && isForLead(due.kind)) {
    const kind = due.kind === 'lead_decides' ? 'lead_decides' : 'marac_refused';
    await leads.callIn(session, { kind, caseId: doc._id, causeId: causeOf(doc._id, pathway) });
  }
  return withDue(doc, dueIdOf(pathway), due);
}

/** Once it stands: leads are told what is theirs, or need not come any more. */
export async function tellLeads({ leads }: Pick<GuidanceDeps, 'leads'>, doc: CaseDoc, pathway: string): Promise<void> {
  const causeId = causeOf(doc._id, pathway);
  const theirs = doc.due.some(({ dueId, kind }) => dueId === dueIdOf(pathway) && isForLead(kind));
  if (theirs) leads.announce(causeId);
  else await leads.putAway(causeId);
}

function dueIdOf(pathway: string): string {
  return `pathway:${pathway}`;
}

const causeOf = (caseId: string, pathway: string): string => `case:${caseId}:pathway:${pathway}`;

export function withReferred(doc: Pick<CaseDoc, 'due'>): CaseChange {
  return withDue(doc, dueIdOf(MARAC), null);
}
