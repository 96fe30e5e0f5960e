/** The words of the panel, as its own page brings them: by audience, and the cards by the version of their wording. */
import type { WidgetWords } from '../shared/text/en/widget.ts';
import type { AskCard, Audience, TellCard } from '../shared/text/wording.ts';

export interface PageWords {
  readonly texts: { readonly [A in Audience]: A extends 'adult' ? WidgetWords : Partial<WidgetWords> };
  readonly cards: Readonly<Record<string, AskCard | TellCard>>;
}

export function wordsFor({ texts }: PageWords, audience: Audience): WidgetWords {
  return { ...texts.adult, ...texts[audience] };
}

/** The card belongs to the wording that was asked in; one that this page does not know gets the words for adults. */
export function cardFor<K extends 'ask' | 'tell'>(
  { cards }: PageWords,
  kind: K,
  version: string,
): (K extends 'ask' ? AskCard : TellCard) | undefined {
  const fits = (key: string): boolean => key.startsWith(`${kind}-`);
  const key = fits(version) && version in cards ? version : Object.keys(cards).find(fits);
  return key === undefined ? undefined : (cards[key] as K extends 'ask' ? AskCard : TellCard);
}
