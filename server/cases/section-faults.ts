/** The faults of several sections at once, each under the name of its section. */
import { type SectionFault, sectionFaults } from '../../shared/domain/case-faults.ts';
import type { CaseSection } from '../../shared/domain/case-sections.ts';
import type { SectionBody } from '../../shared/protocol/case-sections.ts';

export function faultsOfSections(
  sections: { readonly [S in CaseSection]?: SectionBody<S> },
  today: string,
): SectionFault[] {
  const written = Object.entries(sections) as [CaseSection, SectionBody<CaseSection>][];
  return written.flatMap(([section, body]) =>
    sectionFaults(body, today).map(({ path, message }) => ({ path: `${section}.${path}`, message })),
  );
}
