// A service pack is everything that makes this software one county's service: areas, partners, hours, numbers, words.
// One installation serves one pack (E9); code outside `packs/` never names a place.
import type { OpeningHours } from '../../shared/domain/opening-hours.ts';
import type { OutwardCode } from '../../shared/domain/outward-codes.ts';
import type { MaracPanel, PartnerRoute, Pathway } from '../../shared/domain/pathway-data.ts';
import type { Area } from '../../shared/reference/areas.ts';
import type { HelpNumber } from '../../shared/reference/numbers.ts';
import type { PlanGroup } from '../../shared/reference/plan-groups.ts';
import type { Evidence } from '../../shared/reference/reference-item.ts';
import type { SurveyQuestions } from './settings.ts';

/** A queue from the start has all that several will need; `diversion` is where its waiting go while it is closed. */
export interface Queue {
  readonly queueId: string;
  readonly name: string;
  readonly requiredSkills: readonly string[];
  readonly hours: OpeningHours;
  readonly diversion: string | null;
}

export interface Team {
  readonly teamId: string;
  readonly name: string;
}

/** One thing a recipient may be told. What is needed says why; what is sensitive takes a yes of its own (H3). */
export interface RecipientItem {
  readonly itemId: string;
  readonly label: string;
  readonly needed: boolean;
  readonly because?: string;
  readonly sensitive: boolean;
}

export interface RecipientPurpose {
  readonly purposeId: string;
  readonly text: string;
}

/**
 * How a referral reaches them. `noticeTo`: where an e-mail says that one is there, and nothing about anybody. By telephone a
 * person tells them: nothing is sent.
 */
export type RecipientChannel =
  | { readonly type: 'webhook'; readonly url: string; readonly noticeTo?: string | null }
  | { readonly type: 'portal'; readonly noticeTo: string | null }
  | { readonly type: 'telephone'; readonly number: string };

/** An organisation that a person can be referred to, with the legal ground and agreement that allow it. */
export interface Recipient {
  readonly recipientId: string;
  readonly name: string;
  readonly kind: string;
  readonly purposes: readonly RecipientPurpose[];
  readonly items: readonly RecipientItem[];
  readonly channel: RecipientChannel;
  /** Whom staff ring by name when nothing is heard of a referral (D2); another e-mail is not an answer. */
  readonly rings?: { readonly who: string; readonly number: string };
  /** Their age key (`age1…`): what a webhook carries is encrypted to it, so that nothing in between can read it. */
  readonly ageRecipient?: string;
  /** What "Just give me their details" shows. */
  readonly details: string;
  readonly lawfulBasis: string;
  readonly art9Condition: string;
  readonly sch1Condition: string;
  readonly agreement: { readonly from: string; readonly until: string };
  readonly validFrom: string;
  readonly validTo?: string;
  readonly source: string;
  readonly evidence: Evidence;
  /** No referral leaves for such an entry until a named person has checked it. */
  readonly unverified: boolean;
}

export interface ServicePack {
  readonly id: string;
  /** What visitors read: no brand of a real organisation. */
  readonly name: string;
  /** A language is on for visitors only when a named person approved its safety set (H11). */
  readonly languages: readonly { readonly code: string; readonly approvedBy: string | null }[];
  readonly hours: OpeningHours;
  readonly queues: readonly Queue[];
  readonly teams: readonly Team[];
  readonly areas: readonly Area[];
  /** Where an outward code may be: candidates to ask about, dated as districts are. */
  readonly postcodes: readonly OutwardCode[];
  readonly numbers: readonly HelpNumber[];
  readonly partners: readonly PartnerRoute[];
  readonly pathways: readonly Pathway[];
  readonly maracPanels: readonly MaracPanel[];
  readonly recipients: readonly Recipient[];
  readonly planGroups: readonly PlanGroup[];
  /** Whom a partner or a sender rings about a referral; null while nobody has checked a number for it. */
  readonly desk: { readonly who: string; readonly number: string } | null;
  readonly embedKeys: readonly { readonly key: string; readonly name: string; readonly origins: readonly string[] }[];
  readonly texts: Readonly<Record<string, string>>;
  readonly survey: SurveyQuestions;
}

/** What only the running installation knows. */
export interface PackRuntime {
  /** Where the demonstration's partner listens; null in production, where it does not exist. */
  readonly demoPartnerUrl: string | null;
  /** The sites that may embed the widget with the demonstration's key. */
  readonly embedOrigins: readonly string[];
}

export type BuildPack = (runtime: PackRuntime) => ServicePack;
