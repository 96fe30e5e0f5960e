// Whether settings may be saved, and with what a start must stop. Says every fault, so that a person mends all at once.
import { clockSettingsFaults } from '../../shared/domain/clock-settings.ts';
import { hoursFaults } from '../../shared/domain/opening-hours.ts';
import { englishWordings } from '../../shared/text/en/wordings.ts';
import { wordingFaults } from '../../shared/text/plain-language.ts';
import { findWording, type WordingKind, type WordingOf } from '../../shared/text/wording.ts';
import { findWelcome, unsaidPractices } from './privacy-text.ts';
import { RETENTION_RECORDS } from './retention-rules.ts';
import type { ServiceSettings } from './settings.ts';

export function settingsFaults(settings: ServiceSettings): string[] {
  return [
    ...unsaidPractices(settings),
    ...versionFaults(settings),
    ...hoursFaults(settings.hours),
    ...Object.values(settings.texts).flatMap((text) => wordingFaults(text, [settings.name])),
    ...numberFaults(settings),
    ...clockSettingsFaults(settings.cases.clocks),
    ...RETENTION_RECORDS.filter((record) => !settings.retention.some((rule) => rule.record === record)).map(
      (record) => `Nothing says how long a ${record} is kept. Add a rule.`,
    ),
    ...(isExitUrl(settings.exitUrl) ? [] : ['The page that Exit opens must be an https:// address without a query.']),
    ...(settings.survey.child_under_13.length === 0 ? [] : ['Children under 13 are asked no survey.']),
  ];
}

function versionFaults({ versions }: ServiceSettings): string[] {
  const unknown = (kind: WordingKind) =>
    Object.values(versions[kind]).filter((version) => findWording(englishWordings, kind, version) === undefined);
  return [
    ...[...unknown('ask'), ...unknown('tell')].map((version) => `The wording "${version}" is not known for its use.`),
    ...Object.values(versions.welcome)
      .filter((version) => findWelcome(version) === undefined)
      .map((version) => `The welcome "${version}" is not known.`),
  ];
}

function numberFaults({ queue, retention, safeguarding }: ServiceSettings): string[] {
  const { headStartMs } = queue;
  const { danger, self_harm, young, returned, normal } = headStartMs;
  const inOrder = danger >= self_harm && self_harm >= young && young >= returned && returned >= normal && normal === 0;
  return [
    // Q3: nobody is overtaken by anyone who came more than 30 minutes later.
    ...(inOrder && danger <= 30 * 60_000
      ? []
      : ['Head starts must fall from danger (at most 30 minutes) to normal (0).']),
    ...(queue.offerMs > 0 && queue.dangerOfferMs > 0 ? [] : ['An offer must last some time.']),
    ...(queue.capacityMaximum >= 1 ? [] : ['An agent must be able to hold one conversation.']),
    ...(Object.values(safeguarding).every((ms) => ms > 0) ? [] : ['A call for a lead must wait some time.']),
    ...(retention.every((rule) => rule.days >= 1) ? [] : ['Every record is kept for at least a day.']),
  ];
}

/** A query could carry something of the person to another site. */
function isExitUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return url.protocol === 'https:' && url.search === '' && url.hash === '';
}

/** The wording of a card, only when it is of its kind and a named person approved it: else consent is refused (H11). */
export function usableWording<K extends WordingKind>(
  settings: ServiceSettings,
  kind: K,
  version: string,
): WordingOf<K> | undefined {
  if (!settings.approvedWordings.some((each) => each.version === version)) return undefined;
  return findWording(englishWordings, kind, version);
}
