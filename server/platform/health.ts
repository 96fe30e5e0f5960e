/** Whether this node can serve: a switch (starting, draining) and named checks, each with a short time to answer. */
import { within } from './within.ts';

export interface Check {
  readonly name: string;
  readonly check: () => Promise<boolean>;
}

export interface Readiness {
  readonly isOn: () => boolean;
  readonly checks: readonly Check[];
}

export interface Health {
  readonly ready: boolean;
  readonly parts: Readonly<Record<string, boolean>>;
}

const PATIENCE_MS = 2_000;

export async function healthOf({ isOn, checks }: Readiness): Promise<Health> {
  const answers = await Promise.all(checks.map(async ({ name, check }) => [name, await inTime(check)] as const));
  const parts = { switchedOn: isOn(), ...Object.fromEntries(answers) };
  return { ready: Object.values(parts).every(Boolean), parts };
}

function inTime(check: () => Promise<boolean>): Promise<boolean> {
  return within(Promise.resolve().then(check), PATIENCE_MS).catch(() => false);
}
