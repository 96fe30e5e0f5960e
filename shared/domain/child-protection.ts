/**
 * Sexual activity under 13 is always a matter of child protection, whatever the child calls it and whatever was agreed (H10;
 * domain facts, section 3: R [49]). What was said of the crime decides, not what anybody thinks of it.
 */
import { crimeTypes } from '../reference/crime-types.ts';

/** Of another group, and sexual all the same. */
const SEXUAL_TOO: readonly string[] = ['da_sexual'];
const SEXUAL_TOPIC = 'sexual';

export interface ChildStanding {
  readonly ageBand: string | null;
  readonly topic: string | null;
  readonly crimeTypes: readonly string[];
}

export function needsChildProtection({ ageBand, topic, crimeTypes: said }: ChildStanding): boolean {
  if (ageBand !== 'under_13') return false;
  const isSexual = (code: string) =>
    SEXUAL_TOO.includes(code) || crimeTypes.some((type) => type.code === code && type.group === 'sexual');
  return topic === SEXUAL_TOPIC || said.some(isSexual);
}
