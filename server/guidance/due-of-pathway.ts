/** What is due of a pathway after an answer, and who is called to it: leads, in its transaction; nobody once it is decided. */
import { isForLead } from '../../shared/domain/due-kinds.ts';
import { isUnderWay } from '../../shared/domain/marac-state.ts';
import { pathwayDue } from '../../shared/domain/pathway-due.ts';
import type { PathwayNext } from '../../shared/domain/pathway-outcome.ts';
import { isLeadRole } from '../../shared/domain/permissions.ts';
import { type CaseCaller, type CaseChange, type CaseDoc, familyOf, settledInFamily, withDue } from '../cases/index.ts';
import type { Session } from '../platform/mongo.ts';
import type { GuidanceDeps } from './deps.ts';

/** The pathway that a referral to a panel ends. */
export const MARAC = 'marac';

interface Answered {
  readonly doc: CaseDoc;
  readonly pathway: string;
  readonly next: PathwayNext;
  readonly panel: boolean;
  readonly role: CaseCaller['role'];
  readonly now: number;
}

export async function dueAfterIn(
  { marac, leads, cases }: Pick<GuidanceDeps, 'marac' | 'leads' | 'cases'>,
  session: Session,
  { doc, pathway, next, panel, role, now }: Answered,
): Promise<CaseChange> {
  const referred =
    panel && (await marac.ofCases(await familyOf(cases, doc, session), session)).some(({ state }) => isUnderWay(state));
  const standing = doc.due.find(({ dueId }) => dueId === dueIdOf(pathway));
  const due = pathwayDue({ next, panel, referred, byLead: isLeadRole(role) }, now, standing);
  if (due !== null && isForLead(due.kind)) {
    const kind = due.kind === 'lead_decides' ? 'lead_decides' : 'marac_refused';
    await leads.callIn(session, { kind, caseId: doc._id, causeId: causeOf(doc._id, pathway) });
  }
  // Answered once for the person, whichever of their cases it was due in.
  const settled = await settledInFamily(cases, session, doc, dueIdOf(pathway));
  return due === null ? settled : { ...settled, ...withDue({ due: settled.due ?? doc.due }, dueIdOf(pathway), due) };
}

/** Once it stands: leads are told what is theirs, or need not come any more. */
export async function tellLeads(
  { leads, cases }: Pick<GuidanceDeps, 'leads' | 'cases'>,
  of: CaseDoc,
  pathway: string,
): Promise<void> {
  for (const caseId of await familyOf(cases, of)) {
    const doc = caseId === of._id ? of : await cases.cases.find(caseId);
    const theirs = doc?.due.some(({ dueId, kind }) => dueId === dueIdOf(pathway) && isForLead(kind)) === true;
    if (theirs) leads.announce(causeOf(caseId, pathway));
    else await leads.putAway(causeOf(caseId, pathway));
  }
}

/** Of which pathways something is due, in it or in what became part of it. */
export function pathwaysDueIn({ due }: Pick<CaseDoc, 'due'>): string[] {
  const codes = due.flatMap(({ dueId }) => /^(?:of:[^:]+:)?pathway:(.+)$/.exec(dueId)?.[1] ?? []);
  return [...new Set(codes)];
}

function dueIdOf(pathway: string): string {
  return `pathway:${pathway}`;
}

const causeOf = (caseId: string, pathway: string): string => `case:${caseId}:pathway:${pathway}`;

export function referredIn(
  { cases }: Pick<GuidanceDeps, 'cases'>,
  session: Session,
  doc: CaseDoc,
): Promise<CaseChange> {
  return settledInFamily(cases, session, doc, dueIdOf(MARAC));
}
