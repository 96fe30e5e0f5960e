/**
 * What the answers of a case lead to. Every suggestion carries its rule, the answers behind it, and what is doubtful; a
 * person decides. No level is said to be safe, and no rule asks where the offence was.
 */
import { crimeTypes as knownCrimes } from '../reference/crime-types.ts';
import { isValidOn } from '../reference/reference-item.ts';
import { type AgeSpan, ruleBandOf } from './age-known.ts';
import { ageDefaults, maracOpen } from './age-rules.ts';
import type {
  MaracPanel,
  PartnerRoute,
  Pathway,
  PathwayGiver,
  PathwayOffer,
  PathwayRisk,
  PathwayWhen,
} from './pathway-data.ts';
import { type ProviderOption, providersFor, type Whereabouts } from './providers.ts';
import { type Ground, groundsOf, type Ruling } from './ruling.ts';

export interface PathwayFacts extends Whereabouts {
  /** YYYY-MM-DD in England. */
  readonly day: string;
  readonly age: AgeSpan | null;
  readonly risk: readonly { readonly tool: string; readonly level: PathwayRisk }[];
  readonly crimeTypes: readonly string[];
  readonly crimeFlags: readonly string[];
  readonly capacities: readonly string[];
  readonly relations: readonly string[];
  readonly stages: readonly string[];
  /** What they asked for: codes of pathways. */
  readonly wishes: readonly string[];
  readonly children: boolean;
  readonly firstContact: boolean;
}

/** What a pack knows of pathways. */
export interface PathwayData {
  readonly pathways: readonly Pathway[];
  readonly partners: readonly PartnerRoute[];
  readonly maracPanels: readonly MaracPanel[];
}

export interface Suggestion {
  readonly pathway: string;
  readonly label: string;
  readonly offer: PathwayOffer;
  readonly givenBy: PathwayGiver;
  /** Every rule that leads here; the first is said. */
  readonly rulings: readonly Ruling[];
  readonly providers: readonly ProviderOption[];
  readonly panel: Pick<MaracPanel, 'code' | 'label' | 'memberAgencies' | 'meets'> | null;
  /** What the person may choose: `stay`, the codes of providers, or of the panel. */
  readonly options: readonly string[];
  readonly tools: readonly string[];
  readonly number: string | null;
  readonly note: string | null;
  readonly doubts: readonly string[];
}

export const STAY = 'stay';
export const OWN_SERVICE = 'own_service';

export function suggestPathways(facts: PathwayFacts, data: PathwayData): Suggestion[] {
  const panel = panelFor(data.maracPanels, facts);
  return data.pathways
    .filter((pathway) => isValidOn(pathway, facts.day))
    .flatMap((pathway) => {
      const rulings = pathway.rules.flatMap(({ ruleId, because, when }) => {
        const grounds = groundsWhen(when, facts, panel);
        return grounds === null ? [] : [{ ruleId, sentence: because, grounds }];
      });
      return rulings.length === 0 ? [] : [toSuggestion(pathway, rulings, facts, data, panel)];
    });
}

/** A pathway as it would be offered, whether anything suggests it or somebody judges so; null where the pack has none today. */
export function describePathway(code: string, facts: PathwayFacts, data: PathwayData): Suggestion | null {
  const pathway = data.pathways.find((each) => each.code === code && isValidOn(each, facts.day));
  return pathway ? toSuggestion(pathway, [], facts, data, panelFor(data.maracPanels, facts)) : null;
}

/** The panel of where they will be: of safety where they go, else of today. */
export function panelFor(
  panels: readonly MaracPanel[],
  { area, areaOfSafety, day }: Whereabouts & Pick<PathwayFacts, 'day'>,
): MaracPanel | undefined {
  const district = areaOfSafety ?? area;
  return panels.find((panel) => district !== null && panel.districts.includes(district) && isValidOn(panel, day));
}

function toSuggestion(
  pathway: Pathway,
  rulings: readonly Ruling[],
  facts: PathwayFacts,
  data: PathwayData,
  panel: MaracPanel | undefined,
): Suggestion {
  const { code, label, offer, givenBy, providerKinds, tools, number, note } = pathway;
  const { options, doubts } = providersFor(data.partners, providerKinds, facts, facts.day);
  const isPanel = givenBy === 'panel';
  return {
    ...{ pathway: code, label, offer, givenBy, rulings, providers: options, tools },
    panel: isPanel && panel ? pick(panel) : null,
    options: [
      ...(offer === 'choice' ? [STAY] : []),
      ...(givenBy === 'own_service' ? [OWN_SERVICE] : []),
      ...options.map((option) => option.code),
      ...(isPanel && panel ? [panel.code] : []),
    ],
    number: number ?? null,
    note: note ?? null,
    doubts: [
      ...doubts,
      ...options.flatMap((option) => option.doubts),
      ...(isPanel ? panelDoubts(panel) : []),
      ...(pathway.unverified ? ['Nobody has checked this pathway. Ask the coordinator before you rely on it.'] : []),
    ],
  };
}

function pick({ code, label, memberAgencies, meets }: MaracPanel): Suggestion['panel'] {
  return { code, label, memberAgencies, meets };
}

function panelDoubts(panel: MaracPanel | undefined): string[] {
  if (!panel) return ['No panel is known for their district. Ask the safeguarding lead today.'];
  return panel.unverified ? [`${panel.label}: nobody has checked this entry. Ring before you rely on it.`] : [];
}

const groupOf: ReadonlyMap<string, string> = new Map(knownCrimes.map(({ code, group }) => [code, group]));

/** The answers that make it hold, or null where it does not. */
function groundsWhen(when: PathwayWhen, facts: PathwayFacts, panel: MaracPanel | undefined): readonly Ground[] | null {
  const parts: (readonly Ground[] | null)[] = [
    crimeGrounds(when, facts),
    listed('circumstances.capacities', when.capacities, facts.capacities),
    listed('incidents.relationToPerson', when.relations, facts.relations),
    listed('justice.stages', when.stages, facts.stages),
    listed('wishes', when.wishes, facts.wishes),
    riskGrounds(when, facts),
    ageGrounds(when, facts, panel),
    when.children === undefined ? [] : facts.children ? [{ fact: 'people.child', value: 'yes' }] : null,
    when.notAtFirstContact === undefined || !facts.firstContact ? [] : null,
  ];
  return parts.every((part) => part !== null) ? parts.flat() : null;
}

function listed(
  fact: string,
  wanted: readonly string[] | undefined,
  given: readonly string[],
): readonly Ground[] | null {
  if (wanted === undefined) return [];
  const both = given.filter((each) => wanted.includes(each));
  return both.length === 0 ? null : groundsOf(fact, both);
}

function crimeGrounds(
  { crimeTypes, crimeGroups, crimeFlags }: PathwayWhen,
  facts: PathwayFacts,
): readonly Ground[] | null {
  if (crimeTypes === undefined && crimeGroups === undefined && crimeFlags === undefined) return [];
  const groups: readonly string[] = crimeGroups ?? [];
  const types = facts.crimeTypes.filter(
    (each) => (crimeTypes ?? []).includes(each) || groups.includes(groupOf.get(each) ?? ''),
  );
  const flags = facts.crimeFlags.filter((each) => (crimeFlags ?? []).includes(each));
  const grounds = [...groundsOf('incidents.crimeType', types), ...groundsOf('incidents.flags', flags)];
  return grounds.length === 0 ? null : grounds;
}

const RANK: readonly PathwayRisk[] = ['not_assessed', 'standard', 'medium', 'high'];

function riskGrounds({ risk }: PathwayWhen, facts: PathwayFacts): readonly Ground[] | null {
  if (risk === undefined) return [];
  const given = facts.risk.filter(({ tool }) => risk.tools.includes(tool));
  const highest = Math.max(0, ...given.map(({ level }) => RANK.indexOf(level)));
  const level = RANK[highest] ?? 'not_assessed';
  if (!risk.levels.includes(level)) return null;
  const by = given.filter((each) => each.level === level).map(({ tool }) => ({ fact: `risk.${tool}`, value: level }));
  return by.length > 0 ? by : [{ fact: 'risk', value: level }];
}

function ageGrounds(
  { ageFrom, ageBelow, maracAge }: PathwayWhen,
  { age }: PathwayFacts,
  panel: MaracPanel | undefined,
): readonly Ground[] | null {
  if (ageFrom === undefined && ageBelow === undefined && maracAge === undefined) return [];
  const grounds = groundsOf('person.age', [ruleBandOf(age) ?? 'not_known']);
  const open = maracOpen(age, { maracFromAge: panel?.fromAge ?? ageDefaults.maracFromAge });
  const holds =
    (ageFrom === undefined || age === null || age.atLeast >= ageFrom) &&
    (ageBelow === undefined || (age !== null && age.atLeast < ageBelow)) &&
    (maracAge === undefined || open === (maracAge === 'open'));
  return holds ? grounds : null;
}
