import { expect, it } from 'vitest';
import { answersFor } from '../../../server/safeguarding/emergency/who-answers.ts';

const taken = { acknowledgedBy: { agentId: 'sam', name: 'Sam' }, closedAt: null };

it.each([
  ['who took it', taken, 'sam', [], true],
  ['who took it, after it is over', { ...taken, closedAt: 5_000 }, 'sam', [], true],
  ['who is on call while it goes on', taken, 'ruth', ['ruth'], true],
  ['who is on call when it is over', { ...taken, closedAt: 5_000 }, 'ruth', ['ruth'], false],
  ['anybody else', taken, 'ruth', ['sam'], false],
])('an emergency is answered by %s', (_who, alert, agentId, onCall, verdict) => {
  expect(answersFor(alert, agentId, onCall)).toBe(verdict);
});
