import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judgeTelling, type TellingFacts } from '../../../shared/domain/telling.ts';

const nothing: TellingFacts = {
  ...{ ageBand: 'adult', topic: null, crimeTypes: [], crimeFlags: [] },
  ...{ highRisk: false, sharingStopped: false, contactStopped: false, saidNotSafe: false, restored: false },
};

test.each<[string, Partial<TellingFacts>, string, readonly string[]]>([
  ['a grown person of whom nothing speaks against it', {}, 'may_be_told', []],
  ['somebody whose age nobody knows', { ageBand: null }, 'may_be_told', []],
  ['somebody under 18', { ageBand: '16_17' }, 'weigh_first', ['under_18']],
  ['a child under 13', { ageBand: 'under_13' }, 'lead_first', ['under_13']],
  ['somebody hurt by who is close', { crimeFlags: ['domestic'] }, 'weigh_first', ['abuse_by_somebody_close']],
  ['somebody who is stalked', { crimeTypes: ['stalking'] }, 'weigh_first', ['abuse_by_somebody_close']],
  ['somebody at high risk', { highRisk: true }, 'weigh_first', ['high_risk']],
  ['who said that it is not safe to talk', { saidNotSafe: true }, 'weigh_first', ['said_not_safe']],
  ['whose sharing somebody has stopped', { sharingStopped: true }, 'lead_first', ['sharing_stopped']],
  ['whose words are from before a restore', { restored: true }, 'lead_first', ['restored']],
  ['at whose number somebody else answered', { contactStopped: true }, 'lead_first', ['contact_stopped']],
  [
    'of all of it together',
    { ageBand: '13_15', topic: 'used_or_controlled', highRisk: true, contactStopped: true },
    'lead_first',
    ['contact_stopped', 'under_18', 'abuse_by_somebody_close', 'high_risk'],
  ],
])('%s: %o is %s', (_whom, facts, verdict, reasons) => {
  expect(judgeTelling({ ...nothing, ...facts })).toEqual({ verdict, reasons });
});

test('whatever more is known of somebody, they are never told sooner', () => {
  const order = ['may_be_told', 'weigh_first', 'lead_first'];
  const facts = fc.record({
    ageBand: fc.constantFrom('adult', null, '16_17', '13_15', 'under_13'),
    topic: fc.constantFrom(null, 'partner_or_family', 'burglary'),
    crimeTypes: fc.constant([]),
    crimeFlags: fc.constantFrom([], ['domestic']),
    ...{ highRisk: fc.boolean(), sharingStopped: fc.boolean() },
    ...{ contactStopped: fc.boolean(), saidNotSafe: fc.boolean(), restored: fc.boolean() },
  });
  const flags = fc.constantFrom('highRisk', 'sharingStopped', 'contactStopped', 'saidNotSafe', 'restored');
  fc.assert(
    fc.property(facts, flags, (known, more) => {
      const before = judgeTelling(known);
      const after = judgeTelling({ ...known, [more]: true });
      expect(order.indexOf(after.verdict)).toBeGreaterThanOrEqual(order.indexOf(before.verdict));
      expect(after.reasons).toEqual(expect.arrayContaining([...before.reasons]));
    }),
  );
});
