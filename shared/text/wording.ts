// The words with which a person is asked to share, or told that we may (H2, H3). They are versioned, because a consent
// is only worth the words it was given to; a wording of one kind can never be attached to the other.

export type Audience = 'adult' | 'young_13_17' | 'child_under_13';
export type WordingKind = 'ask' | 'tell';

/** The words on the *Ask* card around the items. */
export interface AskCard {
  readonly before: string;
  readonly beforeYes: string;
  readonly beforeNo: string;
  readonly refer: string;
  readonly detailsOnly: string;
  readonly notNow: string;
  readonly chooseItems: string;
  readonly needed: string;
  readonly sensitive: string;
  readonly show: string;
  readonly send: string;
  readonly changeMind: string;
}

/** The words on the *Tell* card: the answer is kept, and gates nothing. */
export interface TellCard {
  readonly agree: string;
  readonly disagree: string;
  readonly noAnswer: string;
  readonly whatToKnow: string;
}

interface WordingBase {
  readonly version: string;
  readonly language: string;
  readonly audience: Audience;
  readonly validFrom: string;
  readonly validTo?: string;
  readonly source: string;
  /** Shown and stored with the request; `{who}` is the recipient's name on a *Tell* card. */
  readonly text: string;
}

export interface AskWording extends WordingBase {
  readonly kind: 'ask';
  readonly card: AskCard;
}

export interface TellWording extends WordingBase {
  readonly kind: 'tell';
  readonly card: TellCard;
}

export type Wording = AskWording | TellWording;
export type WordingOf<K extends WordingKind> = Extract<Wording, { kind: K }>;

function isKind<K extends WordingKind>(wording: Wording, kind: K): wording is WordingOf<K> {
  return wording.kind === kind;
}

/** The wording under this version, only if it is of the kind it is to be used for (H2). */
export function findWording<K extends WordingKind>(
  wordings: readonly Wording[],
  kind: K,
  version: string,
): WordingOf<K> | undefined {
  return wordings.filter((each): each is WordingOf<K> => isKind(each, kind)).find((each) => each.version === version);
}

/** The newest wording in force on a day (YYYY-MM-DD), for these readers in this language. */
export function currentWording<K extends WordingKind>(
  wordings: readonly Wording[],
  wanted: { kind: K; audience: Audience; language: string; day: string },
): WordingOf<K> | undefined {
  return wordings
    .filter((each): each is WordingOf<K> => isKind(each, wanted.kind))
    .filter((each) => each.audience === wanted.audience && each.language === wanted.language)
    .filter((each) => each.validFrom <= wanted.day && (each.validTo === undefined || wanted.day <= each.validTo))
    .sort((a, b) => b.validFrom.localeCompare(a.validFrom))
    .at(0);
}

/** Which words somebody of this age reads; who does not say is spoken to as an adult. */
export function audienceOf(ageBand: string | null | undefined): Audience {
  if (ageBand === 'under_13') return 'child_under_13';
  return ageBand === '13_15' || ageBand === '16_17' ? 'young_13_17' : 'adult';
}
