/**
 * What it costs to hold a command against its schema before anything else sees it. The reference is reading the same
 * command from JSON, which no server can avoid: the ratio of the two means the same on every machine.
 */
import { bench, describe } from 'vitest';
import { visitorCommands } from '../../shared/protocol/visitor.ts';

const input = visitorCommands['message:send'].input;
const command = { clientId: '3f0c2a52-6f0e-4c3e-9d0b-0d6c1f0f3a77', text: 'Is somebody there? '.repeat(20) };
const asJson = JSON.stringify(command);
const tooMuch = { ...command, more: true };

describe('checking a message of 380 letters', () => {
  bench('reference: read it from JSON', () => {
    JSON.parse(asJson);
  });

  bench('hold it against its schema', () => {
    input.safeParse(command);
  });

  bench('refuse it for an unknown field', () => {
    input.safeParse(tooMuch);
  });
});
