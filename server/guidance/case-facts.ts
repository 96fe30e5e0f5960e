/**
 * The answers of a case as the rules take them: opened from its sections, and those of what became part of it, in the place
 * where each of them stands.
 */
import { type AgeSource, type AgeSpan, ageOn, under18Then } from '../../shared/domain/age-known.ts';
import type { EligibilityAnswers } from '../../shared/domain/eligibility.ts';
import type { RightsFacts } from '../../shared/domain/enhanced-rights.ts';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import type { PathwayFacts } from '../../shared/domain/pathways.ts';
import type { Known } from '../../shared/domain/ruling.ts';
import type { AnySectionBody, SectionBody } from '../../shared/protocol/case-sections.ts';
import { ageBand } from '../../shared/protocol/pre-chat.ts';
import { ageSourceOf, type CaseDoc, caseThatStays, emptySection, mergedInto } from '../cases/index.ts';
import type { Session } from '../platform/mongo.ts';
import type { GuidanceDeps } from './deps.ts';
import { type GuidedSections, joinCodes, joinSections } from './joined-facts.ts';

export interface CaseFacts {
  readonly day: string;
  readonly age: AgeSpan | null;
  readonly eligibility: EligibilityAnswers;
  readonly rights: RightsFacts;
  readonly reported: boolean;
  readonly codeVersion: string;
  readonly pathways: PathwayFacts;
}

/** Of the person, whichever of their cases is asked: a case that became part of another goes by the one that stays. */
export async function readFacts(deps: GuidanceDeps, of: CaseDoc, session?: Session): Promise<CaseFacts> {
  const doc = await caseThatStays(deps.cases, of, session);
  const day = londonDay(new Date(deps.cases.clock.now()));
  const parts = await mergedInto(deps.cases, doc._id, session);
  const caseIds = [doc, ...parts].map(({ _id }) => _id);
  const own = await readSections(deps, doc, session);
  const others: GuidedSections[] = [];
  // One after the other: a transaction carries one question at a time.
  for (const part of parts) others.push(await readSections(deps, part, session));
  const levels = await deps.levels(caseIds, session);
  const wishes = await deps.records.wishes(caseIds, session);
  return factsFrom(joinCodes(doc, parts), joinSections(own, others), { day, levels, wishes });
}

async function readSections(deps: GuidanceDeps, doc: CaseDoc, session?: Session): Promise<GuidedSections> {
  const stored = await deps.cases.sections.of(doc._id, session);
  const open = async (section: keyof GuidedSections): Promise<AnySectionBody> => {
    const found = stored.find((each) => each.section === section);
    return found ? deps.cases.sections.open(found) : emptySection(section, doc.versions.victimsCode ?? '');
  };
  // Each was parsed by the schema of its own name before it was sealed.
  return {
    person: await open('person'),
    circumstances: await open('circumstances'),
    incidents: await open('incidents'),
    people: await open('people'),
    justice: await open('justice'),
    rights: await open('rights'),
  } as GuidedSections;
}

interface Around {
  readonly day: string;
  readonly levels: PathwayFacts['risk'];
  readonly wishes: readonly string[];
}

function factsFrom(doc: CaseDoc, sections: GuidedSections, { day, levels, wishes }: Around): CaseFacts {
  const { person, circumstances, incidents, people, justice, rights } = sections;
  const source = ageSourceOf(person);
  const age = ageOn(source, day);
  const { crimeTypes, crimeFlags } = doc;
  const { capacities, area, living, areaOfSafety } = circumstances;
  return {
    ...{ day, age, codeVersion: rights.codeVersion },
    reported: incidents.incidents.some(({ reported }) => reported === 'yes'),
    eligibility: {
      ...{ capacities, harmed: null, crimeTypes, crimeFlags, area, living, areaOfSafety, postcode: null },
      namedContact: person.name !== null || person.preferredName !== null,
    },
    rights: {
      ...{ crimeTypes, crimeFlags, capacities, ageBand: bandOf(doc) },
      under18AtOffence: atAnyOffence(source, incidents, day),
      targetedRepeatedly: rights.targetedRepeatedly,
      fearOfEvidence: rights.fearOfEvidence,
      evidenceQuality: rights.evidenceQuality,
    },
    pathways: {
      ...{ day, age, crimeTypes, crimeFlags, capacities, area, areaOfSafety, wishes },
      risk: [...(isLevel(doc.risk) ? [{ tool: 'case', level: doc.risk }] : []), ...levels],
      relations: relationsOf(incidents, people),
      stages: latestStage(justice),
      children: people.people.some(({ kind }) => kind === 'child'),
      firstContact: isFirstContact(doc, day),
    },
  };
}

function bandOf({ ageBand: band }: CaseDoc) {
  const known = ageBand.safeParse(band);
  return known.success ? known.data : null;
}

function isLevel(risk: string): risk is 'standard' | 'medium' | 'high' {
  return risk === 'standard' || risk === 'medium' || risk === 'high';
}

/** Yes, where it was so at any of them; no, only where it was so at none. */
function atAnyOffence(source: AgeSource | null, { incidents }: SectionBody<'incidents'>, day: string): Known {
  const times = incidents.map(({ occurredOn, occurredBand }) => ({ on: occurredOn, band: occurredBand }));
  const answers = (times.length > 0 ? times : [{ on: null, band: null }]).map((time) => under18Then(source, time, day));
  if (answers.includes('yes')) return 'yes';
  return answers.every((answer) => answer === 'no') ? 'no' : 'not_known';
}

function relationsOf({ incidents }: SectionBody<'incidents'>, { people }: SectionBody<'people'>): string[] {
  const said = [
    ...incidents.map(({ relationToPerson }) => relationToPerson),
    ...people.filter(({ kind }) => kind === 'alleged_perpetrator').map(({ relation }) => relation),
  ];
  return [...new Set(said.flatMap((each) => (each === null ? [] : [each])))];
}

/** Where the case stands now: the newest stage by its day; one without a day counts as written after those before it. */
function latestStage({ stages }: SectionBody<'justice'>): string[] {
  const [first, ...others] = stages;
  if (!first) return [];
  const latest = others.reduce(
    (newest, each) => (newest.on === null || each.on === null || each.on >= newest.on ? each : newest),
    first,
  );
  return [latest.stage];
}

/** Until the day after somebody first spoke with them. */
function isFirstContact({ clocks }: CaseDoc, day: string): boolean {
  const contact = clocks.find(({ clock }) => clock === 'first_safe_contact');
  if (!contact) return false;
  return contact.stoppedAt === null || londonDay(new Date(contact.stoppedAt)) >= day;
}
