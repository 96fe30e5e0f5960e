/**
 * The questions of the waiting room: one at a time, each can be skipped, and none is asked twice (V1). Danger comes
 * first, because that answer changes what happens at once.
 */
import type { AgeBand, PreChat } from '../shared/protocol/pre-chat.ts';
import type { WidgetKey } from '../shared/text/en/widget.ts';

export const QUESTIONS = ['inDanger', 'whoAmI', 'justHere', 'ageBand', 'topic', 'area'] as const;
export type Question = (typeof QUESTIONS)[number];

export interface Choice {
  readonly code: string;
  readonly label: string;
}

/** The lists that the service keeps; empty until they came, and their questions are then left out. */
export interface Lists {
  readonly topics: readonly Choice[];
  readonly areas: readonly Choice[];
}

export const noLists: Lists = { topics: [], areas: [] };

export interface Asked {
  readonly answers: PreChat;
  readonly skipped: readonly Question[];
}

export function nextQuestion({ answers, skipped }: Asked, lists: Lists): Question | null {
  const empty = { topic: lists.topics.length === 0, area: lists.areas.length === 0 };
  const open = QUESTIONS.filter((question) => answers[question] === undefined && !skipped.includes(question));
  return (
    open.find((question) => !(question === 'topic' && empty.topic) && !(question === 'area' && empty.area)) ?? null
  );
}

const AGE_BANDS: readonly AgeBand[] = ['under_13', '13_15', '16_17', 'adult', 'prefer_not_to_say'];
const WHO: readonly NonNullable<PreChat['whoAmI']>[] = ['it_happened_to_me', 'family_or_friend', 'professional'];

/** Each answer of a question: the key of its words, or its label, and the part of pre-chat it is. */
export type Option = { readonly part: PreChat } & ({ readonly key: WidgetKey } | { readonly label: string });

export function optionsOf(question: Question, lists: Lists): readonly Option[] {
  switch (question) {
    case 'inDanger':
      return (['yes', 'no', 'unsure'] as const).map((inDanger) => ({ key: inDanger, part: { inDanger } }));
    case 'whoAmI':
      return WHO.map((whoAmI) => ({ key: whoAmI, part: { whoAmI } }));
    case 'justHere':
      return [
        { key: 'justHereYes', part: { justHere: true } },
        { key: 'justHereNo', part: { justHere: false } },
      ];
    case 'ageBand':
      return AGE_BANDS.map((ageBand) => ({ key: ageBand, part: { ageBand } }));
    case 'topic':
      return lists.topics.map(({ code, label }) => ({ label, part: { topic: code } }));
    case 'area':
      return lists.areas.map(({ code, label }) => ({ label, part: { area: code } }));
  }
}
