import { describe, expect, test } from 'vitest';
import { buildPack } from '../../../server/service/packs/index.ts';
import { DEMO_NOTICE, describeService, visitorNumbers } from '../../../server/service/service-status.ts';
import { firstSettings, type ServiceSettings } from '../../../server/service/settings.ts';
import { alwaysOpen } from '../../../shared/domain/opening-hours.ts';
import { service as serviceShape } from '../../../shared/protocol/service.ts';
import { fallbackNumbers } from '../../../shared/reference/fallback-numbers.ts';
import { wordingFaults } from '../../../shared/text/plain-language.ts';

const pack = buildPack('kent-medway', { demoPartnerUrl: 'http://127.0.0.1:4002/referrals', embedOrigins: [] });
const marlshire = buildPack('marlshire', { demoPartnerUrl: null, embedOrigins: [] });
const settings = firstSettings(pack, { demonstration: true, hours: alwaysOpen });
const real = firstSettings(marlshire, { demonstration: false, hours: marlshire.hours });
const published: ServiceSettings = {
  ...real,
  published: { says: real.privacy, conversationDaysAtMost: 30, by: 'A. Lead' },
};
const noon = new Date('2026-11-24T12:00:00Z');
const night = new Date('2026-11-24T23:30:00Z');
const situation = { settings, pack, agentsAvailable: 2, waitingCount: 0, diskFull: false, now: noon };
const county = { ...situation, settings: published, pack: marlshire };

describe('what the service says of itself', () => {
  test('it has the public shape', () => {
    expect(serviceShape.strict().parse(describeService(situation))).toEqual(describeService(situation));
  });

  test('the demonstration never closes, and says that nobody is here', () => {
    for (const now of [noon, night, new Date('2026-12-25T03:00:00Z')]) {
      expect(describeService({ ...situation, now })).toMatchObject({ open: true, reason: 'open', opensAt: null });
    }
    expect(describeService(situation).texts.demoNotice).toBe(DEMO_NOTICE);
    expect(describeService(county).texts).not.toHaveProperty('demoNotice');
  });

  test('with nobody available people may still wait', () => {
    expect(describeService({ ...situation, agentsAvailable: 0 })).toMatchObject({
      open: true,
      reason: 'nobody_available',
    });
  });

  test('outside its hours it is closed and says when it opens', () => {
    expect(describeService({ ...county, now: night })).toMatchObject({
      open: false,
      reason: 'closed_hours',
      opensAt: '2026-11-25T08:00:00.000Z',
    });
  });

  test('a pause ends by itself, and opens only within the hours', () => {
    const paused = (until: string | null) => ({ ...published, paused: { until, by: 'A. Lead' } });
    const at = (until: string | null) => describeService({ ...county, settings: paused(until) });
    expect(at('2026-11-24T13:00:00Z')).toMatchObject({ reason: 'paused', opensAt: '2026-11-24T13:00:00.000Z' });
    expect(at('2026-11-24T23:00:00Z')).toMatchObject({ reason: 'paused', opensAt: '2026-11-25T08:00:00.000Z' });
    expect(at('2026-11-24T11:00:00Z')).toMatchObject({ reason: 'open', open: true });
    expect(at(null)).toMatchObject({ reason: 'paused', opensAt: null, open: false });
  });

  test('with the disk full it is paused, and not said to be crowded', () => {
    const limited = { ...settings, queue: { ...settings.queue, waitingMaximum: 0 } };
    expect(describeService({ ...situation, settings: limited, diskFull: true })).toMatchObject({
      open: false,
      reason: 'paused',
      opensAt: null,
      numbers: expect.arrayContaining([expect.objectContaining({ number: '999' })]),
    });
    expect(describeService({ ...county, now: night, diskFull: true }).reason).toBe('closed_hours');
  });

  test('nobody is turned away as "full" unless a maximum is set', () => {
    expect(describeService({ ...situation, waitingCount: 900 }).reason).toBe('open');
    const limited = { ...settings, queue: { ...settings.queue, waitingMaximum: 10 } };
    expect(describeService({ ...situation, settings: limited, waitingCount: 10 })).toMatchObject({
      open: false,
      reason: 'full',
    });
    expect(describeService({ ...situation, settings: limited, waitingCount: 9 }).open).toBe(true);
  });

  test('before its words are published nobody is served', () => {
    expect(describeService({ ...county, settings: real })).toMatchObject({ open: false, reason: 'paused' });
  });

  test('only a language whose words somebody approved is offered', () => {
    const more = { ...settings, languages: [...settings.languages, { code: 'ar', approvedBy: null }] };
    expect(describeService({ ...situation, settings: more }).languages.map((each) => each.code)).toEqual(['en']);
    const approved = { ...settings, languages: [{ code: 'ar', approvedBy: 'A. Reader' }] };
    expect(describeService({ ...situation, settings: approved }).languages).toEqual([
      { code: 'ar', name: 'العربية', dir: 'rtl' },
    ]);
  });
});

describe('numbers for visitors', () => {
  const shown = (of: ServiceSettings, from = pack) => visitorNumbers(from, of, '2026-11-24');

  test('[V4] 999 and a staffed number with its hours come first, whatever else is missing', () => {
    for (const numbers of [shown(settings), shown(published, marlshire)]) {
      expect(numbers.slice(0, 2).map((each) => each.number)).toEqual(fallbackNumbers.map((each) => each.number));
    }
    expect(shown(settings)[0]?.note).toContain('press 55');
    expect(shown(settings)[1]?.note).toContain('day and night');
  });

  test('what nobody read in its source, or what is in doubt, stays with staff', () => {
    const numbers = new Set(shown(settings).map((each) => each.number));
    const kept = pack.numbers.filter((each) => each.evidence !== 'R' || each.unverified);
    expect(kept.length).toBeGreaterThan(5);
    for (const entry of kept) expect(numbers.has(entry.number), entry.code).toBe(false);
  });

  test('a real service shows only numbers that somebody checked within 90 days', () => {
    const checked = (day: string) =>
      shown({ ...published, numberChecks: { childline: { day, by: 'A. Lead' } } }, marlshire).map((each) => each.label);
    expect(checked('2026-09-01')).toContain('Childline');
    expect(checked('2026-08-01')).not.toContain('Childline');
    expect(shown(published, marlshire)).toHaveLength(2);
  });

  test('beside each number stands whether it may show on a bill, except beside 999', () => {
    const [emergency, ...others] = shown(settings);
    expect(emergency?.note).not.toContain('bill');
    expect(others.every((each) => /on the phone bill\.$/.test(each.note))).toBe(true);
    expect(others.flatMap((each) => wordingFaults(each.note, [each.label]))).toEqual([]);
  });
});
