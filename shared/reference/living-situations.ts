// How somebody lives here, in their own words. Whoever stays in the area is served as one who lives in it (D6): for now,
// in a refuge, as a student, just moved, or with nowhere to live.
import { listFrom, type Provenance, type ReferenceItem } from './reference-item.ts';

export interface LivingSituation extends ReferenceItem {
  /** Whether it means that the person is here, whatever place they name as home. */
  readonly here: boolean;
}

const ours: Provenance = {
  validFrom: '2026-11-01',
  source: 'Our own list; the wider reading of "reside in" in the record of decision OPCC.D.032.23',
  evidence: 'K',
};

const situation = (here: boolean, pairs: readonly (readonly [string, string])[]): LivingSituation[] =>
  listFrom(ours, pairs).map((item) => ({ ...item, here }));

export const livingSituations: readonly LivingSituation[] = [
  ...situation(true, [
    ['lives_here', 'Lives here'],
    ['stays_for_now', 'Stays here for now'],
    ['in_refuge_here', 'In a refuge or other emergency place here'],
    ['studies_here', 'Studies here'],
    ['just_moved_here', 'Has just moved here'],
    ['moving_here', 'Is about to move here'],
    ['no_fixed_place_here', 'Has nowhere fixed to live, and is here'],
    ['in_custody_here', 'In prison or hospital here'],
  ]),
  ...situation(false, [
    ['lives_elsewhere', 'Lives somewhere else'],
    ['prefer_not_to_say', 'Prefer not to say'],
  ]),
];
