// The settings of the service: one document, whole, versioned. Nothing here is read from code a second time, so what an
// administrator saved is what holds.
import { type ClockSettings, clockDefaults } from '../../shared/domain/clock-settings.ts';
import type { OpeningHours } from '../../shared/domain/opening-hours.ts';
import type { Priority, SurveyQuestion } from '../../shared/protocol/conversation.ts';
import { EQUALITY_VERSION } from '../../shared/reference/equality.ts';
import { MESSAGE_FORM_VERSION, PRE_CHAT_FORM_VERSION } from '../../shared/reference/pre-chat.ts';
import { REFERENCE_VERSION } from '../../shared/reference/reference-item.ts';
import { VICTIMS_CODE_VERSION } from '../../shared/reference/victims-code.ts';
import type { Audience } from '../../shared/text/wording.ts';
import type { ServicePack } from './pack.ts';
import { type RetentionRule, retentionDefaults } from './retention-rules.ts';

export type SurveyQuestions = Readonly<Record<Audience, readonly SurveyQuestion[]>>;

export interface QueueSettings {
  /** How much earlier a band counts as having come; nobody is overtaken by more than the largest (Q3). */
  readonly headStartMs: Readonly<Record<Priority, number>>;
  readonly offerMs: number;
  /** An offer of somebody in danger rings shorter and moves on sooner (H6). */
  readonly dangerOfferMs: number;
  readonly dangerToSupervisorMs: number;
  readonly dangerToOnCallMs: number;
  readonly missedExclusionMs: number;
  readonly declinedExclusionMs: number;
  readonly languageRelaxesMs: number;
  readonly youngSkillRelaxesMs: number;
  readonly pauseAfterHardMs: number;
  readonly agentGraceMs: number;
  readonly visitorGraceMs: number;
  /** Above this place the visitor reads "several people are waiting" (H16). */
  readonly placeShownUpTo: number;
  readonly capacityMaximum: number;
  /** More waiting than this: "full". None agreed means nobody is turned away. */
  readonly waitingMaximum: number | null;
}

export interface CaseSettings {
  /** More open cases than this are given to one person only when somebody says so. None agreed means no cap. */
  readonly caseloadMaximum: number | null;
  readonly clocks: ClockSettings;
}

export interface SafeguardingSettings {
  /** Taken by nobody for so long: the lead on call is reached (H5). */
  readonly emergencyToOnCallMs: number;
  /** Open, and no lead here or on call, for so long: everybody at work is told, in red (H5). */
  readonly noLeadAfterMs: number;
  /** What was shared in an emergency and is not approved after so long calls a lead. */
  readonly approvalWithinMs: number;
}

/** No figure is green or red until a named person confirmed its target, with source and date (D3). */
export interface Target {
  readonly code: string;
  readonly value: number;
  readonly source: string;
  readonly confirmedBy: string;
  readonly confirmedAt: string;
}

export interface ServiceSettings {
  readonly packId: string;
  readonly demonstration: boolean;
  readonly name: string;
  readonly hours: OpeningHours;
  /** Paused by hand; `until` null means until somebody opens again. */
  readonly paused: { readonly until: string | null; readonly by: string } | null;
  readonly languages: readonly { readonly code: string; readonly approvedBy: string | null }[];
  readonly exitUrl: string;
  readonly embedKeys: ServicePack['embedKeys'];
  readonly texts: Readonly<Record<string, string>>;
  readonly queue: QueueSettings;
  readonly cases: CaseSettings;
  readonly conversation: {
    readonly softLimitMs: number;
    readonly warnBeforeMs: number;
    readonly idleNudgeMs: number;
    readonly idleCloseMs: number;
    readonly rereadMs: number;
  };
  readonly safeguarding: SafeguardingSettings;
  readonly privacy: { readonly addressKept: boolean; readonly watching: boolean; readonly volunteers: boolean };
  /** Stored on every record made under them. */
  readonly versions: {
    readonly reference: string;
    readonly preChatForm: string;
    readonly messageForm: string;
    readonly equality: string;
    readonly victimsCode: string;
    readonly ask: Readonly<Record<Audience, string>>;
    readonly tell: Readonly<Record<Audience, string>>;
    readonly welcome: Readonly<Record<Audience, string>>;
  };
  /** Wordings a named person approved; consent in any other is refused (H11). */
  readonly approvedWordings: readonly { readonly version: string; readonly by: string }[];
  /** What the published welcome says (H15); null until a named person has published one, and till then nobody is served. */
  readonly published: {
    readonly says: ServiceSettings['privacy'];
    readonly conversationDaysAtMost: number;
    readonly by: string;
  } | null;
  readonly retention: readonly RetentionRule[];
  readonly targets: readonly Target[];
  readonly survey: SurveyQuestions;
  /** Who last checked which number, and when; over 90 days it counts as unchecked (D5). */
  readonly numberChecks: Readonly<Record<string, { readonly day: string; readonly by: string }>>;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

const HOUR = 60 * MINUTE;

const safeguardingDefaults: SafeguardingSettings = {
  emergencyToOnCallMs: MINUTE,
  noLeadAfterMs: 2 * MINUTE,
  approvalWithinMs: 24 * HOUR,
};

const queueDefaults: QueueSettings = {
  headStartMs: { danger: 30 * MINUTE, self_harm: 25 * MINUTE, young: 20 * MINUTE, returned: 10 * MINUTE, normal: 0 },
  offerMs: 30 * SECOND,
  dangerOfferMs: 10 * SECOND,
  dangerToSupervisorMs: MINUTE,
  dangerToOnCallMs: 3 * MINUTE,
  missedExclusionMs: MINUTE,
  declinedExclusionMs: 5 * MINUTE,
  languageRelaxesMs: 2 * MINUTE,
  youngSkillRelaxesMs: MINUTE,
  pauseAfterHardMs: 10 * MINUTE,
  agentGraceMs: 45 * SECOND,
  visitorGraceMs: 2 * MINUTE,
  placeShownUpTo: 5,
  capacityMaximum: 3,
  waitingMaximum: null,
};

export const caseDefaults: CaseSettings = { caseloadMaximum: 40, clocks: clockDefaults };

/** BBC Weather: neutral, the same for everybody, and believable in a history that cannot be erased. */
export const DEFAULT_EXIT_URL = 'https://www.bbc.co.uk/weather';

/** These change with the code, not by a person's choice. */
export const codeVersions = {
  reference: REFERENCE_VERSION,
  preChatForm: PRE_CHAT_FORM_VERSION,
  messageForm: MESSAGE_FORM_VERSION,
  equality: EQUALITY_VERSION,
  victimsCode: VICTIMS_CODE_VERSION,
} as const;

const wordingOf = (kind: 'ask' | 'tell' | 'welcome'): Readonly<Record<Audience, string>> => ({
  adult: `${kind}-en-adult-1`,
  young_13_17: `${kind}-en-young-1`,
  child_under_13: `${kind}-en-child-1`,
});

export interface FirstSettings {
  readonly demonstration: boolean;
  /** The demonstration never closes; a real service keeps the hours of its pack. */
  readonly hours: OpeningHours;
  readonly queue?: Partial<QueueSettings>;
}

/** What a new installation begins with. Approvals are the demonstration's own: in production a person gives them. */
export function firstSettings(pack: ServicePack, first: FirstSettings): ServiceSettings {
  const versions = { ask: wordingOf('ask'), tell: wordingOf('tell'), welcome: wordingOf('welcome') };
  const approver = 'the demonstration';
  const privacy = { addressKept: false, watching: first.demonstration, volunteers: false };
  return {
    packId: pack.id,
    demonstration: first.demonstration,
    name: pack.name,
    hours: first.hours,
    paused: null,
    languages: pack.languages,
    exitUrl: DEFAULT_EXIT_URL,
    embedKeys: pack.embedKeys,
    texts: pack.texts,
    queue: { ...queueDefaults, ...first.queue },
    cases: caseDefaults,
    conversation: {
      softLimitMs: 45 * MINUTE,
      warnBeforeMs: 10 * MINUTE,
      idleNudgeMs: 5 * MINUTE,
      idleCloseMs: 15 * MINUTE,
      rereadMs: 5 * MINUTE,
    },
    safeguarding: safeguardingDefaults,
    privacy,
    versions: { ...codeVersions, ...versions },
    approvedWordings: first.demonstration
      ? Object.values(versions)
          .flatMap((each) => Object.values(each))
          .map((version) => ({ version, by: approver }))
      : [],
    published: first.demonstration ? { says: privacy, conversationDaysAtMost: 30, by: approver } : null,
    retention: retentionDefaults,
    targets: [],
    survey: pack.survey,
    numberChecks: {},
  };
}

/** Settings that an older version of the product saved, with what has come since. */
export function withNewer(saved: ServiceSettings): ServiceSettings {
  const newer = retentionDefaults.filter(({ record }) => !saved.retention.some((rule) => rule.record === record));
  return {
    ...saved,
    // What was saved before these existed lacks them, whatever its type says now.
    safeguarding: { ...safeguardingDefaults, ...saved.safeguarding },
    cases: { ...caseDefaults, ...saved.cases },
    retention: newer.length === 0 ? saved.retention : [...saved.retention, ...newer],
  };
}
