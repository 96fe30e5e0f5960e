// The shape of pathways as data: which answers lead where, and who gives it in which district until when. A service pack
// holds them; nothing here or in the rules names a place or a provider.
import type { RISKS } from '../protocol/conversation.ts';
import type { CrimeGroup } from '../reference/crime-types.ts';
import type { Evidence, ReferenceItem } from '../reference/reference-item.ts';

/** Who provides a kind of support where, by council, district and lot. Shown to staff, never to visitors (D1). */
export interface PartnerRoute {
  readonly code: string;
  readonly programme: string;
  readonly kind: string;
  readonly council: string;
  readonly districts: readonly string[];
  readonly lot: string;
  readonly provider: string;
  readonly phone?: string;
  /** Who of the recipients of referrals it is; without one nothing can be sent to it. */
  readonly recipientId?: string;
  readonly validFrom: string;
  readonly validTo?: string;
  readonly source: string;
  readonly evidence: Evidence;
  readonly unverified: boolean;
}

/** A meeting of agencies about people at the highest risk: no partner that accepts, and consent is not its basis (H2). */
export interface MaracPanel extends ReferenceItem {
  readonly council: string;
  readonly districts: readonly string[];
  /** The youngest that it hears; below, child protection, which it never replaces. */
  readonly fromAge: number;
  /** All of them will know, so the person is told who they are. */
  readonly memberAgencies: readonly string[];
  readonly meets: string;
  readonly phone?: string;
}

export type PathwayRisk = (typeof RISKS)[number];

/**
 * What must hold, all of it; of each list one is enough, and of the crimes one by type, group or flag. An age that is not
 * known is an adult's.
 */
export interface PathwayWhen {
  readonly crimeTypes?: readonly string[];
  readonly crimeGroups?: readonly CrimeGroup[];
  readonly crimeFlags?: readonly string[];
  readonly capacities?: readonly string[];
  /** Who the person that harmed is to them: codes of `relationKinds`. */
  readonly relations?: readonly string[];
  readonly stages?: readonly string[];
  readonly wishes?: readonly string[];
  /** The highest level that any of these tools, or judgement, gave; none given is `not_assessed`. */
  readonly risk?: { readonly tools: readonly string[]; readonly levels: readonly PathwayRisk[] };
  readonly ageFrom?: number;
  readonly ageBelow?: number;
  /** Old enough for the panel of their district, or not. */
  readonly maracAge?: 'open' | 'too_young';
  /** The case has children. */
  readonly children?: true;
  readonly notAtFirstContact?: true;
}

export interface PathwayRule {
  readonly ruleId: string;
  /** Said to staff as the reason. */
  readonly because: string;
  readonly when: PathwayWhen;
}

/**
 * `suggest`: offered, the person decides · `choice`: they choose between staying and a provider · `duty`: ours to do, told
 * to them where that is safe · `assess`: a tool first · `on_request`: named only when they asked for it.
 */
export const PATHWAY_OFFERS = ['suggest', 'choice', 'duty', 'assess', 'on_request'] as const;
export type PathwayOffer = (typeof PATHWAY_OFFERS)[number];

export const PATHWAY_GIVERS = ['own_service', 'partner', 'panel', 'statutory', 'national'] as const;
export type PathwayGiver = (typeof PATHWAY_GIVERS)[number];

export interface Pathway extends ReferenceItem {
  readonly offer: PathwayOffer;
  readonly givenBy: PathwayGiver;
  /** Any one is enough. */
  readonly rules: readonly PathwayRule[];
  /** Kinds of partner that give it, the first that is there before the next. */
  readonly providerKinds: readonly string[];
  /** Tools to fill in for it. */
  readonly tools: readonly string[];
  /** A number of the pack that belongs to it. */
  readonly number?: string;
  /** What whoever offers it must know. */
  readonly note?: string;
}
