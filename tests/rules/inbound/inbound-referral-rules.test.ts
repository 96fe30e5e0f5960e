import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { urgentBecause } from '../../../shared/domain/case-clocks.ts';
import { clockDefaults } from '../../../shared/domain/clock-settings.ts';
import { type InboundTimes, inboundDueAt, readInboundClocks } from '../../../shared/domain/inbound-clocks.ts';
import {
  CONSENT_ANSWERS,
  consentFault,
  detailsKeptUntil,
  explicitConsentFor,
} from '../../../shared/domain/inbound-consent.ts';
import {
  closingNeedsLead,
  INBOUND_REFERRAL_STATES,
  INBOUND_SOURCES,
  isOpenReferral,
  moveReferral,
  REFERRAL_MOVES,
} from '../../../shared/domain/inbound-referral-state.ts';
import { londonDay } from '../../../shared/domain/opening-hours.ts';
import { atDifferentTimes, partOfDay } from '../../../shared/domain/part-of-day.ts';
import { isPassingOpen, PASSING_STEPS, passingStep } from '../../../shared/domain/passing-on.ts';
import { isWorkingDay } from '../../../shared/domain/working-days.ts';
import { REFERRAL_STATES } from '../../../shared/protocol/desk.ts';
import { AGE_BANDS } from '../../../shared/protocol/pre-chat.ts';
import { crimeFlags, crimeTypes } from '../../../shared/reference/crime-types.ts';
import { victimCapacities } from '../../../shared/reference/victim-capacities.ts';
import { anyMoment } from '../cases/clock-moments.ts';

const DAY = '2026-11-27';
const about = (crimeType: string | null, flags: string[] = [], capacity: string | null = null) => ({
  ...{ crimeType, flags, capacity },
});
const yes = { agreed: 'yes', explicit: 'yes' } as const;
const agreed = { agreed: 'yes', explicit: 'not_known' } as const;
const police = { source: 'police_feed', day: DAY } as const;

describe('what may become of a received referral', () => {
  test('it becomes a case only after somebody has looked', () => {
    expect(moveReferral('received', 'convert')).toBeNull();
    expect(moveReferral('received', 'allocate')).toBeNull();
    expect(moveReferral('received', 'close')).toBeNull();
    expect(moveReferral('triaged', 'convert')).toBe('converted');
  });

  test('what went back to its sender stays there, and what is a case stays one', () => {
    for (const move of REFERRAL_MOVES) {
      expect(moveReferral('returned', move), move).toBeNull();
      expect(moveReferral('converted', move), move).toBeNull();
    }
  });

  test('whatever is done, one that is over is never looked at as if it were new', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...REFERRAL_MOVES), { maxLength: 12 }), (moves) => {
        let state: (typeof INBOUND_REFERRAL_STATES)[number] = 'received';
        for (const move of moves) state = moveReferral(state, move) ?? state;
        expect(INBOUND_REFERRAL_STATES).toContain(state);
        if (moves.includes('triage')) expect(state === 'received' && moves[0] === 'triage').toBe(false);
        expect(isOpenReferral(state)).toBe(!['converted', 'returned', 'closed'].includes(state));
      }),
    );
  });

  const anyClosing = fc.record({
    reason: fc.constantFrom('unable_to_contact', 'declined_support', 'duplicate'),
    urgent: fc.boolean(),
    ageBand: fc.constantFrom(...AGE_BANDS, null),
    repeat: fc.boolean(),
    spoken: fc.boolean(),
    byLead: fc.boolean(),
  });

  test('nobody ends one of high risk or of a child unheard without a lead, nor who comes again and is not reached (H17)', () => {
    fc.assert(
      fc.property(anyClosing, (closing) => {
        const child = closing.ageBand !== null && ['under_13', '13_15', '16_17'].includes(closing.ageBand);
        const grave = closing.urgent || child;
        const needed = closing.reason === 'unable_to_contact' ? grave || closing.repeat : grave && !closing.spoken;
        expect(closingNeedsLead(closing)).toBe(needed && !closing.byLead);
      }),
    );
  });
});

describe('the consent that some kinds need', () => {
  test.each([
    ['rape', about('rape')],
    ['domestic abuse by its mark alone', about('common_assault', ['domestic'])],
    ['sexual abuse in a family', about('da_sexual')],
    ['a relative of somebody who was killed', about('murder_manslaughter')],
    ['a bereaved relative, whatever the crime', about(null, [], 'bereaved_family')],
    ['a child who lived with it', about(null, [], 'child_victim_of_da')],
  ])('%s goes back without it, and is kept with it', (_, what) => {
    expect(consentFault(agreed, what, police)).toBe('explicit_consent_missing');
    expect(consentFault(yes, what, police)).toBeNull();
  });

  test('a burglary is kept without it: the police pass on unless they said no', () => {
    expect(consentFault({ agreed: 'not_known', explicit: 'not_known' }, about('burglary_home'), police)).toBeNull();
    expect(consentFault({ agreed: 'no', explicit: 'not_known' }, about('burglary_home'), police)).toBe('did_not_agree');
  });

  test('of whom nobody says what happened, nobody can tell: it goes back unless they agreed explicitly', () => {
    const untold = { crimeType: null, flags: [], capacity: null };
    expect(consentFault(agreed, untold, police)).toBe('kind_not_told');
    expect(consentFault(yes, untold, police)).toBeNull();
    expect(consentFault(agreed, { ...untold, flags: ['domestic'] }, police)).toBe('explicit_consent_missing');
    expect(consentFault(agreed, untold, { source: 'self_form', day: DAY })).toBeNull();
  });

  test('who writes for themself has agreed by writing, and can still say no', () => {
    const self = { source: 'self_form', day: DAY } as const;
    expect(consentFault(agreed, about('rape'), self)).toBeNull();
    expect(consentFault({ agreed: 'no', explicit: 'not_known' }, about('rape'), self)).toBe('did_not_agree');
  });

  test('a list is read as it was in force: before it began, it asked for nothing', () => {
    expect(explicitConsentFor(about('rape'), '2019-01-01')).toEqual([]);
    expect(explicitConsentFor(about('rape'), DAY).map(({ code }) => code)).toEqual(['sexual_offence']);
  });

  const anyAbout = fc.record({
    crimeType: fc.constantFrom(...crimeTypes.map(({ code }) => code), null),
    flags: fc.subarray(crimeFlags.map(({ code }) => code)),
    capacity: fc.constantFrom(...victimCapacities.map(({ code }) => code), null),
  });
  const answer = fc.constantFrom(...CONSENT_ANSWERS);
  const anySaid = fc.record({ agreed: answer, explicit: answer });

  test('no answer is never read as a yes, and a no is never kept', () => {
    fc.assert(
      fc.property(anySaid, anyAbout, fc.constantFrom(...INBOUND_SOURCES), (said, what, source) => {
        const fault = consentFault(said, what, { source, day: DAY });
        if (said.agreed === 'no' || said.explicit === 'no') expect(fault).toBe('did_not_agree');
        else if (fault === null && source !== 'self_form' && said.explicit !== 'yes')
          expect([what.crimeType, explicitConsentFor(what, DAY)]).toEqual([expect.any(String), []]);
      }),
      { numRuns: 1_000 },
    );
  });

  test('details of what went back go at the close of a working day, at least ten working days later', () => {
    fc.assert(
      fc.property(anyMoment, (moment) => {
        const until = detailsKeptUntil(moment.getTime(), '17:00');
        expect(isWorkingDay(londonDay(new Date(until)))).toBe(true);
        expect(until - moment.getTime()).toBeGreaterThan(11 * 86_400_000);
        expect(until - moment.getTime()).toBeLessThan(25 * 86_400_000);
      }),
    );
    const returned = Date.parse('2026-11-27T10:00:00Z');
    expect(new Date(detailsKeptUntil(returned, '17:00')).toISOString()).toBe('2026-12-11T17:00:00.000Z');
  });
});

describe('the clocks before there is a case', () => {
  const at = (iso: string) => Date.parse(iso);
  const times = (more: Partial<InboundTimes> = {}): InboundTimes => ({
    ...{ state: 'received', reportedAt: null, receivedAt: at('2026-11-27T10:00:00Z'), triagedAt: null },
    ...{ firstContactAt: null, endedAt: null, passedOnAt: null, acknowledgedAt: null, senderGrade: null },
    ...{ priority: null, ageBand: null, urgentSince: null, partnerKind: null },
    ...more,
  });
  const due = (more: Partial<InboundTimes>, clock: string) =>
    readInboundClocks(times(more), at('2026-11-27T10:00:00Z'), clockDefaults)
      .find((each) => each.clock === clock)
      ?.dueAt.toISOString();

  test.each([
    ['what came on a Friday is looked at by Monday', {}, 'received_to_triaged', '2026-11-30T17:00:00.000Z'],
    ['and reached by Tuesday', {}, 'first_safe_contact', '2026-12-01T17:00:00.000Z'],
    ['high by the sender: the same day', { senderGrade: 'high' }, 'first_safe_contact', '2026-11-27T23:59:00.000Z'],
    ['high by us: the same day', { priority: 'urgent' }, 'first_safe_contact', '2026-11-27T23:59:00.000Z'],
    ['under 18: the same day', { ageBand: '16_17' }, 'first_safe_contact', '2026-11-27T23:59:00.000Z'],
    ['a medium grade hurries nobody', { senderGrade: 'medium' }, 'first_safe_contact', '2026-12-01T17:00:00.000Z'],
    ['urgent is looked at within hours', { senderGrade: 'high' }, 'received_to_triaged', '2026-11-27T14:00:00.000Z'],
    [
      'the police had two working days',
      { reportedAt: at('2026-11-24T09:00:00Z') },
      'police_to_received',
      '2026-11-26T17:00:00.000Z',
    ],
  ] as const)('%s', (_, more, clock, expected) => {
    expect(due(more, clock)).toBe(expected);
  });

  test('what came late on a Saturday night is reached within hours, weekend or not', () => {
    const saturday = at('2026-11-28T22:30:00Z');
    expect(due({ receivedAt: saturday, senderGrade: 'high' }, 'first_safe_contact')).toBe('2026-11-29T02:30:00.000Z');
  });

  test('nobody is late to reach somebody who may not be contacted, or who has a case of their own', () => {
    const ended = at('2026-11-27T12:00:00Z');
    for (const state of ['returned', 'converted', 'closed'] as const)
      expect(inboundDueAt(times({ state, endedAt: ended }), clockDefaults)).toBeNull();
  });

  test('passed on, the provider has two working days to say that they have it, hours where it was referred as urgent', () => {
    const passedOnAt = at('2026-11-27T12:00:00Z');
    const passed = { state: 'converted', endedAt: passedOnAt, passedOnAt, partnerKind: 'domestic_abuse' } as const;
    expect(inboundDueAt(times(passed), clockDefaults)).toBe(at('2026-12-01T17:00:00Z'));
    expect(inboundDueAt(times({ ...passed, senderGrade: 'high' }), clockDefaults)).toBe(at('2026-11-27T16:00:00Z'));
    expect(inboundDueAt(times({ ...passed, acknowledgedAt: passedOnAt + 1 }), clockDefaults)).toBeNull();
  });

  test('a grade, an age or a look never gives more time than there was without', () => {
    const any = fc.record({
      senderGrade: fc.constantFrom('high', 'medium', 'standard', null),
      priority: fc.constantFrom('urgent', 'normal', null),
      ageBand: fc.constantFrom(...AGE_BANDS, null),
    });
    fc.assert(
      fc.property(anyMoment, any, (moment, more) => {
        const receivedAt = moment.getTime();
        const plain = inboundDueAt(times({ receivedAt }), clockDefaults) ?? 0;
        expect(inboundDueAt(times({ receivedAt, ...more }), clockDefaults)).toBeLessThanOrEqual(plain);
      }),
    );
  });
});

describe('attempts at different times (H17)', () => {
  const at = (time: string) => Date.parse(`2026-11-27T${time}:00Z`);

  test.each([
    ['none', [], false],
    ['one', [at('10:00')], false],
    ['three in one morning', [at('09:00'), at('10:30'), at('11:59')], false],
    ['the same morning hour of two days', [at('10:00'), at('10:00') + 86_400_000], false],
    ['a morning and an afternoon', [at('11:59'), at('12:00')], true],
    ['an afternoon and an evening', [at('16:59'), at('17:00')], true],
  ])('%s', (_, attempts, different) => {
    expect(atDifferentTimes(attempts)).toBe(different);
  });

  test('are those of London, in summer as well', () => {
    const summer = Date.parse('2026-07-01T11:30:00Z');
    expect(partOfDay(summer)).toBe('afternoon');
    expect(partOfDay(Date.parse('2026-12-01T11:30:00Z'))).toBe('morning');
  });
});

describe('passing somebody on to whom they chose (E1)', () => {
  const referral = fc.record({
    referralId: fc.constant('r'),
    state: fc.constantFrom(...REFERRAL_STATES),
    sentAt: fc.constantFrom(null, 1),
    acknowledgedAt: fc.constantFrom(null, 2),
  });
  const anyPassing = fc.record({
    chosen: fc.constantFrom(null, 'kidas'),
    recipientId: fc.constantFrom(null, 'kidas'),
    now: fc.option(fc.record({ saidNo: fc.boolean(), referral: fc.option(referral) })),
  });

  test('without their own yes nothing is on its way, and without a recipient nothing ever is', () => {
    fc.assert(
      fc.property(anyPassing, (of) => {
        const step = passingStep(of);
        expect(PASSING_STEPS).toContain(step);
        if (of.chosen === null) expect(step).toBe('stays');
        else if (of.recipientId === null) expect(step).toBe('cannot_send');
        else if ((of.now?.referral ?? null) === null) expect(['ask_yes', 'said_no']).toContain(step);
      }),
    );
  });

  test('it is over once they answered, said no or took it back, and not before', () => {
    const now = (state: (typeof REFERRAL_STATES)[number]) =>
      passingStep({
        ...{ chosen: 'kidas', recipientId: 'kidas' },
        now: { saidNo: false, referral: { referralId: 'r', state, sentAt: 1, acknowledgedAt: null } },
      });
    expect(REFERRAL_STATES.filter((state) => isPassingOpen(now(state)))).toEqual(
      REFERRAL_STATES.filter((state) =>
        ['draft', 'consent_pending', 'held', 'ready', 'sending', 'sent', 'undeliverable'].includes(state),
      ),
    );
    expect(isPassingOpen('ask_yes')).toBe(true);
    expect(isPassingOpen('said_no')).toBe(false);
  });

  test('a sender’s grade hurries a clock and is not said to be our level (D4)', () => {
    expect(urgentBecause({ risk: null, ageBand: null, referredUrgent: true })).toBe('Referred as urgent');
    expect(urgentBecause({ risk: 'high', ageBand: '13_15', referredUrgent: true })).toBe('High risk and under 18');
    expect(urgentBecause({ risk: null, ageBand: 'adult', referredUrgent: false })).toBeNull();
  });
});
