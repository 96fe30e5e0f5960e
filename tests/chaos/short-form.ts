/** The short form of a scenario as a test: its line of figures is printed, and every figure that should be 0 is. */
import { expect } from 'vitest';
import type { Scenario } from './scenario.ts';

/** `CHAOS=full` plays the full form, for one scenario at a time. */
export async function holds(scenario: Scenario): Promise<void> {
  const { line, problems } = await scenario.run(process.env.CHAOS === 'full');
  console.log(line);
  expect(problems).toEqual([]);
}
