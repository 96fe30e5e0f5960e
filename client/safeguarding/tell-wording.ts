import { englishWordings } from '../../shared/text/en/wordings.ts';
import { audienceOf, currentWording, type TellWording } from '../../shared/text/wording.ts';

/** The words in force today for a reader of this age. Other languages wait for an approved wording (H11). */
export function tellWording(ageBand: string | null, now = new Date()): TellWording | undefined {
  const day = now.toISOString().slice(0, 10);
  return currentWording(englishWordings, { kind: 'tell', audience: audienceOf(ageBand), language: 'en', day });
}
