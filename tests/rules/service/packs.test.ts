import { describe, expect, test } from 'vitest';
import { settingsFaults } from '../../../server/service/check-settings.ts';
import type { ServicePack } from '../../../server/service/pack.ts';
import { buildPack, packNames } from '../../../server/service/packs/index.ts';
import { isUsable, recipientsOn } from '../../../server/service/recipients-on.ts';
import { firstSettings } from '../../../server/service/settings.ts';
import { validatePack } from '../../../server/service/validate-pack.ts';
import { endingSoon } from '../../../server/service/warnings.ts';
import { alwaysOpen } from '../../../shared/domain/opening-hours.ts';
import { providersFor } from '../../../shared/domain/providers.ts';

const runtime = {
  demoPartnerUrl: 'http://127.0.0.1:4002/referrals',
  embedOrigins: ['http://127.0.0.1:4001'],
};
const pack = (name: string): ServicePack => buildPack(name, runtime);
const kent = pack('kent-medway');
const today = '2026-11-24';
/** Who gives support with domestic abuse in a district. */
const partnersNear = (of: ServicePack, area: string, day: string) =>
  providersFor(of.partners, ['domestic_abuse'], { area, areaOfSafety: null }, day).options;

describe.each(packNames)('the service pack of %s', (name) => {
  test('it has no fault', () => {
    expect(validatePack(pack(name))).toEqual([]);
  });

  test('its first settings have no fault, in a demonstration and in production', () => {
    for (const demonstration of [true, false]) {
      expect(settingsFaults(firstSettings(pack(name), { demonstration, hours: alwaysOpen }))).toEqual([]);
    }
  });

  test('no figure has a target before a named person confirmed one', () => {
    expect(firstSettings(pack(name), { demonstration: true, hours: alwaysOpen }).targets).toEqual([]);
  });

  test('two partners can be reached in the demonstration, over two channels, and none in production', () => {
    const usable = recipientsOn(pack(name), today).filter((each) => each.usable);
    expect(usable.map((each) => each.recipientId)).toEqual(['demo-partner', 'demo-portal-partner']);
    expect(usable[0]?.channel).toEqual({ type: 'webhook', url: runtime.demoPartnerUrl });
    expect(usable[1]?.channel.type).toBe('portal');
    const production = buildPack(name, { ...runtime, demoPartnerUrl: null });
    expect(recipientsOn(production, today).filter((each) => each.usable)).toEqual([]);
  });

  test('a consent card has a name and a safe contact as needed, and its sensitive items are never needed', () => {
    for (const { items } of pack(name).recipients) {
      expect(items.filter((item) => item.needed).map((item) => item.itemId)).toEqual(['name', 'safe_contact']);
      expect(items.filter((item) => item.sensitive).map((item) => item.itemId)).toEqual([
        'health',
        'sexual',
        'children',
        'person_who_hurt_you',
        'immigration',
      ]);
    }
  });
});

describe('Kent and Medway', () => {
  test('twelve districts, Medway, and an answer for everybody else', () => {
    expect(kent.areas.filter((area) => area.council === 'kent_county_council')).toHaveLength(12);
    expect(kent.areas.map((area) => area.onsCode)).toContain('E06000035');
    expect(kent.areas.slice(-2).map((area) => area.code)).toEqual(['out_of_area', 'not_given']);
  });

  test('every district has a domestic abuse provider, with its doubts marked', () => {
    for (const area of kent.areas.filter((each) => each.onsCode !== undefined)) {
      const partners = partnersNear(kent, area.code, today);
      expect(partners.length, area.code).toBeGreaterThan(0);
      expect(partners.every((partner) => partner.unverified)).toBe(true);
    }
    expect(partnersNear(kent, 'medway', today).map((each) => each.programme)).toEqual(['MIDAS']);
  });

  test('on 1 April 2027 the old contracts are gone, and staff were told in time', () => {
    expect(partnersNear(kent, 'dover', '2027-03-31')).toHaveLength(1);
    expect(partnersNear(kent, 'dover', '2027-04-01')).toEqual([]);
    expect(recipientsOn(kent, '2027-04-01').map((each) => each.recipientId)).toEqual([
      'demo-partner',
      'demo-portal-partner',
    ]);
    expect(endingSoon(kent, '2026-11-24')).toEqual([]);
    expect(JSON.stringify(endingSoon(kent, '2027-01-15'))).toContain('MIDAS, Medway ends on 31 March 2027');
    expect(validatePack(kent)).toEqual([]);
  });

  test('nothing can be sent under an agreement that has ended, or to an unverified entry', () => {
    const [demo, , kidas] = kent.recipients;
    expect(demo && isUsable(demo, '2028-03-31')).toBe(true);
    expect(demo && isUsable(demo, '2028-04-01')).toBe(false);
    expect(kidas?.unverified).toBe(true);
    expect(kidas && isUsable(kidas, today)).toBe(false);
  });
});

describe('the invented county', () => {
  test('it shares no place, no provider and no local number with Kent, and knows no KIDAS', () => {
    const marlshire = pack('marlshire');
    expect(JSON.stringify(marlshire)).not.toMatch(/kent|medway|kidas|midas/i);
    const places = new Set(kent.areas.filter((each) => each.onsCode).map((each) => each.code));
    expect(marlshire.areas.filter((each) => places.has(each.code))).toEqual([]);
    expect(partnersNear(marlshire, 'castle_dray', today)).toHaveLength(1);
  });
});

describe('a pack with a mistake does not start', () => {
  const [area] = kent.areas;
  const [number] = kent.numbers;
  const [partner] = kent.partners;
  const [recipient] = kent.recipients;
  if (!area || !number || !partner || !recipient) throw new Error('The pack of Kent has lost its lists.');
  const mistakes: readonly (readonly [string, Partial<ServicePack>, RegExp])[] = [
    ['a code twice', { areas: [...kent.areas, area] }, /area "ashford" is there twice/],
    ['dates reversed', { numbers: [...kent.numbers.slice(1), { ...number, validTo: '2001-01-01' }] }, /reversed/],
    ['a number without source', { numbers: [{ ...number, source: ' ' }, ...kent.numbers.slice(1)] }, /no source/],
    ['another 999', { numbers: [{ ...number, number: '911' }, ...kent.numbers.slice(1)] }, /widget carries/],
    ['a first number nobody read', { numbers: [{ ...number, evidence: 'K' }, ...kent.numbers.slice(1)] }, /widget/],
    ['an unknown district', { partners: [{ ...partner, districts: ['atlantis'] }] }, /"atlantis"/],
    ['an unknown kind', { partners: [{ ...partner, kind: 'bakery' }] }, /unknown kind/],
    ['no legal ground', { recipients: [{ ...recipient, art9Condition: '' }] }, /no legal ground/],
    [
      'no reason for what is needed',
      { recipients: [{ ...recipient, items: recipient.items.map(unexplained) }] },
      /why/,
    ],
    ['nobody to ring', { recipients: [without(recipient, 'rings')] }, /nobody to ring/],
    ['an age key that is none', { recipients: [{ ...recipient, ageRecipient: 'age1abc' }] }, /age key/],
    [
      'a notice to two addresses',
      { recipients: [{ ...recipient, channel: { type: 'portal', noticeTo: 'a@b.example\nBcc: c@d.example' } }] },
      /no e-mail address/,
    ],
    ['no safe contact', { recipients: [{ ...recipient, items: recipient.items.slice(0, 1) }] }, /safe contact/],
    [
      'an agreement reversed',
      { recipients: [{ ...recipient, agreement: { from: '2027-01-01', until: '2026-01-01' } }] },
      /agreement.*reversed/,
    ],
    ['no main queue', { queues: [] }, /no queue "main"/],
    ['an unknown language', { languages: [{ code: 'tlh', approvedBy: null }] }, /"tlh"/],
    [
      'a promise in its words',
      { texts: { areaQuestion: 'This chat is completely confidential.' } },
      /promises too much/,
    ],
  ];

  test.each(mistakes)('%s', (_, change, fault) => {
    expect(validatePack({ ...kent, ...change }).join('\n')).toMatch(fault);
  });

  test('an unknown pack is refused with the names that exist', () => {
    expect(() => buildPack('atlantis', runtime)).toThrow(/Use one of: kent-medway, marlshire/);
  });
});

function without<T extends object, K extends keyof T>(thing: T, key: K): Omit<T, K> {
  const { [key]: _, ...rest } = thing;
  return rest;
}

function unexplained<T extends { because?: string }>(item: T): Omit<T, 'because'> {
  const { because: _, ...rest } = item;
  return rest;
}
