import { describe, expect, test } from 'vitest';
import { settingsFaults, usableWording } from '../../../server/service/check-settings.ts';
import { buildPack } from '../../../server/service/packs/index.ts';
import { privacyText } from '../../../server/service/privacy-text.ts';
import { purgeAt } from '../../../server/service/retention-rules.ts';
import { firstSettings, type ServiceSettings } from '../../../server/service/settings.ts';
import { packWarnings } from '../../../server/service/warnings.ts';
import { alwaysOpen } from '../../../shared/domain/opening-hours.ts';
import { wordingFaults } from '../../../shared/text/plain-language.ts';

const pack = buildPack('kent-medway', { demoPartnerUrl: null, embedOrigins: [] });
const settings = firstSettings(pack, { demonstration: true, hours: alwaysOpen });
const production = firstSettings(pack, { demonstration: false, hours: alwaysOpen });
const audiences = ['adult', 'young_13_17', 'child_under_13'] as const;

const keepingFor = (days: number): ServiceSettings['retention'] =>
  settings.retention.map((rule) => (rule.record === 'conversation' ? { ...rule, days } : rule));

describe('the welcome follows the settings', () => {
  test('[V5] it says before the first line that a senior colleague may read along, wherever that is on', () => {
    for (const audience of audiences) {
      expect(privacyText(settings, audience)).toMatch(/read/);
      const unwatched = { ...settings, privacy: { ...settings.privacy, watching: false } };
      expect(privacyText(unwatched, audience)).not.toMatch(/read (it|along)/);
    }
  });

  test('it names the days that words are really kept', () => {
    expect(privacyText(settings, 'adult')).toContain('kept safely for 30 days');
    expect(privacyText({ ...settings, retention: keepingFor(14) }, 'adult')).toContain('for 14 days');
  });

  test('it says "we don’t see where you are" only while no address is kept', () => {
    expect(privacyText(settings, 'adult')).toContain('We don’t see where you are.');
    const sealed = { ...settings, privacy: { ...settings.privacy, addressKept: true } };
    expect(privacyText(sealed, 'adult')).not.toContain('We don’t see where you are.');
    expect(privacyText(sealed, 'adult')).toContain('web address');
  });

  test('whatever is switched on, the words stay plain and promise nothing', () => {
    for (const audience of audiences) {
      for (const on of [true, false]) {
        const privacy = { addressKept: on, watching: on, volunteers: on };
        const lines = privacyText({ ...settings, privacy }, audience).split('\n');
        expect(lines.flatMap((line) => wordingFaults(line))).toEqual([]);
      }
    }
  });
});

describe('settings that may not be saved', () => {
  const faultsWith = (change: Partial<ServiceSettings>) => settingsFaults({ ...settings, ...change }).join('\n');

  test('a practice that the published welcome does not name', () => {
    expect(faultsWith({ privacy: { ...settings.privacy, addressKept: true } })).toMatch(
      /sealed internet addresses is on/,
    );
    expect(faultsWith({ privacy: { ...settings.privacy, volunteers: true } })).toMatch(/volunteers is on/);
    expect(settingsFaults({ ...production, privacy: { ...production.privacy, watching: true } })).toHaveLength(1);
  });

  test('a longer time of keeping than the published welcome says', () => {
    expect(faultsWith({ retention: keepingFor(31) })).toMatch(/kept 31 days; the published welcome says 30/);
    expect(faultsWith({ retention: keepingFor(29) })).toBe('');
  });

  test('a wording used for what it is not', () => {
    const ask = { ...settings.versions.ask, adult: settings.versions.tell.adult };
    expect(faultsWith({ versions: { ...settings.versions, ask } })).toMatch(/not known for its use/);
  });

  test('[Q3] head starts of more than 30 minutes, or in another order', () => {
    const { queue } = settings;
    const headStart = (change: object) =>
      faultsWith({ queue: { ...queue, headStartMs: { ...queue.headStartMs, ...change } } });
    expect(headStart({ danger: 31 * 60_000 })).toMatch(/at most 30 minutes/);
    expect(headStart({ normal: 1 })).toMatch(/to normal/);
    expect(headStart({ young: 0 })).toMatch(/fall from danger/);
    expect(headStart({})).toBe('');
  });

  test('an exit page that could carry something along, or is not sealed in transit', () => {
    expect(faultsWith({ exitUrl: 'http://example.org/' })).toMatch(/https/);
    expect(faultsWith({ exitUrl: 'https://example.org/?from=helpline' })).toMatch(/without a query/);
    expect(faultsWith({ exitUrl: 'weather' })).toMatch(/https/);
  });

  test('words that promise what nobody can keep', () => {
    expect(faultsWith({ texts: { welcome: 'Your secret is safe with us.' } })).toMatch(/nothing here is a secret/);
  });

  test('a kind of record without a time of deletion', () => {
    expect(faultsWith({ retention: settings.retention.slice(1) })).toMatch(/how long a conversation is kept/);
  });
});

describe('wordings and deletion', () => {
  test('[C1] consent can be asked only in words that a named person approved, and that are meant for asking', () => {
    expect(usableWording(settings, 'ask', 'ask-en-adult-1')?.version).toBe('ask-en-adult-1');
    expect(usableWording(settings, 'ask', 'tell-en-adult-1')).toBeUndefined();
    expect(usableWording(settings, 'tell', 'ask-en-adult-1')).toBeUndefined();
    expect(usableWording(production, 'ask', 'ask-en-adult-1')).toBeUndefined();
  });

  test('the day of deletion is known when a record is made', () => {
    const closed = new Date('2026-11-24T10:00:00Z');
    expect(purgeAt(settings.retention, 'conversation', closed)).toEqual(new Date('2026-12-24T10:00:00Z'));
    expect(() => purgeAt([], 'audit', closed)).toThrow(/No retention rule for "audit"/);
  });
});

describe('what staff are told before it goes wrong', () => {
  const warnings = (day: string, change: Partial<ServiceSettings> = {}) =>
    packWarnings(pack, { ...settings, ...change }, day);
  const sentences = (...asked: Parameters<typeof warnings>) =>
    warnings(...asked)
      .map(({ sentence }) => sentence)
      .join('\n');

  test('numbers that nobody checked in 90 days, until somebody does', () => {
    const [first] = warnings('2026-11-24');
    expect(first).toMatchObject({ kind: 'numbers', state: 'now' });
    expect(first?.numbers.map(({ code }) => code)).toEqual(expect.arrayContaining(['emergency', 'samaritans']));
    const numberChecks = Object.fromEntries(
      pack.numbers.map(({ code }) => [code, { day: '2026-11-20', by: 'A. Lead' }]),
    );
    expect(sentences('2026-11-24', { numberChecks })).not.toContain('Not checked in');
    expect(sentences('2027-02-28', { numberChecks })).toContain('Not checked in');
  });

  test('partners whose agreement ends, and a list of bank holidays that runs out', () => {
    expect(sentences('2027-01-15')).toContain('Find out who follows');
    expect(sentences('2028-07-01')).toContain('list of bank holidays ends on 31 December 2028');
    expect(warnings('2029-01-01')).toContainEqual(
      expect.objectContaining({ kind: 'bank_holidays', state: 'now', on: '2028-12-31' }),
    );
  });

  test('a contract that ended and nobody follows, until somebody does', () => {
    const ended = (day: string) => warnings(day).filter(({ kind }) => kind === 'ended');
    const [first] = pack.partners.filter(({ validTo }) => validTo !== undefined);
    expect(first).toBeDefined();
    expect(ended(first?.validTo ?? '')).toEqual([]);
    expect(
      ended('2027-04-01')
        .map(({ sentence }) => sentence)
        .join(),
    ).toContain(`${first?.programme}, ${first?.lot}`);
    const next = { ...pack, partners: [...pack.partners, ...pack.partners.map(({ validTo: _over, ...each }) => each)] };
    expect(
      packWarnings(next, settings, '2027-04-01').filter(
        ({ kind, sentence }) => kind === 'ended' && sentence.startsWith(`${first?.programme},`),
      ),
    ).toEqual([]);
  });

  test('a list of which nothing is in force, such as before the first day that it speaks of', () => {
    expect(sentences('2026-11-24')).not.toContain('is in force any more');
    expect(sentences('2020-01-01')).toContain('Nothing of the list "victims code" is in force any more');
  });

  test('entries that nobody has checked, one sentence for each kind of them', () => {
    const unverified = warnings('2026-11-24').filter(({ kind }) => kind === 'unverified');
    expect(unverified.length).toBeGreaterThan(0);
    expect(unverified.every(({ state }) => state === 'now')).toBe(true);
    expect(unverified.map(({ sentence }) => sentence).join()).toContain('lists of codes: lawful bases');
  });
});
