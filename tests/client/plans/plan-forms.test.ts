import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  changeAsSent as actionChangeAsSent,
  changeFaults,
  changeFields,
  changeOf,
} from '../../../client/plans/action-change.ts';
import { actionAsSent } from '../../../client/plans/action-fields.ts';
import { changeAsSent, endAsSent, planAsSent } from '../../../client/plans/plan-fields.ts';
import { type Therapy, therapyAsSent, therapyAsWritten, therapyFaults } from '../../../client/plans/therapy-fields.ts';
import { mergeSection } from '../../../client/records/merge.ts';
import { overdueFirst } from '../../../client/work/order.ts';
import type { Action } from '../../../shared/protocol/http/actions.ts';

const BY = { agentId: '0c0ffee0-0000-4000-8000-000000000001', name: 'Robin' };
const action: Action = {
  ...{ actionId: 'a', revision: 1, caseId: 'c', planId: 'p', goalId: 'g', what: 'Ring', doer: 'us', who: null },
  ...{ assignee: BY, dueAt: null, state: 'open', outcome: null, said: null, madeAt: '2026-07-01T09:00:00.000Z' },
  ...{ madeBy: BY, changedBy: BY, settledAt: null, settledBy: null },
};

describe('something to do', () => {
  it('belongs to a plan, to a goal of it, or to none', () => {
    expect(actionAsSent({ what: 'Ring', of: 'plan goal' })).toMatchObject({ planId: 'plan', goalId: 'goal' });
    expect(actionAsSent({ what: 'Ring', of: 'plan' })).toMatchObject({ planId: 'plan', goalId: null });
    expect(actionAsSent({ what: 'Ring', of: null })).toMatchObject({ planId: null, goalId: null });
    expect(changeOf(action)).toMatchObject({ of: 'p g' });
    expect(changeOf({ ...action, planId: null, goalId: null })).toMatchObject({ of: null });
  });

  it('is due on a day in England, with a time only where one was said', () => {
    const whole = changeOf({ ...action, dueAt: '2026-07-03T22:59:59.999Z' });
    expect(whole).toMatchObject({ dueOn: '2026-07-03', dueTime: null });
    const timed = changeOf({ ...action, dueAt: '2026-07-03T13:30:00.000Z' });
    expect(timed).toMatchObject({ dueOn: '2026-07-03', dueTime: '14:30' });
    expect(actionChangeAsSent(timed)).toMatchObject({
      dueOn: '2026-07-03',
      dueTime: '14:30',
      planId: 'p',
      goalId: 'g',
    });
    expect(actionChangeAsSent(whole)).toMatchObject({ dueOn: '2026-07-03', dueTime: null });
    expect(actionAsSent({ dueTime: '9.30' })).toMatchObject({ dueTime: '09:30' });
    // What cannot be read goes as it is, so that the server says what to correct.
    expect(actionAsSent({ dueTime: 'noon' })).toMatchObject({ dueTime: 'noon' });
  });

  it('that two people changed is put together: what only one changed comes along, what both did is chosen', () => {
    const base = changeOf({ ...action, dueAt: '2026-07-03T22:59:59.999Z' });
    const mine = { ...base, what: 'Ring the school' };
    const theirs = { ...base, what: 'Ring the council', dueOn: '2026-07-10' };
    const merged = mergeSection(changeFields([], [], mine), { base, mine, theirs });
    expect(merged.values).toMatchObject({ what: 'Ring the school', dueOn: '2026-07-10' });
    expect(merged.differences.map(({ path, by }) => [path, by])).toEqual([
      ['what', 'both'],
      ['dueOn', 'theirs'],
    ]);
  });

  it('says what is missing, and names others only where others do it', () => {
    const faults = changeFaults([], []);
    expect(Object.keys(faults({ ...changeOf(action), what: ' ', doer: 'others' }))).toEqual(['what', 'who']);
    expect(actionChangeAsSent({ ...changeOf(action), who: 'The council' })).toMatchObject({ who: null });
    const others = { ...changeOf(action), doer: 'others', who: 'The council' };
    expect([faults(others), actionChangeAsSent(others)]).toMatchObject([{}, { who: 'The council' }]);
  });
});

describe('a plan', () => {
  it('has a goal for each line that says something', () => {
    const sent = planAsSent({ kind: 'long_term', goals: ' New locks \n\nA word\n', begins: 'waiting' });
    expect(sent).toEqual({ kind: 'long_term', goals: [{ text: 'New locks' }, { text: 'A word' }], waiting: true });
    expect(planAsSent({ goals: null, begins: 'now', overCap: ['yes'] })).toMatchObject({ goals: [], overCap: true });
  });

  it('keeps the goals that stand under their id, and sends new ones without', () => {
    const goal = { state: 'open', note: null };
    const goals = [
      { ...goal, goalId: 'known', text: 'New locks' },
      { ...goal, goalId: 'made here', text: 'A word' },
      { ...goal, goalId: 'empty', text: null },
    ];
    const { goals: sent } = changeAsSent({ aim: 'Sleep', goals }, ['known']);
    expect(sent).toEqual([
      { ...goal, goalId: 'known', text: 'New locks' },
      { ...goal, goalId: null, text: 'A word' },
    ]);
  });

  it('takes what is open with it only when somebody said so', () => {
    expect(endAsSent({ state: 'ended', endOpen: [] })).toEqual({ state: 'ended' });
    expect(endAsSent({ state: 'ended', endOpen: ['yes'] })).toEqual({ state: 'ended', endOpen: true });
  });
});

describe('what is on record of therapy', () => {
  const therapy: Therapy = {
    ...{ modality: 'emdr', preTrial: { applies: 'yes', note: null }, notes: null },
    measures: { start: { tool: 'core_10', score: 0, on: '2026-07-01' }, end: null },
    sessions: { offered: 0, attended: 0, notAttended: 0, list: [] },
    presumption: { code: 'against_disclosure', says: '', source: '' },
  };

  it('has a measure whole, or not at all, and its score as a number', () => {
    const written = therapyAsWritten(therapy);
    expect(therapyFaults(written)).toEqual({});
    expect(Object.keys(therapyFaults({ ...written, startOn: null, endTool: 'phq_9' }))).toEqual([
      'startOn',
      'endScore',
    ]);
    expect(Object.keys(therapyFaults({ ...written, startScore: 'high' }))).toEqual(['startScore']);
    expect(therapyAsSent({ ...written, startScore: '22,5' })).toMatchObject({
      measures: { start: { tool: 'core_10', score: 22.5, on: '2026-07-01' }, end: null },
    });
  });

  it('is sent as it stands where nothing was changed', () => {
    const { modality, preTrial, measures } = therapy;
    const written = therapyAsWritten(therapy);
    expect(therapyAsSent(written)).toEqual({ modality, preTrial, measures });
  });
});

it('what is overdue stands before what is to come, and longest ago at the top, whatever the order it came in', () => {
  const days = fc.date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true });
  const reminders = fc.array(fc.record({ dueAt: days.map((day) => day.toISOString()), overdue: fc.boolean() }));
  fc.assert(
    fc.property(reminders, (given) => {
      const shown = overdueFirst(given);
      expect(shown).toHaveLength(given.length);
      for (const [at, each] of shown.entries()) {
        const next = shown[at + 1];
        if (next === undefined) continue;
        expect(Number(each.overdue)).toBeGreaterThanOrEqual(Number(next.overdue));
        if (each.overdue === next.overdue) expect(each.dueAt <= next.dueAt).toBe(true);
      }
    }),
  );
});
