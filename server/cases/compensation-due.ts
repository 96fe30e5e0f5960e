/** The last day of a claim follows from three sections: whichever of them is saved, it is worked out anew from all. */
import type { CaseSection } from '../../shared/domain/case-sections.ts';
import { claimFactsOf } from '../../shared/domain/compensation.ts';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import type { SectionBody } from '../../shared/protocol/case-sections.ts';
import type { Session } from '../platform/mongo.ts';
import type { CaseChange, CaseDoc } from './case.ts';
import type { CasesDeps } from './deps.ts';
import { emptySection } from './empty-section.ts';
import { withCompensationDue } from './section-dues.ts';

type Given = { readonly [S in CaseSection]?: SectionBody<S> };
type Deps = Pick<CasesDeps, 'sections' | 'clock'>;

const TURNS_ON = ['person', 'incidents', 'justice'] as const;

/** `given`: what is saved now, in place of what stood. */
export async function compensationAfter(
  deps: Deps,
  doc: Pick<CaseDoc, '_id' | 'due'>,
  given: Given,
  session?: Session,
): Promise<CaseChange> {
  if (!TURNS_ON.some((section) => given[section] !== undefined)) return {};
  const of = async <S extends CaseSection>(section: S): Promise<SectionBody<S>> => {
    const now: SectionBody<S> | undefined = given[section];
    if (now !== undefined) return now;
    const stored = await deps.sections.find(doc._id, section, session);
    // The store keeps a section with the body of its own schema.
    return (stored === null ? emptySection(section, '') : await deps.sections.open(stored)) as SectionBody<S>;
  };
  const person = await of('person');
  const incidents = await of('incidents');
  const facts = claimFactsOf({ person, incidents, justice: await of('justice') });
  return withCompensationDue(doc, facts, londonDay(new Date(deps.clock.now())));
}
