// How a section of a case is checked, saved and read again.
import type { CaseSection } from '../../shared/domain/case-sections.ts';
import type { WireError } from '../../shared/protocol/errors.ts';
import type { Theirs } from '../records/drafts.ts';
import { asSent } from '../records/faults.ts';
import { asValues } from '../records/field.ts';
import type { RecordAccess } from '../records/save-draft.ts';
import { say } from '../ui/words.ts';
import { saveSection } from './case-calls.ts';
import { keepRow, reloadCase } from './open-cases.ts';
import { sectionFaultsOf } from './sections/section-faults.ts';
import { SECTION_FIELDS } from './sections/sections.ts';

export const sectionKey = (caseId: string, section: CaseSection): string => `section ${caseId} ${section}`;

export function sectionAccess(caseId: string, section: CaseSection): RecordAccess {
  const fields = SECTION_FIELDS[section];
  return {
    fields,
    faults: (body, today) => sectionFaultsOf(fields, body, today),
    send: async (body, revision) => {
      const reply = await saveSection(caseId, { section, revision, body: asSent(fields, body) });
      if (reply.ok) keepRow(reply.value.row, { section: reply.value.section, conflict: reply.value.conflict });
      return reply;
    },
    newest: () => newest(caseId, section),
    refusal,
  };
}

async function newest(caseId: string, section: CaseSection): Promise<Theirs | null> {
  const view = await reloadCase(caseId);
  const saved = view?.sections.find((each) => each.section === section);
  if (saved === undefined) return null;
  const { body, revision, changedBy } = saved;
  return { body: asValues(body), revision, by: changedBy?.name ?? null };
}

function refusal({ code, details }: WireError): string | null {
  if (details?.reason === 'merged') return say('section.merged');
  return code === 'not_found' ? say('section.gone') : null;
}
