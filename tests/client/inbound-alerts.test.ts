import { expect, test } from 'vitest';
import { ringFor } from '../../client/app/calls.ts';
import { anAlert } from './support/builders.ts';

test('a message that was left, or a breach that was reported, calls without a sound, so that an alarm stays an alarm', () => {
  const left = anAlert({ kind: 'message_received' });
  const breach = anAlert({ kind: 'breach_reported', alertId: 'breach' });
  const calls = { ringing: [], agent: null, takesAlerts: true, now: 0 };
  expect(ringFor({ ...calls, alerts: [left, breach] })).toBeNull();
  expect(ringFor({ ...calls, alerts: [left, anAlert({ alertId: 'another', kind: 'emergency' })] })).toBe('alert');
});
