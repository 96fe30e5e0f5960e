/** The form by which somebody asks for support for themself, or for somebody they care about. All but how to reach them can be skipped. */

import { formWords } from '../../shared/text/en/public-forms.ts';
import type { Audience } from '../../shared/text/wording.ts';
import { chosenFrom, type FormLists, LINE_UNITS, WORDS_UNITS } from './choices.ts';
import { type Answers, FORM_PATHS, type Form, type Question } from './question.ts';
import { contactQuestions } from './ways-to-reach.ts';

/** Whose words somebody reads: by the age that they gave for themself. */
export function audienceOf({ who, age }: Answers): Audience {
  if (age === undefined || who === 'other') return 'adult';
  const years = Number(age);
  if (years < 13) return 'child_under_13';
  return years < 18 ? 'young_13_17' : 'adult';
}

export function createSelfForm(lists: FormLists): Form {
  return {
    name: 'self',
    path: FORM_PATHS.self,
    questions: (answers) => {
      const words = formWords(audienceOf(answers));
      const one = (id: string, codes: readonly string[], hinted = true): Question => ({
        ...{ id, kind: 'one', title: `self.${id}` as Question['title'], maxUnits: LINE_UNITS },
        ...(hinted ? { hint: `self.${id}_hint` as Question['title'] } : {}),
        options: chosenFrom(words, `self.${id}`, codes),
      });
      return [
        one('who', ['me', 'other'], false),
        { id: 'age', kind: 'number', title: 'self.age', hint: 'self.age_hint', maxUnits: 3 },
        { id: 'topic', kind: 'one', title: 'self.topic', hint: 'self.topic_hint', options: lists.topics, maxUnits: 64 },
        { id: 'words', kind: 'words', title: 'self.words', hint: 'self.words_hint', maxUnits: WORDS_UNITS },
        { id: 'name', kind: 'line', title: 'self.name', hint: 'self.name_hint', maxUnits: LINE_UNITS },
        // Without a way nothing comes of it: whoever has none that is safe reads here what they can do.
        { ...one('channel', ['phone', 'email', 'both']), needed: true },
        ...contactQuestions(answers, 'self', one('safe', ['yes', 'no', 'not_known'])),
        { id: 'area', kind: 'one', title: 'self.area', options: lists.areas, maxUnits: 64 },
        { id: 'wishes', kind: 'words', title: 'self.wishes', hint: 'self.wishes_hint', maxUnits: 1_000 },
        one('reference', ['yes', 'no']),
      ];
    },
  };
}
