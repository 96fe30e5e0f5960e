// What makes it easier for a person to be helped, and what may weaken the evidence they can give. Asked as what helps,
// never as what is wrong with somebody.
import { listFrom, type ReferenceItem } from './reference-item.ts';

export const adjustments: readonly ReferenceItem[] = listFrom(
  { validFrom: '2026-11-01', source: 'Our own list; have it read by people who use it', evidence: 'K' },
  [
    ['interpreter', 'Interpreter'],
    ['bsl', 'British Sign Language'],
    ['relay_uk', 'Relay UK'],
    ['easy_read', 'Easy Read'],
    ['large_print', 'Large print'],
    ['braille', 'Braille'],
    ['audio', 'Audio'],
    ['screen_reader', 'Works with a screen reader'],
    ['chat_not_phone', 'In writing rather than by phone'],
    ['phone_not_chat', 'By phone rather than in writing'],
    ['more_time', 'More time, and breaks'],
    ['one_thing_at_a_time', 'One thing at a time'],
    ['same_worker', 'The same person each time'],
    ['supporter_present', 'Somebody they trust beside them'],
    ['worker_woman', 'To talk with a woman'],
    ['worker_man', 'To talk with a man'],
    ['step_free', 'Step-free place to meet'],
    ['home_visit', 'Cannot travel'],
    ['other', 'Something else, in their words'],
  ],
);

/** Any of these makes somebody vulnerable in the sense of the Victims' Code where it is likely to weaken their evidence. */
export const evidenceQualityReasons: readonly ReferenceItem[] = listFrom(
  { validFrom: '2021-04-01', source: 'Victims’ Code, enhanced rights; the list not read in the source', evidence: 'K' },
  [
    ['mental_disorder', 'Mental health'],
    ['learning_or_social', 'Learning, understanding or social functioning'],
    ['physical_disability', 'A physical disability or disorder'],
  ],
);
