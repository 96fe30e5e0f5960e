import type { CaseSection } from '../../shared/domain/case-sections.ts';
import type { SectionBody } from '../../shared/protocol/case-sections.ts';
import type { CaseView } from '../../shared/protocol/http/cases.ts';

type Saved<S extends CaseSection> = Extract<CaseView['sections'][number], { section: S }>;

/** What stands in one section of a case. */
export function sectionIn<S extends CaseSection>(view: CaseView, section: S): SectionBody<S> | null {
  const found = view.sections.find((each): each is Saved<S> => each.section === section);
  return found === undefined ? null : (found.body as SectionBody<S>);
}
