import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  COMPLAINT_STATES,
  type ComplaintMove,
  type ComplaintStanding,
  complaintAfter,
  judgeComplaint,
} from '../../../shared/domain/complaint.ts';
import {
  type IncidentMove,
  type IncidentStanding,
  icoClockRuns,
  isBreach,
  judgeIncident,
} from '../../../shared/domain/incident.ts';
import { judgeRegisterChange, registerChangeAfter } from '../../../shared/domain/register-change.ts';
import { complaintDues, hoursLeft, ICO_HOURS, icoDueAt } from '../../../shared/domain/register-clocks.ts';

const HOUR = 3_600_000;

describe('the 72 hours of a breach', () => {
  it('are hours from the moment somebody knew, through nights, weekends, holidays and both changes of the clocks', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2030, 0, 1) }), (awareAt) => {
        expect(icoDueAt(awareAt) - awareAt).toBe(ICO_HOURS * HOUR);
        expect(hoursLeft(icoDueAt(awareAt), awareAt)).toBe(72);
      }),
    );
    // Thursday before Easter, 16:30 in winter time: Sunday, 17:30 on the clock on the wall, which went forward that night.
    const maundyThursday = Date.parse('2027-03-25T16:30:00.000Z');
    expect(new Date(icoDueAt(maundyThursday)).toISOString()).toBe('2027-03-28T16:30:00.000Z');
  });

  it('are over when nothing is left, not before', () => {
    const dueAt = icoDueAt(0);
    expect([hoursLeft(dueAt, dueAt - 1), hoursLeft(dueAt, dueAt), hoursLeft(dueAt, dueAt + 1)]).toEqual([0, 0, -1]);
  });
});

describe('the days of a complaint', () => {
  it('are working days from the day it came: Easter and Christmas do not count', () => {
    expect(complaintDues('complaint', '2027-03-25')).toEqual([
      { code: 'acknowledge', day: '2027-04-01', certain: true },
      { code: 'answer', day: '2027-04-26', certain: true },
    ]);
    expect(complaintDues('complaint', '2026-12-24')[0]).toMatchObject({ day: '2026-12-31' });
  });

  it('about personal data are plain days, as the law counts them; a compliment has none', () => {
    expect(complaintDues('data_protection', '2026-12-24').map(({ day }) => day)).toEqual(['2027-01-23', '2027-01-23']);
    expect(complaintDues('compliment', '2026-12-24')).toEqual([]);
  });

  it('says when a holiday that nobody knows yet may lie in between', () => {
    expect(complaintDues('complaint', '2035-12-20').some(({ certain }) => !certain)).toBe(true);
  });
});

describe('a breach', () => {
  const breach: IncidentStanding = {
    ...{ kind: 'wrong_recipient', state: 'open', risk: null, told: [], notTold: [], learnt: true },
  };
  const with_ = (change: Partial<IncidentStanding>) => ({ ...breach, ...change });

  it.each<[string, Partial<IncidentStanding>, string | null]>([
    ['before its risk is known', {}, 'not_assessed'],
    ['a risk, and the regulator does not know', { risk: 'risk', notTold: ['people'] }, 'ico_must_be_told'],
    ['unlikely to harm, and nobody said why they were not told', { risk: 'unlikely' }, 'ico_not_settled'],
    ['the people neither told nor said why not', { risk: 'unlikely', notTold: ['ico'] }, 'people_not_settled'],
    ['nothing learnt from it', { risk: 'risk', told: ['ico', 'people'], learnt: false }, 'nothing_learnt'],
    [
      'a risk seen only after it was decided not to tell',
      { risk: 'high_risk', notTold: ['ico', 'people'] },
      'ico_must_be_told',
    ],
    ['all told', { risk: 'high_risk', told: ['ico', 'people'] }, null],
    ['unlikely, and why nobody was told', { risk: 'unlikely', notTold: ['ico', 'people'] }, null],
  ])('cannot close: %s', (_what, change, refusal) => {
    expect(judgeIncident(with_(change), 'close')).toBe(refusal);
  });

  it('is told to the regulator where it is a risk: no reason why not is taken', () => {
    expect(judgeIncident(with_({ risk: 'risk' }), 'not_told', 'ico')).toBe('ico_must_be_told');
    expect(judgeIncident(with_({ risk: 'risk' }), 'not_told', 'people')).toBeNull();
    expect(judgeIncident(with_({}), 'not_told', 'ico')).toBe('not_assessed');
    expect(judgeIncident(with_({ risk: 'unlikely', told: ['ico'] }), 'not_told', 'ico')).toBe('told_already');
  });

  it('whatever is done in whatever order, none closes that is a risk and unknown to the regulator', () => {
    const anyMove = fc.record({
      move: fc.constantFrom<IncidentMove>('assess', 'tell', 'not_told', 'learn', 'close', 'reopen', 'note'),
      risk: fc.constantFrom<IncidentStanding['risk']>('unlikely', 'risk', 'high_risk'),
      who: fc.constantFrom('ico' as const, 'people' as const),
    });
    fc.assert(
      fc.property(fc.array(anyMove, { maxLength: 30 }), (moves) => {
        let at: IncidentStanding = { ...breach, learnt: false };
        for (const { move, risk, who } of moves) {
          if (judgeIncident(at, move, who) !== null) continue;
          if (move === 'assess') at = { ...at, risk };
          if (move === 'tell')
            at = { ...at, told: [...at.told, who], notTold: at.notTold.filter((each) => each !== who) };
          if (move === 'not_told') at = { ...at, notTold: [...at.notTold, who] };
          if (move === 'learn') at = { ...at, learnt: true };
          if (move === 'close') at = { ...at, state: 'closed' };
          if (move === 'reopen') at = { ...at, state: 'open' };
          if (at.state === 'closed' && !at.told.includes('ico')) expect(at.risk).toBe('unlikely');
          if (at.state === 'closed') expect([icoClockRuns(at), at.learnt]).toEqual([false, true]);
        }
      }),
    );
  });

  it('a near miss has no clock, and closes with what was learnt', () => {
    const near: IncidentStanding = { ...breach, kind: 'near_miss', learnt: false };
    expect([isBreach('near_miss'), icoClockRuns(near)]).toEqual([false, false]);
    expect(judgeIncident(near, 'close')).toBe('nothing_learnt');
    expect(judgeIncident({ ...near, learnt: true }, 'close')).toBeNull();
  });
});

describe('a complaint', () => {
  const complaint: ComplaintStanding = { kind: 'complaint', state: 'received', anonymous: false, learnt: false };

  it('closes only answered and learnt from; without a name it is looked into all the same', () => {
    expect(judgeComplaint(complaint, 'close')).toBe('not_answered');
    expect(judgeComplaint({ ...complaint, state: 'answered' }, 'close')).toBe('nothing_learnt');
    expect(judgeComplaint({ ...complaint, state: 'answered', learnt: true }, 'close')).toBeNull();
    const nameless = { ...complaint, anonymous: true };
    expect(judgeComplaint(nameless, 'acknowledge')).toBe('cannot_be_reached');
    expect(judgeComplaint(nameless, 'answer')).toBeNull();
  });

  it('that is not content with the answer goes on', () => {
    expect(judgeComplaint(complaint, 'escalate')).toBe('not_answered');
    expect(complaintAfter('answered', 'escalate')).toBe('escalated');
    expect(judgeComplaint({ ...complaint, state: 'escalated', learnt: true }, 'close')).toBe('not_answered');
  });

  it('a compliment is thanked for and closed', () => {
    const thanks: ComplaintStanding = { ...complaint, kind: 'compliment' };
    expect(judgeComplaint(thanks, 'answer')).toBe('thanks_only');
    expect(judgeComplaint(thanks, 'close')).toBeNull();
  });

  it('once closed takes notes and nothing else until somebody reopens it', () => {
    const moves: ComplaintMove[] = ['own', 'acknowledge', 'answer', 'escalate', 'close'];
    for (const move of moves) expect(judgeComplaint({ ...complaint, state: 'closed' }, move)).toBe('closed');
    expect(judgeComplaint({ ...complaint, state: 'closed' }, 'note')).toBeNull();
    for (const state of COMPLAINT_STATES.filter((each) => each !== 'closed'))
      expect(judgeComplaint({ ...complaint, state }, 'reopen')).toBe('not_closed');
  });
});

it('a change is planned until it is done or dropped, and can be taken up again', () => {
  expect(judgeRegisterChange('planned', 'done')).toBeNull();
  expect(registerChangeAfter('planned', 'drop')).toBe('dropped');
  expect(judgeRegisterChange('done', 'own')).toBe('over');
  expect(judgeRegisterChange('done', 'link')).toBeNull();
  expect([judgeRegisterChange('planned', 'reopen'), judgeRegisterChange('dropped', 'reopen')]).toEqual([
    'not_over',
    null,
  ]);
});
