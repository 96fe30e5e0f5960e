// Saves what is written into a section. Whatever the answer, what was typed stays until it is saved or thrown away.
import type { CaseSection } from '../../shared/domain/case-sections.ts';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import type { WireError } from '../../shared/protocol/errors.ts';
import { sentenceOf } from '../ui/notices.ts';
import { say } from '../ui/words.ts';
import { saveSection } from './case-calls.ts';
import { keepRow, reloadCase } from './open-cases.ts';
import { changeSectionDraft, dropDraft, type SectionDraft } from './section-drafts.ts';
import { asSent, type Faults, faultsFrom, faultsOf } from './sections/faults.ts';
import { asValues } from './sections/field.ts';
import { mergeSection } from './sections/merge.ts';
import { SECTION_FIELDS } from './sections/sections.ts';

export type SaveOutcome =
  | { readonly saved: true }
  | { readonly saved: false; readonly faults: Faults; readonly problem: string | null };

const refused = (problem: string | null, faults: Faults = {}): SaveOutcome => ({ saved: false, faults, problem });

export async function saveDraft(caseId: string, section: CaseSection, draft: SectionDraft): Promise<SaveOutcome> {
  const fields = SECTION_FIELDS[section];
  const { body, revision } = whatStands(section, draft);
  const faults = faultsOf(fields, body, londonDay(new Date()));
  if (Object.keys(faults).length > 0) return refused(null, faults);
  const reply = await saveSection(caseId, { section, revision, body: asSent(fields, body) });
  if (!reply.ok) return notSaved(caseId, section, reply.error);
  const { section: saved, row, conflict } = reply.value;
  keepRow(row, { section: saved, conflict });
  dropDraft(caseId, section);
  return { saved: true };
}

/** The draft itself, or, where somebody else saved meanwhile, both put together by what was chosen. */
export function whatStands(section: CaseSection, draft: SectionDraft): Pick<SectionDraft, 'body' | 'revision'> {
  const { base, body, theirs, choices, revision } = draft;
  if (theirs === null) return { body, revision };
  const merged = mergeSection(SECTION_FIELDS[section], { base, mine: body, theirs: theirs.body }, choices);
  return { body: merged.values, revision: theirs.revision };
}

async function notSaved(caseId: string, section: CaseSection, error: WireError): Promise<SaveOutcome> {
  if (error.details?.reason === 'changed_meanwhile') {
    return (await takeTheirs(caseId, section)) ? refused(null) : refused(sentenceOf(error));
  }
  if (error.details?.reason === 'merged') return refused(say('section.merged'));
  if (error.code === 'not_found') return refused(say('section.gone'));
  const faults = faultsFrom(error);
  return refused(Object.keys(faults).length > 0 ? null : sentenceOf(error), faults);
}

/** Lays the version that was saved meanwhile beside the draft. */
async function takeTheirs(caseId: string, section: CaseSection): Promise<boolean> {
  const view = await reloadCase(caseId);
  const saved = view?.sections.find((each) => each.section === section);
  if (saved === undefined) return false;
  const { body, revision, changedBy } = saved;
  const theirs = { body: asValues(body), revision, by: changedBy?.name ?? null };
  changeSectionDraft(caseId, section, { theirs, choices: {} });
  return true;
}
