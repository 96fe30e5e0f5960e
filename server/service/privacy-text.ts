// What the welcome says about privacy, and what may be switched on. A practice that the published words do not name
// cannot be used: start and settings page ask here first (H15).
import { englishWelcome, type WelcomeWording } from '../../shared/text/en/welcome.ts';
import { fillIn } from '../../shared/text/text.ts';
import type { Audience } from '../../shared/text/wording.ts';
import { keptDays } from './retention-rules.ts';
import type { ServiceSettings } from './settings.ts';

type Practice = keyof ServiceSettings['privacy'];

const PRACTICES: readonly (readonly [Practice, string])[] = [
  ['addressKept', 'Keeping sealed internet addresses'],
  ['watching', 'Reading along by senior staff'],
  ['volunteers', 'Answering by volunteers'],
];

export function findWelcome(version: string): WelcomeWording | undefined {
  return englishWelcome.find((each) => each.version === version);
}

/** The sentences that are true under these settings, one a line. */
export function privacyText(settings: ServiceSettings, audience: Audience): string {
  const wording = findWelcome(settings.versions.welcome[audience]);
  const days = keptDays(settings.retention, 'conversation');
  return (wording?.parts ?? [])
    .filter(({ says }) => PRACTICES.every(([practice]) => matches(says?.[practice], settings.privacy[practice])))
    .map(({ text }) => fillIn(text, { days }))
    .join('\n');
}

function matches(said: boolean | undefined, practised: boolean): boolean {
  return said === undefined || said === practised;
}

/** What is done but not said in the published welcome, as sentences for the person who switched it on. */
export function unsaidPractices(settings: ServiceSettings): string[] {
  const { published, privacy } = settings;
  const unsaid = PRACTICES.filter(([practice]) => privacy[practice] && published?.says[practice] !== true).map(
    ([, name]) => `${name} is on, but the published welcome does not say so. Publish that wording first.`,
  );
  const days = keptDays(settings.retention, 'conversation');
  const tooLong =
    published !== null && days > published.conversationDaysAtMost
      ? [`Conversations are kept ${days} days; the published welcome says ${published.conversationDaysAtMost} at most.`]
      : [];
  return [...unsaid, ...tooLong];
}
