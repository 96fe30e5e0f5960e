// The 24 topics that domestic abuse risk checklists of this family look at, in our own words and in their order, and a few
// that a meeting on high risk asks about. Licensed wording can be loaded by a service that holds a licence.
import type { Topic } from '../../domain/tools/topic.ts';
import { choice, yesNo } from './build.ts';

const read = { evidence: 'R-' } as const;
const known = { evidence: 'K' } as const;
const hint = (text: string) => ({ hint: text });

const fromCrime = (...crimeTypes: string[]) =>
  ({ from: 'wrap_up', crimeTypes, gives: { is: 'yes' } }) satisfies NonNullable<Topic['carries']>[number];
const fromTool = (tool: string, topic: string) => ({ from: 'tool' as const, tool, topic, only: 'yes' as const });

/** Counted; the order is part of what makes two fillings comparable. */
export const countedTopics: readonly Topic[] = [
  yesNo('now', 'injury_now', 'They were hurt in what happened most recently', {
    ...read,
    ...hint('Any injury counts, also one that left no mark. Ask whether they need a doctor.'),
  }),
  yesNo('now', 'frightened', 'They are very frightened', {
    ...read,
    ...hint('In their own words and measure. What they fear is often the best warning there is.'),
    carries: [
      { from: 'pre_chat', field: 'inDanger', is: ['yes'], gives: { is: 'yes' } },
      fromTool('stalking_screening', 'frightened'),
    ],
  }),
  yesNo('now', 'what_they_fear', 'They are afraid of being badly hurt or killed, or for a child or somebody else', {
    ...read,
    ...hint('Write down what they fear, from whom, and for whom, in the note.'),
  }),
  yesNo('person', 'isolated', 'They are cut off from family, friends or help', {
    ...read,
    ...hint('Also where the abuser, distance, language or the papers to stay here keep them apart.'),
  }),
  yesNo('person', 'low_or_suicidal', 'They feel very low or think of ending their life', {
    ...read,
    sensitive: true,
    carries: [fromTool('suicide_self_harm', 'thoughts_now')],
  }),
  yesNo('relationship', 'separation', 'They have left, or tried to leave, in the past year', {
    ...read,
    ...hint('Leaving is a dangerous time. Ask whether the abuser knows, or suspects it.'),
  }),
  yesNo('relationship', 'child_contact', 'There is conflict about seeing the children', read),
  yesNo('relationship', 'constant_contact', 'The abuser keeps contacting, following, watching or turning up', {
    ...read,
    ...hint(
      'Texts, calls, social media, trackers, waiting outside, asking others. What do they think it is meant to do?',
    ),
    carries: [
      fromCrime('stalking'),
      { from: 'pre_chat', field: 'topic', is: ['followed_or_watched'], gives: { is: 'yes' } },
    ],
  }),
  yesNo('relationship', 'pregnant_or_baby', 'They are pregnant, or have a baby under 18 months', {
    ...read,
    sensitive: true,
  }),
  yesNo('pattern', 'more_often', 'It happens more often than it did', known),
  yesNo('pattern', 'getting_worse', 'It is getting worse', known),
  yesNo('pattern', 'controlling', 'The abuser controls what they do, or is very jealous', {
    ...known,
    ...hint(
      'Who they see, where they go, what they wear, their phone and money; being told that they belong to somebody.',
    ),
    carries: [fromCrime('da_coercive_control')],
  }),
  yesNo('harm', 'weapon', 'A weapon or an object has been used to hurt them', known),
  yesNo('harm', 'threats_to_kill', 'The abuser has threatened to kill somebody, and they believed it', {
    ...known,
    carries: [fromCrime('threats_to_kill')],
  }),
  yesNo('harm', 'strangled', 'The abuser has strangled, choked or smothered them, or held them under water', {
    ...known,
    ...hint('Any pressure on the neck, also once and long ago. Harm can show later: a doctor should look at it.'),
    carries: [fromCrime('non_fatal_strangulation')],
  }),
  yesNo('harm', 'sexual', 'The abuser does or says sexual things that hurt or degrade them', {
    ...known,
    sensitive: true,
    carries: [fromCrime('da_sexual')],
  }),
  yesNo('others', 'others_threaten', 'Somebody else threatens them or makes them afraid', {
    ...known,
    ...hint('Family or community too: abuse in the name of honour, or a marriage that is forced. Who, and who knows?'),
    carries: [fromCrime('da_honour_based', 'da_forced_marriage')],
  }),
  yesNo('others', 'hurt_others', 'The abuser has hurt somebody else', {
    ...known,
    ...hint('Children, relatives, an earlier partner, others. If a child: child safeguarding as well.'),
  }),
  yesNo('others', 'hurt_animals', 'The abuser has hurt a pet or another animal', known),
  yesNo('abuser', 'money', 'There is trouble about money, or they depend on the abuser for it', {
    ...known,
    ...hint('Also where the abuser has lately lost work or money.'),
    carries: [fromCrime('da_economic')],
  }),
  yesNo(
    'abuser',
    'substances_or_health',
    'The abuser has had trouble with drink, drugs or mental health in the past year',
    known,
  ),
  yesNo('abuser', 'abuser_suicide', 'The abuser has threatened or tried to end their own life', known),
  yesNo('abuser', 'broken_orders', 'The abuser has broken bail, a court order, or what was agreed about contact', {
    ...known,
    ...hint('Also where it was never reported. Which one, and when.'),
  }),
  yesNo('abuser', 'police_history', 'The abuser has been in trouble with the police, or has a record', {
    ...known,
    ...hint('For violence or for anything else, against them or anybody.'),
  }),
];

/** Not counted: what a panel on high risk asks about beside the count. */
export const contextTopics: readonly Topic[] = [
  yesNo('context', 'own_view', 'They themselves believe that they will be badly hurt or killed', {
    ...read,
    ...hint('Their own view is reason enough to think of high.'),
  }),
  choice('context', 'police_calls', 'How often the police were called in the past 12 months', [
    ['none', 'Not once'],
    ['one_or_two', 'Once or twice'],
    ['three_or_more', 'Three times or more'],
  ]),
  yesNo('context', 'marac_last_year', 'A meeting on high risk (MARAC) has heard of them in the past 12 months', known),
  yesNo('context', 'new_since_marac', 'Something new has happened since that meeting', known),
  yesNo('context', 'children_in_home', 'Children live there, or come there', known),
];
