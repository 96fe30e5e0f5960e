/** The faults of several sections at once, each under the name of its section. */
import { type SectionFault, sectionFaults } from '../../shared/domain/case-faults.ts';
import type { CaseSection } from '../../shared/domain/case-sections.ts';
import { codeFaults, codesInSection } from '../../shared/domain/code-faults.ts';
import type { SectionBody } from '../../shared/protocol/case-sections.ts';
import type { KnownCodes } from '../../shared/reference/known-codes.ts';

export function faultsOfSections(
  sections: { readonly [S in CaseSection]?: SectionBody<S> },
  today: string,
  known: KnownCodes,
): SectionFault[] {
  const written = Object.entries(sections) as [CaseSection, SectionBody<CaseSection>][];
  return written.flatMap(([section, body]) =>
    [...sectionFaults(body, today), ...codeFaults(codesInSection(body), known)].map(({ path, message }) => ({
      path: `${section}.${path}`,
      message,
    })),
  );
}
