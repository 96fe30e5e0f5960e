import { expect, it } from 'vitest';
import { describeError } from '../../server/platform/logger.ts';

it('[P1] says where an error arose and nothing of what its message quotes, on however many lines', () => {
  const quoted = 'duplicate value "I am\n    at home he is here\n at 5 Church Lane\n    at night"';
  for (const error of [new TypeError(quoted), Object.assign(new Error('x'), { message: 'other' })]) {
    const said = describeError(error);
    expect(said.error).toBe(error.name);
    expect(said.at).toContainEqual(expect.stringMatching(/^at .*logged-errors\.test\.ts:\d+:\d+/));
    expect(JSON.stringify(said)).not.toMatch(/home|Church|night/);
  }
  // A message that was changed after the stack was written still stands in the stack.
  const changed = new Error(quoted);
  changed.message = 'short';
  expect(JSON.stringify(describeError(changed))).not.toMatch(/home|Church|night/);
});
