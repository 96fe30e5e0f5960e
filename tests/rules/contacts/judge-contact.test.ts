import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CONTACT_CHANNELS,
  CONTACT_HOLDERS,
  VOICEMAIL_RULES,
  type WeeklySpan,
} from '../../../shared/domain/contact-terms.ts';
import { WEEKDAYS } from '../../../shared/domain/opening-hours.ts';
import {
  CONTACT_PURPOSES,
  type ContactPurpose,
  type GatedContact,
  judgeContact,
  usesOf,
} from '../../../shared/domain/safe-contact.ts';

/** Both days on which the clocks change lie in it. */
const FROM = Date.parse('2026-10-01T00:00:00Z');
const UNTIL = Date.parse('2027-04-15T00:00:00Z');

const wall = new Intl.DateTimeFormat('en-GB', {
  ...({ timeZone: 'Europe/London', hourCycle: 'h23', weekday: 'long', hour: '2-digit', minute: '2-digit' } as const),
});

/** What the clock on their wall says, worked out apart from the code under test. */
function onTheWall(at: number): { day: string; time: string } {
  const parts = Object.fromEntries(wall.formatToParts(new Date(at)).map(({ type, value }) => [type, value]));
  return { day: String(parts.weekday).toLowerCase(), time: `${parts.hour}:${parts.minute}` };
}

const within = ({ day, from, to }: WeeklySpan, at: number): boolean => {
  const now = onTheWall(at);
  return now.day === day && from <= now.time && now.time < to;
};

const minute = fc.integer({ min: 0, max: 1_440 });
const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const span: fc.Arbitrary<WeeklySpan> = fc
  .tuple(fc.constantFrom(...WEEKDAYS), minute, minute)
  .filter(([, a, b]) => a !== b)
  .map(([day, a, b]) => ({ day, from: clock(Math.min(a, b)), to: clock(Math.max(a, b)) }));
const spans = fc.array(span, { maxLength: 6 });
const moment = fc.integer({ min: FROM / 60_000, max: UNTIL / 60_000 }).map((minutes) => minutes * 60_000);
const purpose = fc.constantFrom(...CONTACT_PURPOSES);

const contact: fc.Arbitrary<GatedContact> = fc.record({
  channel: fc.constantFrom(...CONTACT_CHANNELS),
  holder: fc.constantFrom(...CONTACT_HOLDERS),
  safe: fc.constantFrom('yes', 'no', 'unknown'),
  anyTime: fc.boolean(),
  safeTimes: spans,
  neverTimes: spans,
  voicemail: fc.option(fc.constantFrom(...VOICEMAIL_RULES)),
  textOk: fc.option(fc.boolean()),
  recheckOn: fc.option(fc.constantFrom('2026-10-20', '2027-02-01', '2027-12-31')),
  retired: fc.boolean(),
  stopped: fc.boolean(),
  ofChild: fc.boolean(),
});

/** Nothing but the time can stand against it. */
const safe: GatedContact = {
  ...{ channel: 'phone', holder: 'person', safe: 'yes', voicemail: 'full', textOk: true, recheckOn: null },
  ...{ anyTime: true, safeTimes: [], neverTimes: [], retired: false, stopped: false, ofChild: false },
};
const at = Date.parse('2026-11-25T10:00:00Z');
const judged = (given: Partial<GatedContact>, use: ContactPurpose = 'call', when = at) => {
  const { verdict, because } = judgeContact({ contact: { ...safe, ...given }, purpose: use, at: when });
  return because === null ? verdict : `${verdict}: ${because}`;
};

describe('the gate of safe contact', () => {
  test('never lets through what was not said to be safe, whatever else was said', () => {
    fc.assert(
      fc.property(contact, purpose, moment, (given, use, when) => {
        const unsaid = { ...given, safe: given.safe === 'yes' ? ('unknown' as const) : given.safe };
        expect(judgeContact({ contact: unsaid, purpose: use, at: when }).verdict).not.toBe('allowed');
      }),
    );
  });

  test('never lets through a use while attempts are stopped, a retired contact, or one that is due to be asked again', () => {
    fc.assert(
      fc.property(contact, purpose, moment, (given, use, when) => {
        const may = (more: Partial<GatedContact>) =>
          judgeContact({ contact: { ...given, ...more }, purpose: use, at: when });
        expect(may({ stopped: true }).verdict).not.toBe('allowed');
        expect(may({ retired: true }).verdict).not.toBe('allowed');
        if (use !== 'check') expect(may({ recheckOn: '2026-09-30' }).verdict).not.toBe('allowed');
      }),
    );
  });

  test('lets through at a safe time only, by the clock on their wall, and a time that is never safe stands above it', () => {
    fc.assert(
      fc.property(contact, purpose, moment, (given, use, when) => {
        if (given.channel === 'post') return;
        const { verdict } = judgeContact({ contact: given, purpose: use, at: when });
        if (verdict !== 'allowed') return;
        expect(given.neverTimes.some((each) => within(each, when))).toBe(false);
        expect(given.anyTime || given.safeTimes.some((each) => within(each, when))).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  test('one more time that is never safe allows nothing that was not allowed before', () => {
    fc.assert(
      fc.property(contact, purpose, moment, span, (given, use, when, never) => {
        const stricter = { ...given, neverTimes: [...given.neverTimes, never] };
        if (judgeContact({ contact: stricter, purpose: use, at: when }).verdict !== 'allowed') return;
        expect(judgeContact({ contact: given, purpose: use, at: when }).verdict).toBe('allowed');
      }),
    );
  });

  test('sends nothing to the parent of a child', () => {
    fc.assert(
      fc.property(contact, fc.constantFrom('text', 'email', 'post', 'voicemail'), moment, (given, use, when) => {
        const parents = { ...given, holder: 'parent_or_carer', ofChild: true } as const;
        expect(judgeContact({ contact: parents, purpose: use, at: when }).verdict).not.toBe('allowed');
      }),
    );
  });

  test.each<[string, Partial<GatedContact>, ContactPurpose, string]>([
    ['a safe telephone', {}, 'call', 'allowed'],
    ['one that they said is not safe', { safe: 'no' }, 'show', 'unsafe: said_unsafe'],
    ['one nobody asked about', { safe: 'unknown' }, 'show', 'unknown: not_asked'],
    ['one without a time', { anyTime: false }, 'call', 'unknown: times_not_asked'],
    ['a message where none may be left', { voicemail: 'no' }, 'voicemail', 'unsafe: voicemail_no'],
    ['a message where nobody asked', { voicemail: null }, 'voicemail', 'unknown: voicemail_not_asked'],
    ['a message that says nothing', { voicemail: 'vague' }, 'voicemail', 'allowed'],
    ['a text where it may only ring', { textOk: false }, 'text', 'unsafe: text_no'],
    ['a text where nobody asked', { textOk: null }, 'text', 'unknown: text_not_asked'],
    ['a text to a number for texts', { channel: 'text', textOk: null }, 'text', 'allowed'],
    ['a call to an address', { channel: 'email' }, 'call', 'unsafe: not_this_way'],
    ['a letter, which has no hour', { channel: 'post', anyTime: false }, 'post', 'allowed'],
    ['one that is due to be asked again', { recheckOn: '2026-11-25' }, 'call', 'recheck_due'],
    ['the call that asks again', { recheckOn: '2026-11-25' }, 'check', 'allowed'],
    ['one to be asked again tomorrow', { recheckOn: '2026-11-26' }, 'call', 'allowed'],
    ['any contact after somebody else answered', { stopped: true }, 'check', 'stopped: not_reviewed'],
    [
      'a call to a child’s parent that the child wants',
      { holder: 'parent_or_carer', ofChild: true },
      'call',
      'allowed',
    ],
    ['a text to a child’s parent', { holder: 'parent_or_carer', ofChild: true }, 'text', 'unsafe: parent_of_child'],
  ])('%s', (_what, given, use, verdict) => {
    expect(judged(given, use)).toBe(verdict);
  });

  test('knows for every channel what can be done over it, and nothing else is allowed', () => {
    for (const channel of CONTACT_CHANNELS) {
      const allowed = CONTACT_PURPOSES.filter((use) => judged({ channel }, use) === 'allowed');
      expect(allowed).toEqual(
        usesOf(channel)
          .filter((use) => CONTACT_PURPOSES.includes(use))
          .sort(inOrder),
      );
    }
  });

  test('a call has to fit whole: one that begins in time and would go on past it is refused with the next that fits', () => {
    const mornings = {
      ...safe,
      anyTime: false,
      safeTimes: [{ day: 'wednesday', from: '09:00', to: '10:15' }],
    } as const;
    const half = { contact: mornings, purpose: 'call', forMs: 30 * 60_000 } as const;
    expect(judgeContact({ ...half, at: Date.parse('2026-11-25T09:45:00Z') }).verdict).toBe('allowed');
    expect(judgeContact({ ...half, at: Date.parse('2026-11-25T09:46:00Z') })).toEqual({
      ...{ verdict: 'outside_safe_times', because: null },
      nextAllowedAt: Date.parse('2026-12-02T09:00:00Z'),
    });
  });
});

const inOrder = (a: ContactPurpose, b: ContactPurpose) => CONTACT_PURPOSES.indexOf(a) - CONTACT_PURPOSES.indexOf(b);
