/** A case as staff see it: the row of a list, and the whole with its sections. */
import { CASE_SECTIONS, type CaseSection } from '../../shared/domain/case-sections.ts';
import { withHiddenNumbers } from '../../shared/domain/hidden-number.ts';
import type { AnySectionBody } from '../../shared/protocol/case-sections.ts';
import type { CaseEvent, CaseRow, CaseView, SavedSection } from '../../shared/protocol/http/cases.ts';
import { iso, isoOrNull } from '../platform/ports.ts';
import type { CaseDoc } from './case.ts';
import { hasConflict } from './conflict-check.ts';
import type { CaseCaller, CasesDeps } from './deps.ts';
import { nextOf, type Span } from './due-span.ts';
import { emptySection } from './empty-section.ts';
import type { CaseEventDoc } from './events.store.ts';
import { mergedInto } from './family.ts';
import type { SectionDoc } from './sections.store.ts';

type RowDeps = Pick<CasesDeps, 'cases' | 'clock'>;

/** `span` is the time that the list asks for: its row shows what is due then, whatever else is. */
export async function presentRow(deps: RowDeps, doc: CaseDoc, span?: Span): Promise<CaseRow> {
  const { next, others } = nextOf(doc.state === 'closed' ? [] : doc.due, deps.clock.now(), span);
  return {
    caseId: doc._id,
    reference: doc.reference,
    revision: doc.revision,
    state: doc.state,
    calledName: await deps.cases.open(doc, 'calledName'),
    owner: doc.owner,
    teamId: doc.teamId,
    ageBand: doc.ageBand,
    area: doc.area,
    ...{ risk: doc.risk, senderRisk: senderRiskOf(doc) },
    supportLevel: doc.supportLevel,
    fundingStream: doc.fundingStream,
    crimeTypes: [...doc.crimeTypes],
    repeat: doc.repeat ?? null,
    openedAt: iso(doc.openedAt),
    closedAt: isoOrNull(doc.closedAt),
    closureReason: doc.closureReason,
    nextDue: next === undefined ? null : { kind: next.kind, at: iso(next.at) },
    alsoDue: others,
    waitingFor: [...new Set(doc.waits.map((wait) => wait.for))],
  };
}

function senderRiskOf({ referredAs }: CaseDoc): CaseRow['senderRisk'] {
  if (referredAs === undefined || referredAs.grade === null) return null;
  const { source, sender, grade, tool, on } = referredAs;
  return { source, sender, grade, tool, on };
}

export async function presentRows(deps: RowDeps, docs: readonly CaseDoc[], span?: Span): Promise<CaseRow[]> {
  await deps.cases.warm(docs);
  return Promise.all(docs.map((doc) => presentRow(deps, doc, span)));
}

/** As this member of staff sees it. */
export async function presentCase(deps: CasesDeps, doc: CaseDoc, caller: CaseCaller): Promise<CaseView> {
  const parts = await mergedInto(deps, doc._id);
  const [row, said, stored, ...conversations] = await Promise.all([
    presentRow(deps, doc),
    deps.cases.open(doc, 'agreement.said'),
    deps.sections.of(doc._id),
    ...[doc, ...parts].map(({ _id }) => deps.conversations.ofCase(_id)),
  ]);
  const sections = await Promise.all(
    CASE_SECTIONS.map((section) => {
      const found = stored.find((each) => each.section === section);
      return found ? presentSection(deps, found) : unwritten(section, doc);
    }),
  );
  const { how, at, by } = doc.agreement;
  return {
    row,
    agreement: { how, said: said ?? '', at: iso(at), by },
    receivedAt: iso(doc.receivedAt ?? doc.openedAt),
    workers: [...doc.workers],
    formerOwner: doc.owner === null ? (doc.formerOwner ?? null) : null,
    due: [...doc.due].sort((a, b) => a.at - b.at).map((due) => ({ kind: due.kind, at: iso(due.at) })),
    sections,
    conversations: conversations.flat().map(({ conversationId, startedAt }) => ({
      conversationId,
      startedAt: iso(startedAt),
    })),
    mergedInto: doc.mergedInto,
    mergedFrom: parts.map(({ _id, reference }) => ({ caseId: _id, reference })),
    conflict: await hasConflict(deps, doc, caller),
    versions: doc.versions,
  };
}

export async function presentSection(deps: Pick<CasesDeps, 'sections'>, doc: SectionDoc): Promise<SavedSection> {
  const body = await deps.sections.open(doc);
  // Whoever reads a case, its history or what they saved: the gate of safe contact stands before each of them.
  return named(doc.section, 'people' in body ? withHiddenNumbers(body) : body, {
    revision: doc.revision,
    changedAt: iso(doc.changedAt),
    changedBy: doc.changedBy,
  });
}

function unwritten(section: CaseSection, doc: CaseDoc): SavedSection {
  const body = emptySection(section, doc.versions.victimsCode ?? '');
  return named(section, body, { revision: 0, changedAt: null, changedBy: null });
}

/** The store keeps a section with the body of its own schema: it was parsed by it before it was sealed. */
function named(
  section: CaseSection,
  body: AnySectionBody,
  saved: Pick<SavedSection, 'revision' | 'changedAt' | 'changedBy'>,
): SavedSection {
  return { section, body, ...saved } as SavedSection;
}

export async function presentEvent(deps: Pick<CasesDeps, 'events'>, doc: CaseEventDoc): Promise<CaseEvent> {
  const { _id: eventId, kind, by, about, codes } = doc;
  return { eventId, at: iso(doc.at), kind, by, about, codes, text: await deps.events.textOf(doc) };
}
