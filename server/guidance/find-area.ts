/** Which districts a postcode may be in. It is looked up and forgotten: not stored, not logged, and needed for nothing (D6). */
import { londonDay } from '../../shared/domain/opening-hours.ts';
import { findPostcode, nationOf, postcodeFault, postcodeSentence } from '../../shared/domain/outward-codes.ts';
import { finderIn } from '../../shared/reference/force-areas.ts';
import type { GuidanceDeps } from './deps.ts';
import { presentSignpost } from './present.ts';

export function findArea({ pack, cases }: GuidanceDeps, postcode: string) {
  const finding = findPostcode(pack.postcodes, postcode, londonDay(new Date(cases.clock.now())));
  const nameOf = (district: string): string => pack.areas.find(({ code }) => code === district)?.label ?? district;
  return {
    found: finding.found,
    outward: finding.outward,
    areas: finding.districts.map((code) => ({ code, label: nameOf(code) })),
    sentence: postcodeFault(postcode) ?? postcodeSentence(finding, nameOf),
    signpost: finding.found === 'outside' ? presentSignpost(finderIn(nationOf(finding.outward))) : null,
  };
}
