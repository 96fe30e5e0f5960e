/** The form by which people at work refer somebody. Whether the person agreed comes before anything about them (H17). */
import { explicitConsentFor } from '../../shared/domain/inbound-consent.ts';
import { POLICE_GRADES } from '../../shared/reference/police-risk-tools.ts';
import { formWords } from '../../shared/text/en/public-forms.ts';
import { chosenFrom, type FormLists, LINE_UNITS, WORDS_UNITS } from './choices.ts';
import { type Answers, FORM_PATHS, type Form, type Question } from './question.ts';
import { contactQuestions } from './ways-to-reach.ts';

const REFUSED = 'professional.refused';
/** Of what happened: it may be of a kind that needs the explicit yes. */
export const CRIME_NOT_KNOWN = 'not_known';
const ANSWERS = ['yes', 'no', 'not_known'] as const;

export function createProfessionalForm(lists: FormLists, day: () => string): Form {
  const words = formWords('adult');
  const one = (id: string, codes: readonly string[]): Question => ({
    ...{ id, kind: 'one', title: `professional.${id}` as Question['title'], maxUnits: LINE_UNITS },
    hint: `professional.${id}_hint` as Question['title'],
    options: chosenFrom(words, `professional.${id}`, codes),
  });
  const line = (id: 'referrer' | 'organisation' | 'name'): Question => ({
    ...{ id, kind: 'line', title: `professional.${id}`, maxUnits: LINE_UNITS },
  });
  const notKnown = { code: CRIME_NOT_KNOWN, label: words['professional.crime.not_known'] };
  return {
    name: 'professional',
    path: FORM_PATHS.professional,
    questions: (answers) => [
      { ...line('referrer'), needed: true },
      { ...line('organisation'), needed: true },
      { id: 'telephone', kind: 'phone', title: 'professional.phone', needed: true, maxUnits: 60 },
      { ...one('agreed', ANSWERS), needed: true, stops: { at: ['no'], says: REFUSED } },
      {
        ...{ id: 'crime', kind: 'one', title: 'professional.crime', hint: 'professional.crime_hint' },
        ...{ options: [...lists.crimeTypes, notKnown], maxUnits: 64, needed: true },
      },
      ...explicitQuestion(answers, day(), one('explicit', ANSWERS)),
      { id: 'said', kind: 'words', title: 'professional.said', hint: 'professional.said_hint', maxUnits: 1_000 },
      line('name'),
      { id: 'age', kind: 'number', title: 'professional.age', hint: 'professional.age_hint', maxUnits: 3 },
      one('channel', ['phone', 'email', 'both', 'none']),
      ...contactQuestions(answers, 'professional', one('safe', ANSWERS)),
      { id: 'area', kind: 'one', title: 'professional.area', options: lists.areas, maxUnits: 64 },
      {
        id: 'words',
        kind: 'words',
        title: 'professional.words',
        hint: 'professional.words_hint',
        maxUnits: WORDS_UNITS,
      },
      one('risk', POLICE_GRADES),
      { id: 'other', kind: 'line', title: 'professional.other', hint: 'professional.other_hint', maxUnits: LINE_UNITS },
      { id: 'wishes', kind: 'words', title: 'professional.wishes', hint: 'professional.wishes_hint', maxUnits: 1_000 },
      one('reference', ['yes', 'no']),
    ],
  };
}

/** Only where the kind of harm needs it, or may: nobody is asked for more than that, and who does not know is not let past it (H17). */
function explicitQuestion({ crime }: Answers, day: string, question: Question): readonly Question[] {
  const asked: Question = { ...question, needed: true, stops: { at: ['no', 'not_known'], says: REFUSED } };
  if (crime === CRIME_NOT_KNOWN) return [{ ...asked, hint: 'professional.explicit_unknown_hint' }];
  const kinds = explicitConsentFor({ crimeType: crime ?? null, flags: [], capacity: null }, day);
  return kinds.length === 0 ? [] : [asked];
}
