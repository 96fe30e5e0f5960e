// Why a case ends. That nobody could be reached is one, and never by itself where risk is high or somebody is under 18 (H17).
import { listFrom, type ReferenceItem } from './reference-item.ts';

export const closureReasons: readonly ReferenceItem[] = listFrom(
  { validFrom: '2026-11-01', source: 'Our own list: domain facts, section 12', evidence: 'K' },
  [
    ['needs_met', 'Their needs were met'],
    ['person_ended', 'They chose to end'],
    ['no_contact', 'We could not reach them'],
    ['moved_to_partner', 'A partner supports them now'],
    ['moved_area', 'They moved out of the area'],
    ['unsafe_to_continue', 'It was not safe to go on'],
    ['died', 'They died'],
    ['duplicate', 'There is another case of the same person'],
    ['not_eligible', 'This service is not for them'],
  ],
);
