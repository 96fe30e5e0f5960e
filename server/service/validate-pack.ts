// Checks a service pack at start-up: one wrong code or an unread number would otherwise be met by somebody in need.
import { z } from 'zod';
import { hoursFaults } from '../../shared/domain/opening-hours.ts';
import { openAreas } from '../../shared/reference/areas.ts';
import { fallbackNumbers } from '../../shared/reference/fallback-numbers.ts';
import { mayShowToVisitors } from '../../shared/reference/numbers.ts';
import { partnerKinds } from '../../shared/reference/partner-kinds.ts';
import { locales } from '../../shared/text/locales.ts';
import { wordingFaults } from '../../shared/text/plain-language.ts';
import type { Recipient, ServicePack } from './pack.ts';
import { pathwayFaults } from './validate-pathways.ts';

/** Bech32, as age writes its keys; the plain and the post-quantum kind. */
const AGE_RECIPIENT = /^age1[02-9ac-hj-np-z]{50,4000}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const kinds = new Set(partnerKinds.map((each) => each.code));

/** Empty when the pack may be used; else one sentence a fault. */
export function validatePack(pack: ServicePack): string[] {
  return [
    ...codeFaults(pack),
    ...dateFaults(pack),
    ...placeFaults(pack),
    ...numberFaults(pack),
    ...pack.recipients.flatMap(recipientFaults),
    ...pathwayFaults(pack),
    ...queueFaults(pack),
    ...textFaults(pack),
  ].map((fault) => `${pack.id}: ${fault}`);
}

function codeFaults(pack: ServicePack): string[] {
  const lists: Record<string, readonly string[]> = {
    queue: pack.queues.map((each) => each.queueId),
    team: pack.teams.map((each) => each.teamId),
    area: pack.areas.map((each) => each.code),
    number: pack.numbers.map((each) => each.code),
    partner: pack.partners.map((each) => each.code),
    postcode: pack.postcodes.map((each) => each.code),
    pathway: pack.pathways.map((each) => each.code),
    panel: pack.maracPanels.map((each) => each.code),
    'plan group': pack.planGroups.map((each) => each.code),
    recipient: pack.recipients.map((each) => each.recipientId),
    'embed key': pack.embedKeys.map((each) => each.key),
  };
  return Object.entries(lists).flatMap(([list, codes]) =>
    codes
      .filter((code, index) => codes.indexOf(code) !== index || !/^[A-Za-z0-9_.-]{1,64}$/.test(code))
      .map((code) => `the ${list} "${code}" is there twice or is no code.`),
  );
}

function dateFaults(pack: ServicePack): string[] {
  const { areas, postcodes, numbers, partners, pathways, maracPanels, planGroups } = pack;
  const dated = [
    ...[...areas, ...postcodes, ...numbers, ...partners, ...pathways, ...maracPanels, ...planGroups].map((each) => ({
      code: each.code,
      source: each.source,
      from: each.validFrom,
      to: each.validTo,
    })),
    ...pack.recipients.map((each) => ({ ...each, code: each.recipientId, from: each.validFrom, to: each.validTo })),
    ...pack.recipients.map(({ recipientId, agreement, source }) => ({
      code: `${recipientId} (agreement)`,
      source,
      from: agreement.from,
      to: agreement.until,
    })),
  ];
  return dated.flatMap(({ code, source, from, to }) => [
    ...(DAY.test(from) && (to === undefined || (DAY.test(to) && from <= to))
      ? []
      : [`"${code}" has dates that are reversed or no days.`]),
    ...(source.trim() === '' ? [`"${code}" has no source.`] : []),
  ]);
}

function placeFaults(pack: ServicePack): string[] {
  const councilOf = new Map(pack.areas.map((each) => [each.code, each.council]));
  const missing = openAreas
    .filter((each) => !councilOf.has(each.code))
    .map((each) => `the area "${each.code}" is missing.`);
  const dangling = pack.partners.flatMap((partner) => [
    ...partner.districts
      .filter((district) => councilOf.get(district) !== partner.council)
      .map((district) => `"${partner.code}" names the district "${district}", which its council does not have.`),
    ...(kinds.has(partner.kind) ? [] : [`"${partner.code}" is of an unknown kind.`]),
    ...(partner.recipientId === undefined || pack.recipients.some((each) => each.recipientId === partner.recipientId)
      ? []
      : [`"${partner.code}" names the recipient "${partner.recipientId}", which is not in the list.`]),
  ]);
  return [...missing, ...dangling];
}

/** V4 and D5: the numbers of the bundle are the pack's own, and nothing unread may reach a visitor. */
function numberFaults(pack: ServicePack): string[] {
  const fallback = fallbackNumbers.flatMap((wanted) => {
    const entry = pack.numbers.find((each) => each.code === wanted.code);
    if (entry?.number === wanted.number && mayShowToVisitors(entry) && entry.staffed) return [];
    return [`the number "${wanted.code}" differs from the one that the widget carries.`];
  });
  const unclear = pack.numbers
    .filter((entry) => entry.hours.trim() === '' || !/^[\d ]{2,15}$/.test(entry.number))
    .map((entry) => `the number "${entry.code}" has no hours or is no number.`);
  return [...fallback, ...unclear];
}

function recipientFaults(recipient: Recipient): string[] {
  const { recipientId, items } = recipient;
  const wrong = (what: string) => `the recipient "${recipientId}" ${what}`;
  const needed = items.filter((item) => item.needed);
  return [
    ...(kinds.has(recipient.kind) ? [] : [wrong('is of an unknown kind.')]),
    ...(new Set(items.map((item) => item.itemId)).size === items.length ? [] : [wrong('names an item twice.')]),
    ...(['name', 'safe_contact'].every((id) => needed.some((item) => item.itemId === id))
      ? []
      : [wrong('cannot work without a name and a safe contact.')]),
    // What is sensitive is never a condition (H3).
    ...(needed.every((item) => item.because && !item.sensitive) ? [] : [wrong('needs an item without saying why.')]),
    ...([recipient.lawfulBasis, recipient.art9Condition, recipient.sch1Condition].every((each) => each.trim() !== '')
      ? []
      : [wrong('has no legal ground.')]),
    ...(recipient.purposes.length > 0 ? [] : [wrong('has no purpose.')]),
    ...channelFaults(recipient).map(wrong),
  ];
}

/** One that is sent to is chased as well: by a person, who needs somebody to ring (D2). */
function channelFaults({ channel, rings, ageRecipient }: Recipient): string[] {
  if (channel.type === 'telephone') return [];
  const noticeTo = channel.noticeTo ?? null;
  return [
    ...(channel.type !== 'webhook' || URL.canParse(channel.url) ? [] : ['has no address to send to.']),
    ...(noticeTo === null || z.email().safeParse(noticeTo).success
      ? []
      : ['has a notice that goes to no e-mail address.']),
    ...(ageRecipient === undefined || AGE_RECIPIENT.test(ageRecipient) ? [] : ['has an age key that is none.']),
    ...(rings !== undefined && rings.who.trim() !== '' && /^[\d ]{3,15}$/.test(rings.number)
      ? []
      : ['names nobody to ring when nothing is heard of a referral.']),
  ];
}

function queueFaults(pack: ServicePack): string[] {
  const ids = new Set(pack.queues.map((each) => each.queueId));
  const known = new Set(locales.map((each) => each.code));
  return [
    ...(ids.has('main') ? [] : ['there is no queue "main".']),
    ...(pack.teams.length > 0 ? [] : ['there is no team.']),
    ...pack.queues
      .filter((each) => each.diversion !== null && !ids.has(each.diversion))
      .map((each) => `the queue "${each.queueId}" is diverted to an unknown one.`),
    ...[pack.hours, ...pack.queues.map((each) => each.hours)].flatMap(hoursFaults),
    ...pack.languages.filter((each) => !known.has(each.code)).map((each) => `the language "${each.code}" is unknown.`),
    ...pack.embedKeys
      .flatMap((each) => each.origins)
      .filter((origin) => !URL.canParse(origin) || new URL(origin).origin !== origin)
      .map((origin) => `the embed key has "${origin}", which is no origin.`),
    ...(pack.survey.child_under_13.length > 0 ? ['children under 13 are asked no survey (H14).'] : []),
  ];
}

/** Every word of the pack that a visitor can read. */
export function visitorTexts(pack: ServicePack): string[] {
  return [
    ...Object.values(pack.texts),
    ...pack.numbers.filter(mayShowToVisitors).map((entry) => entry.note),
    ...pack.recipients.flatMap((each) => [
      ...each.purposes.map((purpose) => purpose.text),
      ...each.items.flatMap((item) => [item.label, item.because ?? '']),
    ]),
    ...Object.values(pack.survey).flatMap((questions) => questions.map((question) => question.text)),
  ];
}

function textFaults(pack: ServicePack): string[] {
  const names = [...pack.areas.map((each) => each.label), ...pack.numbers.map((each) => each.label), pack.name];
  return visitorTexts(pack).flatMap((text) => wordingFaults(text, names));
}
