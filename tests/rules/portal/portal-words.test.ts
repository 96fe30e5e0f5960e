import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerFaults, cardFaults } from '../../../server/portal/answer-faults.ts';
import { isIntakeStopped } from '../../../shared/domain/partner-card.ts';
import { holdsWayToReach } from '../../../shared/domain/thread-words.ts';
import { knownCodesOn } from '../../../shared/reference/known-codes.ts';

const day = '2026-11-27';
const codes = knownCodesOn(day, { areas: [], planGroups: [] });
const write = { clientId: '8a0f0c1e-6a3c-4a53-9a64-000000000000', revision: 1 };

describe('[C1] an answer to a partner', () => {
  test.each([
    '07700 900123',
    'ring 0 1 2 2 7 7 6 6 3 3 0',
    '+44 7700 900 123',
    '(01227) 766330',
    'her sister: 766 3300',
    '０７７００９００１２３',
    'kim@mail.example',
    'she moved to ME4 4UF',
    'CT11AA now',
  ])('that says “%s” holds a way to reach somebody', (text) => {
    expect(holdsWayToReach(text)).toBe(true);
  });

  test.each([
    'She agreed to mornings, before 11:30, from 30/11/2026 on.',
    'Her children are 4, 7 and 12. The hearing is on 2026-12-01.',
    'Call 101, or 999 and 55.',
    'Reference 7Q4M-2K9D, one of 3 so far.',
  ])('that says “%s” holds none', (text) => {
    expect(holdsWayToReach(text)).toBe(false);
  });

  test('is found out wherever in the words a number stands and however it is broken up', () => {
    const digits = fc.array(fc.nat(9), { minLength: 10, maxLength: 12 });
    const between = fc.constantFrom('', ' ', '-', '(', ')', ' - ');
    fc.assert(
      fc.property(fc.lorem(), digits, between, (words, number, sign) => {
        expect(holdsWayToReach(`${words} 0${sign}${number.join(sign)} ${words}`)).toBe(true);
      }),
    );
  });
});

describe('an answer of a partner', () => {
  test('takes a reason and an outcome of the list in force, and says what to choose', () => {
    const decline = (reason: string, text: string | null = null) =>
      answerFaults({ ...write, kind: 'decline', reason, text }, { day, codes });
    expect(decline('no_capacity')).toEqual([]);
    expect(decline('her ex rang us')).toMatchObject([{ path: 'reason', message: expect.stringContaining('list') }]);
    expect(decline('other')).toMatchObject([{ path: 'text' }]);
    expect(decline('other', 'we moved')).toEqual([]);
    const outcome = (code: string) =>
      answerFaults({ ...write, kind: 'outcome', outcome: code, text: null }, { day, codes });
    expect(outcome('support_completed')).toEqual([]);
    expect(outcome('no_capacity')).toHaveLength(1);
  });

  test('takes days that can be meant', () => {
    const accept = (startsOn: string) =>
      answerFaults({ ...write, kind: 'accept', worker: 'Tess', startsOn }, { day, codes }).length;
    const review = (reviewOn: string) =>
      answerFaults({ ...write, kind: 'waiting_list', weeks: 3, reviewOn }, { day, codes }).length;
    expect([accept('2026-11-20'), accept('2026-12-24'), accept('2026-10-01'), accept('2036-11-27')]).toEqual([
      0, 0, 1, 1,
    ]);
    expect([review(day), review('2026-11-26'), review('2027-11-28')]).toEqual([0, 1, 1]);
  });
});

describe('the card of a partner', () => {
  const card = {
    ...{ criteria: null, ageFrom: null, ageTo: null, area: null, waitWeeks: null, instead: null },
    stopsIntakeUntil: null,
  };

  test('stops intake up to and including its day, and goes on by itself', () => {
    const on = (today: string) => isIntakeStopped({ stopsIntakeUntil: '2026-12-31' }, today);
    expect([on('2026-12-30'), on('2026-12-31'), on('2027-01-01')]).toEqual([true, true, false]);
    expect(isIntakeStopped(card, day)).toBe(false);
  });

  test('says what is wrong with ages that are reversed and a stop that is over', () => {
    expect(cardFaults({ ...card, ageFrom: 16, ageTo: 16, stopsIntakeUntil: day }, day)).toEqual([]);
    expect(cardFaults({ ...card, ageFrom: 18, ageTo: 16 }, day)).toMatchObject([{ path: 'ageTo' }]);
    expect(cardFaults({ ...card, stopsIntakeUntil: '2026-11-26' }, day)).toMatchObject([{ path: 'stopsIntakeUntil' }]);
  });
});
